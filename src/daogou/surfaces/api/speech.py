"""/v1/speech: a recording into words, and words into sound."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.datastructures import UploadFile
from starlette.responses import Response

from daogou.core.errors import BadSound
from daogou.core.product import Language
from daogou.speech.heard import Heard
from daogou.speech.saying import MOST_CHARACTERS, Speaker
from daogou.surfaces.api.answers import Answered
from daogou.surfaces.api.failure import documented
from daogou.surfaces.api.shapes import Shape, json_response
from daogou.surfaces.http.serving import CurrentShop
from daogou.surfaces.http.uploads import form_of
from daogou.surfaces.http.work import in_thread

router = APIRouter(prefix="/v1", tags=["speech"])

FIELD = "sound"
_SOUND = {
    "type": "string",
    "format": "binary",
    "description": "WAV, WebM, Ogg, MP4, MP3 or FLAC, up to 60 s.",
}
_FORM = {"type": "object", "properties": {FIELD: _SOUND}, "required": [FIELD]}
_BODY = {
    "requestBody": {
        "required": True,
        "content": {"multipart/form-data": {"schema": _FORM}, "audio/*": {"schema": _SOUND}},
    }
}


class WordAnswer(Answered):
    """A word with seconds of the recording, and how sure it is, 0 to 1."""

    text: str
    start_s: float
    end_s: float
    probability: float


class HeardAnswer(Answered):
    """What was said; ``text`` is empty where nobody spoke. ``cues``: how it sounded, for `POST /v1/chat`."""

    text: str
    language: Language
    confidence: float
    words: list[WordAnswer]
    spoken_s: float
    cues: dict[str, float]


@router.post(
    "/speech",
    response_model=HeardAnswer,
    responses=documented(400, 413, 422, 501, 503),
    openapi_extra=_BODY,
)
async def hear(
    shop: CurrentShop,
    request: Request,
    language: Annotated[Language | None, Query(description="The speaker's, if known.")] = None,
) -> Response:
    """What was said in a recording, heard with the shop's words as hints; it is not kept."""
    data = await _sound_in(request)
    heard = await in_thread(shop.hear, data, language)
    return json_response(_shape(heard))


@router.get(
    "/speech/say",
    response_class=Response,
    responses={200: {"content": {"audio/wav": {}}}, **documented(422, 501)},
)
async def say(
    text: Annotated[str, Query(min_length=1, max_length=MOST_CHARACTERS, examples=["I found 7 dresses."])],
    language: Language = "en",
) -> Response:
    """Words as a WAV, spoken by espeak-ng where the server has it."""
    return Response(await in_thread(Speaker().say, text, language), media_type="audio/wav")


async def _sound_in(request: Request) -> bytes:
    if request.headers.get("content-type", "").startswith("multipart/form-data"):
        async with form_of(request) as form:
            upload = form.get(FIELD)
            data = await upload.read() if isinstance(upload, UploadFile) else b""
    else:
        data = await request.body()
    if not data:
        raise BadSound(
            "No recording was sent.", hint=f"Send it as the body, or as the file `{FIELD}` of a form."
        )
    return data


def _shape(heard: Heard) -> Shape:
    return {
        "text": heard.text,
        "language": heard.language,
        "confidence": round(heard.confidence, 4),
        "words": [
            {
                "text": word.text,
                "start_s": round(word.start_s, 2),
                "end_s": round(word.end_s, 2),
                "probability": round(word.probability, 4),
            }
            for word in heard.words
        ],
        "spoken_s": round(heard.spoken_s, 2),
        "cues": {name: round(value, 3) for name, value in heard.cues.items()},
    }
