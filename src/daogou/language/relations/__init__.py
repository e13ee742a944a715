"""What a text states about a product, as triples."""
