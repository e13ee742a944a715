"""What a picture shows, as labels of the graph: taught on the shop, with confidence, region and evidence."""
