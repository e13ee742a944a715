"""Where products, pictures and events come from."""
