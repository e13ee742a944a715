"""Every address of the pages."""

from importlib.resources import files

from fastapi import APIRouter
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from daogou.surfaces.web import fitting, graph, owner, pages, results, talk, workshop, you


def routes() -> APIRouter:
    """All pages, for ``server.py`` to include."""
    router = APIRouter(include_in_schema=False)
    for part in (results, fitting, graph, you, owner, workshop, talk, pages):
        router.include_router(part.router)
    return router


class _Static(StaticFiles):
    """Files whose address carries their hash may be kept for ever."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        is_hashed = scope["query_string"].startswith(b"v=")
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if is_hashed else "no-cache"
        if path == "widget.js":  # other sites load it: that is what it is for
            response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response


def static_files() -> StaticFiles:
    """Styles, scripts, logo."""
    return _Static(directory=str(files(__package__).joinpath("static")))
