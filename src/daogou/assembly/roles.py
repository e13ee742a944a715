"""All roles: every folder of the package whose ``__init__`` defines ``ROLE``."""

import pkgutil
from importlib import import_module
from typing import Any

import daogou
from daogou.core.roles import Role


def roles() -> list[Role[Any]]:
    """Found by walking the folders; only their contracts are imported, no backend."""
    packages = [m.name for m in pkgutil.walk_packages(daogou.__path__, "daogou.") if m.ispkg]
    found = (getattr(import_module(name), "ROLE", None) for name in packages)
    return [role for role in found if isinstance(role, Role)]
