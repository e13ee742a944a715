"""Talking to the guide on the pages: the panel's messages, and a page that works without scripts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

import numpy as np
from fastapi import APIRouter, Form, Request
from numpy.typing import NDArray
from pydantic import TypeAdapter, ValidationError
from starlette.responses import Response

from daogou.core.errors import BadQuery
from daogou.guide.progress import Progress
from daogou.guide.step import Step
from daogou.surfaces.graph.refusal import NotAllowed
from daogou.surfaces.http.asking import MAX_TEXT, clean_text
from daogou.surfaces.http.guard import CONTENT_SECURITY_POLICY
from daogou.surfaces.http.serving import CurrentServing, CurrentShop, Serving
from daogou.surfaces.http.streaming import Send, streamed
from daogou.surfaces.http.talking import Cues, Talk, event, take
from daogou.surfaces.http.uploads import form_of, photo_in
from daogou.surfaces.http.visitor import comes_from_elsewhere, new_visitor, remember, visitor_of
from daogou.surfaces.http.work import in_thread
from daogou.surfaces.web.render import Page, page_for, render
from daogou.surfaces.web.talk_shapes import answer_shape, statement_shape

router = APIRouter(include_in_schema=False)

_CUES = TypeAdapter(Cues)
_PRIVATE = {"Cache-Control": "no-store"}


@dataclass(frozen=True)
class Sent:
    """What a form said, and who sent it; ``is_new``: the visitor has no cookie yet."""

    text: str
    photo: NDArray[np.uint8] | None
    conversation: str
    product_id: str
    visitor: str
    is_new: bool
    cues: Mapping[str, float]


@dataclass(frozen=True)
class Turned:
    """``is_over``: the conversation that was named is no more, and this is the first turn of a new one."""

    step: Step
    shape: dict[str, Any]
    is_over: bool


@router.get("/talk")
async def talk(request: Request, shop: CurrentShop) -> Response:
    """The conversation on a page of its own; with ``embedded=1`` alone, for a frame of a site that may."""
    page = page_for(request, shop)
    return await in_thread(_talk_page, page, None, "")


@router.post("/talk")
async def send(request: Request, serving: CurrentServing) -> Response:
    """A turn without scripts."""
    page, sent = page_for(request, serving.shop), await _sent(request, serving)

    def work() -> Response:
        turned = _take(serving, page, sent)
        return _with_cookie(_talk_page(page, turned, sent.text), sent)

    return await in_thread(work)


@router.post("/talk.json")
async def stream(request: Request, serving: CurrentServing) -> Response:
    """A turn as server-sent events while it is made, as ``POST /v1/chat`` sends them."""
    page, sent = page_for(request, serving.shop), await _sent(request, serving)

    def work(tell: Send) -> None:
        turned = _take(serving, page, sent, lambda token, one: tell(_event(page, token, one)))
        tell(event("answer", turned.shape))

    return _with_cookie(await streamed(work), sent)


@router.post("/talk/end")
async def end(
    request: Request, serving: CurrentServing, conversation: Annotated[str, Form(max_length=MAX_TEXT)]
) -> Response:
    """Forget what was said."""
    _check_own_page(request)
    serving.conversations.end(conversation)
    return Response(status_code=204)


@router.get("/widget")
async def widget(request: Request, shop: CurrentShop) -> Response:
    """How the guide looks on another site, and the line that puts it there."""
    page = page_for(request, shop)
    origin = str(request.base_url).rstrip("/")
    origins = shop.settings.serve.embed_origins
    response = await in_thread(lambda: render(page, "widget.html", origin=origin, origins=origins))
    response.headers["Content-Security-Policy"] = f"{CONTENT_SECURITY_POLICY}; frame-src 'self'"
    return response


async def _sent(request: Request, serving: Serving) -> Sent:
    """Raises BadQuery where nothing is said, NotAllowed where another site's page says it."""
    _check_own_page(request)
    async with form_of(request) as form:
        fields = {name: value for name, value in form.multi_items() if isinstance(value, str)}
        empty = getattr(form.get("photo"), "size", 1) == 0  # a form without scripts whose file was not chosen
        photo = None if empty else await photo_in(form, serving.shop)
    said = fields.get("say") or fields.get("text", "")  # a suggested reply is a button of that name
    text = clean_text(said[: 2 * MAX_TEXT])
    if len(text) > MAX_TEXT:
        raise BadQuery(f"A message has at most {MAX_TEXT} characters.")
    if not text and photo is None:
        raise BadQuery("Nothing is said.", hint="Write something, or choose a photo.")
    visitor = visitor_of(request)
    is_new = not visitor and serving.shop.settings.shoppers.consent == "assumed"
    return Sent(
        text,
        photo,
        fields.get("conversation", "")[:MAX_TEXT],
        fields.get("product", "")[:MAX_TEXT],
        new_visitor() if is_new else visitor,
        is_new,
        _cues_in(fields.get("cues", "")),
    )


def _cues_in(text: str) -> Mapping[str, float]:
    """How the message was spoken, as ``POST /v1/speech`` told the page; raises BadQuery."""
    try:
        return _CUES.validate_json(text) if text else {}
    except ValidationError as error:
        raise BadQuery(
            "cues are not numbers by name.", hint="Send them as POST /v1/speech gave them."
        ) from error


def _check_own_page(request: Request) -> None:
    if comes_from_elsewhere(request.headers):
        raise NotAllowed("Another site's page cannot talk for a visitor of this one.")


def _take(
    serving: Serving, page: Page, sent: Sent, tell: Callable[[str, Progress], None] | None = None
) -> Turned:
    is_over = bool(sent.conversation) and not serving.conversations.knows(sent.conversation)
    conversation = "" if is_over else sent.conversation
    photo = serving.photos.keep(sent.photo) if sent.photo is not None else ""
    talk = Talk(sent.text, sent.photo, conversation, sent.visitor, sent.product_id, page.language, sent.cues)
    token, step = take(serving, talk, tell)
    shape = {**answer_shape(page, token, step.answer, photo), "is_over": is_over}
    return Turned(step, shape, is_over)


def _event(page: Page, conversation: str, progress: Progress) -> bytes:
    if progress.stage == "understood":
        return event("begin", {"conversation": conversation, "skill": progress.skill})
    if progress.stage == "draft":
        return event("draft", {"text": progress.said.text})
    return event("statement", statement_shape(page, progress.said))


def _talk_page(page: Page, turned: Turned | None, text: str) -> Response:
    embedded = page.request.query_params.get("embedded") == "1"
    response = render(
        page, "talk.html", earlier=_earlier(turned), said=text, turned=turned, embedded=embedded
    )
    response.headers.update(_PRIVATE)
    if embedded:
        allowed = " ".join(["'self'", *page.shop.settings.serve.embed_origins])
        policy = CONTENT_SECURITY_POLICY.replace("frame-ancestors 'none'", f"frame-ancestors {allowed}")
        response.headers["Content-Security-Policy"] = policy
    return response


def _earlier(turned: Turned | None) -> list[tuple[str, str]]:
    """By whom and what, without the last question and its answer."""
    if turned is None:
        return []
    said: list[tuple[str, str]] = [(one.by, one.text) for one in turned.step.memory.turns]
    last = next((n for n in range(len(said) - 1, -1, -1) if said[n][0] == "shopper"), 0)
    return said[:last]


def _with_cookie(response: Response, sent: Sent) -> Response:
    if sent.is_new:
        remember(response, sent.visitor)
    return response
