"""Things that a text names: found by their names or by a trained tagger, then linked to what they are."""
