"""A turn of a conversation over HTTP, whoever asks for it: the API or a page."""

import hashlib
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Annotated, Any

import numpy as np
import orjson
from numpy.typing import NDArray
from pydantic import Field

from daogou.core.errors import ShopError
from daogou.core.product import Language
from daogou.guide.memory import Memory
from daogou.guide.message import Message
from daogou.guide.progress import Progress, silent
from daogou.guide.step import Step
from daogou.shoppers.conversations import Exchange
from daogou.shoppers.times import now
from daogou.surfaces.http.serving import Serving
from daogou.surfaces.http.visitor import new_visitor

EVENTS = "text/event-stream"

# how a message was spoken: see speech/sounding.py; bounded, for it comes from outside
Cues = Annotated[dict[str, Annotated[float, Field(ge=-100, le=100)]], Field(max_length=16)]

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Talk:
    """``conversation``: the token of one that goes on, "" to begin; ``shopper_id``: "" for a stranger."""

    text: str
    picture: NDArray[np.uint8] | None = None
    conversation: str = ""
    shopper_id: str = ""
    product_id: str = ""
    language: Language = "en"
    cues: Mapping[str, float] = field(default_factory=dict)


def take(
    serving: Serving, talk: Talk, tell: Callable[[str, Progress], None] | None = None
) -> tuple[str, Step]:
    """The conversation's token, and what came of the message; ``tell`` hears of both meanwhile.

    Raises:
        NotFound: the conversation is over.
        NotBuilt: the release has no guide.
    """
    guide = serving.shop.guide()
    shopper_id = talk.shopper_id or new_visitor()  # a stranger has a cart, too, for as long as they talk
    token = talk.conversation or serving.conversations.begin(Memory(talk.language, shopper_id))
    message = Message(talk.text, talk.picture, talk.language, talk.product_id, talk.cues)
    step = serving.conversations.take(
        token,
        message,
        lambda said, memory: guide.take(said, memory, partial(tell, token) if tell else silent),
    )
    _keep(serving, token, talk.text, step)
    return token, step


def _keep(serving: Serving, token: str, text: str, step: Step) -> None:
    """Keep the turn of who agreed to that; who talks is answered all the same while it cannot be kept."""
    shopper_id, answer = step.memory.shopper_id, step.answer
    name = hashlib.sha256(token.encode()).hexdigest()[:16]  # with the token a reader could go on
    one = Exchange(shopper_id, name, now(), text, answer.text, answer.skill, answer.language, answer.why_not)
    try:
        serving.shop.shoppers().transcripts.keep(one)
    except ShopError as error:
        _log.warning("a turn could not be kept: %s", error.message)


def event(name: str, data: Mapping[str, Any]) -> bytes:
    """A server-sent event."""
    return b"event: " + name.encode() + b"\ndata: " + orjson.dumps(data) + b"\n\n"
