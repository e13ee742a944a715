"""The drawn demo shop: invented products, drawn by code, deterministic from a seed."""
