"""Every address of the API."""

from fastapi import APIRouter

from daogou.surfaces.api import operations, products, search, shop


def routes() -> APIRouter:
    """All of them, for ``server.py`` to include."""
    router = APIRouter()
    for part in (search, products, shop, operations):
        router.include_router(part.router)
    return router
