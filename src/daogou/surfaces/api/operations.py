"""/health and /metrics: for whoever runs the server."""

from fastapi import APIRouter
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.responses import Response

from daogou.surfaces.api.answers import HealthAnswer
from daogou.surfaces.api.failure import documented
from daogou.surfaces.api.shapes import json_response
from daogou.surfaces.http.serving import CurrentServing, CurrentShop
from daogou.surfaces.http.work import in_thread

router = APIRouter(tags=["operations"])


@router.get("/health/live", response_model=HealthAnswer)
async def live() -> Response:
    """The process answers; nothing else is asked."""
    return json_response({"status": "live"})


@router.get("/health/ready", response_model=HealthAnswer, responses=documented(503))
async def ready(shop: CurrentShop) -> Response:
    """The catalogue answers too: a release is open and can list its categories."""
    await in_thread(shop.categories, shop.settings.shop.languages[0])
    return json_response({"status": "ready", "release": shop.release})


@router.get(
    "/metrics",
    response_class=Response,
    responses={200: {"content": {"text/plain": {}}, "description": "Prometheus' text format."}},
)
async def metrics(serving: CurrentServing) -> Response:
    """Requests, latencies and the release, for Prometheus."""
    return Response(serving.metrics.text(serving.shop.release), media_type=CONTENT_TYPE_LATEST)
