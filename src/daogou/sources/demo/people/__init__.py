"""Drawn people for the fitting room: nobody lives who looks like them, and every joint is known."""
