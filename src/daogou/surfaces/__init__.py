"""Thin: parse, call, print; they do not know each other."""
