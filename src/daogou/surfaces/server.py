"""One server: the API and the pages over one shop, and the watch for a new release."""

import asyncio
import gc
import logging
import os
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from pathlib import Path

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response

from daogou import __version__
from daogou.assembly.shop import Shop
from daogou.core.errors import BadSetting, ShopError
from daogou.core.query import Query
from daogou.surfaces.api import failure as api_failure
from daogou.surfaces.api.routes import routes as api_routes
from daogou.surfaces.http.failures import Failure, failure_of
from daogou.surfaces.http.guard import Guard
from daogou.surfaces.http.head import HeadAsGet
from daogou.surfaces.http.limits import BodyLimit
from daogou.surfaces.http.metrics import Measured
from daogou.surfaces.http.serving import Serving
from daogou.surfaces.web import failure as web_failure
from daogou.surfaces.web.routes import routes as web_routes
from daogou.surfaces.web.routes import static_files

SHOP_VARIABLE = "DAOGOU_SHOP"
HOST_VARIABLE = "DAOGOU_HOST"
WATCH_EVERY_S = 2.0  # a release takes minutes to build; two seconds more are not noticed
_GZIP_LEVEL = 4  # of a page of 24 hits: 0.3 ms; level 9 takes five times as long for 3 % fewer bytes

_FIRST = (Query("red dress"), Query("红色连衣裙", language="zh"))  # one of each language's path

_log = logging.getLogger(__name__)

Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]


def create_app(shop: Shop, *, lifespan: Lifespan | None = None, host: str = "") -> FastAPI:
    """The API under /v1 and the pages, over that shop; ``host`` is what the server will listen on."""
    app = FastAPI(
        title="Daogou",
        version=__version__,
        summary="Find products by words and photos, in Chinese and English.",
        openapi_url="/v1/openapi.json",
        docs_url=None,  # both would load scripts from a CDN; docs/api.md says the same
        redoc_url=None,
        lifespan=lifespan,
    )
    serving = Serving(shop, host)
    app.state.serving = serving
    app.include_router(api_routes())
    app.include_router(web_routes())
    app.mount("/static", static_files(), name="static")
    _answer_failures(app)
    # the last added is the outermost: headless(measured(compressed(guarded(limited(app)))))
    app.add_middleware(BodyLimit, max_upload_bytes=shop.settings.serve.max_upload_bytes)
    app.add_middleware(Guard, respond=_respond)
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=_GZIP_LEVEL)
    app.add_middleware(Measured, metrics=serving.metrics)
    app.add_middleware(HeadAsGet)
    return app


def app_from_environment() -> FastAPI:
    """For ``uvicorn --factory``: the shop in the folder that DAOGOU_SHOP names, followed as it is rebuilt."""
    named = os.environ.get(SHOP_VARIABLE, "")
    if not named:
        raise BadSetting(f"{SHOP_VARIABLE} is not set.", hint="Set it to the shop's folder.")
    folder = Path(named)
    host = os.environ.get(
        HOST_VARIABLE, ""
    )  # unless it is said, nobody on this machine is taken for the owner
    return create_app(opened(folder), lifespan=following(folder, opened), host=host)


def opened(folder: Path) -> Shop:
    """The shop's published release, ready to answer the first shopper as fast as the hundredth.

    What is read at the first query (weights, dictionaries) is read now; and the release, whose many objects
    live as long as it is served, is taken out of the garbage collector's rounds, each of which would stop
    every request for some 50 ms.

    Raises:
        NotBuilt: nothing is published.
    """
    from daogou.assembly.open import open_shop

    shop = open_shop(folder)
    for query in _FIRST:
        shop.search(query)
    gc.unfreeze()  # an earlier release, which may be garbage by now
    gc.collect()
    gc.freeze()
    return shop


def following(folder: Path, open_shop: Callable[[Path], Shop], every_s: float = WATCH_EVERY_S) -> Lifespan:
    """A lifespan in which a newly published release of that folder replaces the one being served."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        watch = asyncio.create_task(_watch(app.state.serving, folder, open_shop, every_s))
        try:
            yield
        finally:
            watch.cancel()
            with suppress(asyncio.CancelledError):
                await watch

    return lifespan


async def _watch(serving: Serving, folder: Path, open_shop: Callable[[Path], Shop], every_s: float) -> None:
    refused = ""
    while True:
        await asyncio.sleep(every_s)
        published = _published(folder)
        if published in ("", serving.shop.release, refused):
            continue
        try:
            serving.shop = await asyncio.to_thread(open_shop, folder)
            serving.metrics.swaps.labels("taken").inc()
            _log.info("now serving release %s", serving.shop.release)
        except Exception:
            # whatever is wrong with it, the old release goes on serving and the watch goes on; the broken
            # one is not tried again
            refused = published
            serving.metrics.swaps.labels("refused").inc()
            _log.exception("release %s could not be opened", published)


def _published(folder: Path) -> str:
    try:
        return (folder / "current").read_text(encoding="utf-8").strip()
    except OSError:
        return ""


def _answer_failures(app: FastAPI) -> None:
    async def answer(request: Request, error: Exception) -> Response:
        return await _respond(request, failure_of(error))

    for kind in (HTTPException, RequestValidationError, ShopError):
        app.add_exception_handler(kind, answer)


async def _respond(request: Request, failure: Failure) -> Response:
    path = request.url.path
    is_for_programs = path in ("/metrics", "/talk.json") or path.startswith(("/v1/", "/health/"))
    respond = api_failure.respond if is_for_programs else web_failure.respond
    return await respond(request, failure)
