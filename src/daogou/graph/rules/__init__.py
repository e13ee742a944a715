"""What follows from what is known, and what cannot both be true: read from a file, run to the end."""
