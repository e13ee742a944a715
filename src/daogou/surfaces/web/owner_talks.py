"""What the owner's page says of conversations: what was asked, what found no answer, what models did."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from daogou.assembly.steps.listen import OWN
from daogou.core.errors import BadInput, ShopError
from daogou.guide.examples import OUTSIDE, Example, add_owner_examples, intents, known_intent, owner_examples
from daogou.shoppers.conversations import Exchange
from daogou.surfaces.web.render import Page

WEEKS = 4  # as the rates beside it
LISTED = 30  # conversations and questions that are shown; what came up before is older
NO_HELP = ("out_of_scope", "clarify")
TEMPLATES = "templates"  # the setting where no model speaks


@dataclass(frozen=True, slots=True)
class Unanswered:
    """``why``: the skill that could not help, or the name of a refusal's reason; ``times``: how often."""

    text: str
    why: str
    times: int


def talks(page: Page, at: datetime) -> dict[str, Any]:
    """For the template."""
    turns = page.shop.shoppers().transcripts.since(at - timedelta(weeks=WEEKS))
    known = _taught(page)
    return {
        "talks": _conversations(turns),
        "unanswered": _unanswered(turns, set(known)),
        "intents": (*intents(), OUTSIDE),
        "taught": len(known),
        "models": _models(page),
    }


def teach(page: Page, text: str, intent: str) -> None:
    """Add an example, for the next build to learn.

    Raises:
        BadInput: there is no such intent, or no text.
    """
    if not text:
        raise BadInput("An example needs its words.")
    add_owner_examples(page.shop.folder / OWN, [Example(text, known_intent(intent))])


def _conversations(turns: list[Exchange]) -> list[list[Exchange]]:
    """Each in the order in which it was said, the latest conversation first."""
    found: dict[str, list[Exchange]] = {}
    for one in turns:
        found.setdefault(one.conversation, []).insert(0, one)
    return list(found.values())[:LISTED]


def _unanswered(turns: list[Exchange], taught: set[str]) -> list[Unanswered]:
    """Most frequent first, then the latest."""
    asked = {one.said: one for one in reversed(turns) if one.said and (one.skill in NO_HELP or one.why_not)}
    times = Counter(one.said for one in turns)
    latest = sorted(asked.values(), key=lambda one: (times[one.said], one.at), reverse=True)
    new = [one for one in latest if one.said not in taught]
    return [Unanswered(one.said, one.why_not or one.skill, times[one.said]) for one in new[:LISTED]]


def _taught(page: Page) -> list[str]:
    try:
        return [one.text for one in owner_examples(page.shop.folder / OWN)]
    except BadInput:  # the file was edited by hand; the build says what is wrong with it
        return []


def _models(page: Page) -> dict[str, int] | None:
    """How often a model was followed since this release is served; None where none is used."""
    if page.shop.settings.guide.language_model.name == TEMPLATES:
        return None
    try:
        fluency = page.shop.guide().fluency
    except ShopError:
        return None
    return {name: count for name, count in fluency.counts.items()} if fluency else None
