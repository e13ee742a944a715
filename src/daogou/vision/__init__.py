"""Pixels: bounded decoding, colour, shape; knows no catalogue."""
