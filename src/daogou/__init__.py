"""Daogou 导购: a shopping guide that a shop hosts itself."""

__version__ = "0.1.0"
