"""Metrics, and one measured question per file."""
