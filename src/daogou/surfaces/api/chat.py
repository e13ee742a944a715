"""/v1/chat: talk to the guide, with one answer or with what it says as it comes."""

from typing import Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from daogou.core.errors import BadQuery
from daogou.core.product import Language
from daogou.guide.progress import Progress
from daogou.surfaces.api.bodies import kept_photo, read_body
from daogou.surfaces.api.chat_answers import ChatAnswer
from daogou.surfaces.api.chat_shapes import chat_shape, statement_shape
from daogou.surfaces.api.failure import documented
from daogou.surfaces.api.questions import ShortText
from daogou.surfaces.api.shapes import Shape, json_response
from daogou.surfaces.http.asking import clean_text
from daogou.surfaces.http.serving import CurrentServing, Serving
from daogou.surfaces.http.streaming import Send, streamed
from daogou.surfaces.http.talking import EVENTS, Cues, Talk, event, take
from daogou.surfaces.http.uploads import FIELD
from daogou.surfaces.http.work import in_thread

router = APIRouter(prefix="/v1", tags=["chat"])


class ChatBody(BaseModel):
    """A message. A photo is sent as a file of that name in a form, or named by its token."""

    model_config = ConfigDict(extra="forbid")

    text: ShortText = Field("", examples=["a red dress under 300"])
    conversation: ShortText = Field("", description="As the last answer gave it; empty to begin one.")
    shopper: ShortText = Field("", description="Who begins the conversation; empty: a stranger.")
    product: ShortText = Field("", description="The product whose page is open.")
    photo: ShortText = Field("", description="Token of a photo sent before.")
    language: Language = Field("en", description="Where words do not tell.")
    cues: Cues = Field(default={}, description="How it was spoken, as `POST /v1/speech` told; in JSON only.")


def _documented_body() -> dict[str, Any]:
    schema = ChatBody.model_json_schema(ref_template="#/components/schemas/{model}")
    picture = {"type": "string", "format": "binary", "description": "JPEG, PNG or WebP; or a token."}
    form = {**schema, "properties": {**schema["properties"], FIELD: picture}}
    content = {
        "application/json": {"schema": schema, "example": {"text": "a red dress under 300"}},
        "multipart/form-data": {"schema": form},
    }
    return {"requestBody": {"required": True, "content": content}}


@router.post(
    "/chat",
    response_model=ChatAnswer,
    responses=documented(400, 404, 413, 415, 422, 503),
    openapi_extra=_documented_body(),
)
async def chat(serving: CurrentServing, request: Request) -> Response:
    """One turn of a conversation: what the guide says, each statement with what it rests on.

    With `Accept: text/event-stream` the same comes as server-sent events while the turn is made: `begin` when
    it is understood, a `draft` for each sentence that a language model wrote and that was checked, a
    `statement` for each that stands, then `answer` with everything; `error` where it broke off.
    """
    body, upload = await read_body(request, serving.shop, ChatBody, ChatBody)
    token, pixels = await kept_photo(serving, upload, body.photo)
    text = clean_text(body.text)
    if not text and pixels is None:
        raise BadQuery("Nothing is said.", hint="Send `text`, a `photo`, or both.")
    talk = Talk(text, pixels, body.conversation, body.shopper, body.product, body.language, body.cues)

    if EVENTS in request.headers.get("accept", ""):
        return await streamed(lambda send: send(event("answer", _taken(serving, talk, token, send))))
    return json_response(await in_thread(_taken, serving, talk, token))


def _taken(serving: Serving, talk: Talk, photo: str, send: Send | None = None) -> Shape:
    """The whole answer; what comes before it is sent meanwhile."""

    def tell(conversation: str, progress: Progress) -> None:
        if send is not None:
            send(_event(conversation, progress))

    conversation, step = take(serving, talk, tell)
    return chat_shape(serving.shop, conversation, step, photo)


def _event(conversation: str, progress: Progress) -> bytes:
    match progress.stage:
        case "understood":
            return event("begin", {"conversation": conversation, "skill": progress.skill})
        case "draft":
            return event("draft", {"text": progress.said.text})
        case "statement":
            return event("statement", statement_shape(progress.said))
