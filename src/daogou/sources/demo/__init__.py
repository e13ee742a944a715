"""The drawn demo shop: invented products, drawn by code, deterministic from a seed."""

from daogou.sources.demo.products import demo_products
from daogou.sources.demo.shop import draw_shop

__all__ = ["demo_products", "draw_shop"]
