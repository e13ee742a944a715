"""From what shoppers bought and sent back: which sizes were kept, and which came back too small or too large.

An event ``buy`` names what was bought in its ``text``: a size, or a variant's sku. An event ``return`` says
there why it came back, in words or as a code: ``too small``, ``SIZE_TOO_LARGE``, 偏小. What came back
for another reason, or for none that is told, says nothing of its size. What was bought lately may still come
back.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from daogou.core.event import Event
from daogou.fit.sizes.garments import Others, Verdict, purchases

RETURN_TIME = timedelta(days=30)  # most shops take goods back for two weeks to a month
# "too small", "runs a bit tight"; codes are read as words. What is denied ("not too small") says nothing
_HOW = r"(?:too|runs?|fits?|rather|bit|little|very|quite)(?: (?:a|bit|little|too))* "
_SMALL = re.compile(rf"\b{_HOW}(?:small|tight|narrow|short)\b|[太偏](?:小|紧|窄|短)|(?:小|紧)了|穿不[下上进]")
_LARGE = re.compile(rf"\b{_HOW}(?:large|big|loose|wide|long)\b|[太偏](?:大|松|宽|肥|长)|(?:大|松)了")
_DENIED = re.compile(r"\bnot\b|n't\b|\bnothing\b|[不没](?:是|算|太|偏|觉|嫌)")


@dataclass(frozen=True, slots=True)
class Tried:
    """One purchase and what became of it. ``variant``: size or sku as the shop's events name it, or ""."""

    shopper_id: str
    product_id: str
    variant: str
    verdict: Verdict


def reason_of(text: str) -> Verdict | None:
    """What a return's reason says of the size; None where it says nothing, or both."""
    plain = re.sub(r"[_\-\s]+", " ", text.casefold())
    small, large = bool(_SMALL.search(plain)), bool(_LARGE.search(plain))
    if small == large or _DENIED.search(plain):
        return None
    return "small" if small else "large"


def tried(events: Iterable[Event]) -> list[Tried]:
    """Every purchase that tells of its size; none at all where no return of the shop gives such a reason:
    then what was kept is not told from what nobody gave a reason for."""
    last: datetime | None = None  # of any kind: until then it could have come back
    acts: list[Event] = []
    for event in events:
        last = event.at if last is None else max(last, event.at)
        if event.kind in ("buy", "return"):
            acts.append(event)
    bought: dict[tuple[str, str], list[Event]] = {}
    returned: list[Tried] = []
    for event in sorted(acts, key=lambda one: (one.at, one.id)):
        if event.kind == "buy":
            bought.setdefault((event.shopper_id, event.product_id), []).append(event)
        else:
            own = bought.get((event.shopper_id, event.product_id))
            sent_back = own.pop() if own else None
            if verdict := reason_of(event.text):
                variant = sent_back.text if sent_back else ""
                returned.append(Tried(event.shopper_id, event.product_id, variant, verdict))
    if not returned or last is None:
        return []
    return [*returned, *_kept(bought, last - RETURN_TIME)]


def _kept(bought: Mapping[tuple[str, str], list[Event]], before: datetime) -> Iterator[Tried]:
    for (shopper_id, product_id), events in bought.items():
        yield from (Tried(shopper_id, product_id, one.text, "right") for one in events if one.at <= before)


def counted(all_tried: Iterable[Tried]) -> dict[str, Others]:
    """Product id -> how many were kept and came back; a shopper counts once for each verdict."""
    seen = {(one.product_id, one.shopper_id, one.verdict) for one in all_tried}
    found: dict[str, list[int]] = {}
    for product_id, _, verdict in seen:
        found.setdefault(product_id, [0, 0, 0])[("small", "right", "large").index(verdict)] += 1
    return {product_id: purchases(*counts) for product_id, counts in sorted(found.items())}
