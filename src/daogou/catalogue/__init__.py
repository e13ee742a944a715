"""What is for sale: the store of record, and how a feed gets into it."""
