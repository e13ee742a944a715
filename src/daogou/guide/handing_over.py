"""What the person needs to know who takes a conversation over."""

from collections.abc import Sequence
from dataclasses import dataclass

from daogou.core.product import Language
from daogou.guide.choosing_orders import last_order
from daogou.guide.feeling import feeling_in
from daogou.guide.memory import Memory, Said
from daogou.guide.message import Message
from daogou.guide.replies import order_ids
from daogou.guide.service_talk import CHANGES
from daogou.guide.wording import wording
from daogou.language.sentiment.emotion import Emotion

SPOKEN = 3  # of the shopper's last sentences, word for word
SERVICE = ("order_status", *CHANGES, "complaint", "cart", "find", "advise", "ask_policy")


@dataclass(frozen=True, slots=True)
class Handover:
    """``customer_id``: "" of who is not identified. ``tried``: skills that answered, in order, each once.

    ``said``: the shopper's last sentences. ``waiting``: what would be done after a yes; ``done``: the id of
    the service log's last entry. ``text``: all of it to be read by a person.
    """

    language: Language
    customer_id: str
    shopper_id: str
    tried: tuple[str, ...]
    orders: tuple[str, ...]
    products: tuple[str, ...]
    said: tuple[str, ...]
    feeling: Emotion
    waiting: str
    done: str
    text: str


def summary_of(memory: Memory, language: Language) -> Handover:
    """Of a conversation so far, without what the shopper says now."""
    said = tuple(turn.text for turn in memory.turns if turn.by == "shopper" and turn.text)[-SPOKEN:]
    tried = tuple(dict.fromkeys(turn.skill for turn in memory.turns if turn.skill in SERVICE))
    pending = memory.pending or memory.set_aside
    proposal = pending.proposal if pending else None
    waiting = proposal.sentence(language) if proposal else ""
    customer = memory.identity.customer_id if memory.identity else ""
    orders, feeling = _orders(memory), _feeling(memory.turns)
    products = (memory.focus,) if memory.focus else memory.shown[:1]
    known: dict[str, str | tuple[str, ...]] = {
        "customer": customer,
        "orders": orders,
        "products": products,
        "tried": tuple(wording("hand_over")(f"tried_{one}", language) for one in tried),
        "said": tuple(f"“{one}”" for one in said),
        "feeling": "" if feeling == "neutral" else wording("hand_over")(f"feels_{feeling}", language),
        "waiting": waiting,
    }
    text = _text(known, language)
    return Handover(
        language,
        customer,
        memory.shopper_id,
        tried,
        orders,
        products,
        said,
        feeling,
        waiting,
        memory.done,
        text,
    )


def _text(known: dict[str, str | tuple[str, ...]], language: Language) -> str:
    """A line for each thing that is known."""
    joint = "、" if language == "zh" else ", "
    lines = []
    for name, value in known.items():
        told = value if isinstance(value, str) else joint.join(value)
        if told:
            lines.append(wording("hand_over")(f"line_{name}", language, told=told))
    return "\n".join(lines)


def _orders(memory: Memory) -> tuple[str, ...]:
    """Those that the shopper named, and the one that was spoken of last."""
    named = [one for said in memory.turns if said.by == "shopper" for one in order_ids(said.text)]
    last = last_order(memory)
    return tuple(dict.fromkeys((*named, *([last] if last else []))))


def _feeling(turns: Sequence[Said]) -> Emotion:
    """The last one that was told."""
    told = (feeling_in(Message(said.text)).emotion for said in reversed(turns) if said.by == "shopper")
    return next((one for one in told if one != "neutral"), "neutral")
