"""Every address of the API."""

from fastapi import APIRouter

from daogou.surfaces.api import (
    chat,
    fitting,
    graph,
    graph_owner,
    operations,
    pictures,
    products,
    recommendations,
    search,
    shop,
    shoppers,
    speech,
    styling,
    workshop,
)


def routes() -> APIRouter:
    """All of them, for ``server.py`` to include."""
    router = APIRouter()
    for part in (
        search,
        chat,
        products,
        recommendations,
        graph_owner,
        graph,
        pictures,
        fitting,
        styling,
        workshop,
        shop,
        shoppers,
        speech,
        operations,
    ):
        router.include_router(part.router)
    return router
