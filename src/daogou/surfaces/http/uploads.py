"""A photo from a form: bounded in bytes while it streams, in pixels before it is decoded."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import numpy as np
from numpy.typing import NDArray
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request

from daogou.assembly.shop import Shop
from daogou.core.errors import BadPicture
from daogou.surfaces.http.asking import MAX_FILTERS
from daogou.surfaces.http.limits import SMALL_BODY_BYTES
from daogou.surfaces.http.work import in_thread
from daogou.vision.decode import decode_picture

FIELD = "photo"


@asynccontextmanager
async def form_of(request: Request) -> AsyncIterator[FormData]:
    """The form: at most one file, short fields; the file is closed afterwards.

    Raises:
        HTTPException: 400, it is no form.
    """
    form = await request.form(max_files=1, max_fields=2 * MAX_FILTERS, max_part_size=SMALL_BODY_BYTES)
    try:
        yield form
    finally:
        await form.close()


async def photo_in(form: FormData, shop: Shop) -> NDArray[np.uint8] | None:
    """uint8 [height, width, 3] RGB, or None if the form has no file.

    Raises:
        BadPicture: the file is no picture, or a larger one than the shop takes.
    """
    upload = form.get(FIELD)
    if not isinstance(upload, UploadFile):
        return None
    data = await upload.read()
    if not data:
        raise BadPicture("The photo is an empty file.", hint="Choose a JPEG, PNG or WebP picture.")
    settings = shop.settings
    return await in_thread(
        decode_picture,
        data,
        max_pixels=settings.pictures.max_pixels,
        max_bytes=settings.serve.max_upload_bytes,
    )
