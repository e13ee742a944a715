"""A trained tagger for what no list names: which pieces of a title are a brand, a model, a kind of goods."""
