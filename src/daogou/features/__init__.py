"""A product in numbers: words, pictures and colours as vectors, and the space in which they meet."""
