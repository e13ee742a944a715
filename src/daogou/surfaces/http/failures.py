"""Every exception as one shape: status, code, message, hint."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from daogou.core.errors import ShopError

_SHOWN_CHARACTERS = 80  # of a refused value: enough to recognise it, too little to echo an attack

_OF_STATUS = {
    400: ("bad_request", "The request could not be read."),
    404: ("not_found", "There is nothing at this address."),
    405: ("method_not_allowed", "This address does not take that method."),
    408: ("timeout", "The request was sent too slowly."),
    413: ("too_large", "The request is too large."),
    415: ("unsupported_media_type", "That content type is not understood."),
    500: ("internal_error", "Something broke on our side."),
    503: ("unavailable", "The shop is busy."),
}


@dataclass(frozen=True, slots=True)
class Failure:
    """What a client is told: an HTTP status, a code for programs, a message and a hint for people."""

    status: int
    code: str
    message: str
    hint: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


def failure_of(error: Exception, request_id: str = "") -> Failure:
    """What a client is told about an exception; an unexpected one says nothing of our insides."""
    if isinstance(error, ShopError):
        return Failure(error.http_status, error.code, error.message, error.hint)
    if isinstance(error, RequestValidationError):
        return _invalid(error)
    if isinstance(error, HTTPException):
        return _refused(error)
    hint = f"Tell the shop this number: {request_id}." if request_id else ""
    return Failure(500, *_OF_STATUS[500], hint=hint)


def _refused(error: HTTPException) -> Failure:
    code, message = _OF_STATUS.get(error.status_code, ("http_error", "The request was refused."))
    headers = dict(error.headers or {})
    # Starlette fills in the status's own phrase ("Not Found"); ours says more
    own = error.detail if len(str(error.detail).split()) > 3 else message
    hint = f"Allowed: {headers['Allow']}." if error.status_code == 405 and "Allow" in headers else ""
    return Failure(error.status_code, code, str(own), hint, headers)


def _invalid(error: RequestValidationError) -> Failure:
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"] if part not in ("query", "body", "path"))
    given = ascii(first.get("input"))[:_SHOWN_CHARACTERS]
    said = f"{where or 'request'}: {first['msg']} (given: {given})."
    return Failure(422, "bad_input", said, "See /v1/openapi.json for what this address takes.")
