"""What is known about products, as statements with sources: stored, reasoned over, found by relation."""
