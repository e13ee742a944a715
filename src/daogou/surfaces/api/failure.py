"""The one JSON shape of every error."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from daogou.surfaces.api.answers import ErrorAnswer
from daogou.surfaces.api.shapes import json_response
from daogou.surfaces.http.failures import Failure


async def respond(request: Request, failure: Failure) -> Response:
    """``{"error": {"code", "message", "hint"}}``."""
    error = {"code": failure.code, "message": failure.message, "hint": failure.hint}
    return json_response({"error": error}, failure.status, failure.headers)


_MEANING = {
    400: "The request cannot be read.",
    403: "Not for whoever asks.",
    404: "There is no such thing.",
    413: "More bytes were sent than the shop takes.",
    422: "The request is readable but cannot be used; the message says what was given.",
    415: "Neither JSON nor a form.",
    501: "This server lacks a package that it needs for that.",
    503: "Busy, or no release yet.",
}


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """For OpenAPI: these statuses answer with an ``ErrorAnswer``."""
    return {status: {"model": ErrorAnswer, "description": _MEANING[status]} for status in statuses}
