"""The only place that makes objects from settings."""
