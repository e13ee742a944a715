"""One query in, one ranking out, with its reasons."""
