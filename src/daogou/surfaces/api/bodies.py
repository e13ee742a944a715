"""Requests with a body: JSON, or a form with a photo; a photo is kept so that it need not be sent again."""

from typing import Any, TypeVar

import numpy as np
from fastapi import Request
from fastapi.exceptions import RequestValidationError
from numpy.typing import NDArray
from pydantic import BaseModel, ValidationError
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException

from daogou.assembly.shop import Shop
from daogou.surfaces.http.serving import Serving
from daogou.surfaces.http.uploads import form_of, photo_in
from daogou.surfaces.http.work import in_thread

J = TypeVar("J", bound=BaseModel)
F = TypeVar("F", bound=BaseModel)
M = TypeVar("M", bound=BaseModel)

_REPEATED = frozenset({"filter", "drop", "products"})


async def read_body(
    request: Request, shop: Shop, as_json: type[J], as_form: type[F]
) -> tuple[J | F, NDArray[np.uint8] | None]:
    """What was sent, and the photo beside it, uint8 [height, width, 3] RGB.

    Raises:
        HTTPException: 415, neither JSON nor a form; 400, a form that cannot be read.
        RequestValidationError: a field is unknown or wrong.
        BadPicture: the file is no picture.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        return _validated(as_json, await request.body()), None
    if kind in ("multipart/form-data", "application/x-www-form-urlencoded"):
        async with form_of(request) as form:
            return _validated(as_form, _fields(form)), await photo_in(form, shop)
    raise HTTPException(415, "Send application/json or multipart/form-data, please.")


async def kept_photo(
    serving: Serving, upload: NDArray[np.uint8] | None, token: str
) -> tuple[str, NDArray[np.uint8] | None]:
    """The photo that was sent now or before, with its token; ("", None) if there is none.

    Raises:
        NotFound: it was sent too long ago.
    """
    if upload is not None:
        token = await in_thread(serving.photos.keep, upload)
    return token, serving.photos.get(token).pixels if token else None


def _fields(form: FormData) -> dict[str, Any]:
    """Text fields; those that repeat as lists."""
    fields: dict[str, Any] = {}
    for name, value in form.multi_items():
        if not isinstance(value, str):
            continue
        if name in _REPEATED:
            fields.setdefault(name, []).append(value)
        else:
            fields[name] = value
    return fields


def _validated(model: type[M], given: bytes | dict[str, Any]) -> M:
    try:
        if isinstance(given, bytes):
            return model.model_validate_json(given)
        return model.model_validate(given)
    except ValidationError as error:
        raise RequestValidationError(error.errors()) from error
