"""A search gone on with: what a message adds to it, and what it takes back."""

import re
from collections.abc import Sequence
from dataclasses import replace

from daogou.core.query import Constraint
from daogou.guide.answer import Evidence, Statement
from daogou.guide.finding import Finding
from daogou.guide.hearing import understood_in
from daogou.guide.memory import Wanted
from daogou.guide.remembering import heard
from daogou.guide.step import Turn
from daogou.guide.taking_back import (
    fields_taken_back,
    has_no_preference,
    takes_back_values,
    without_fields,
    without_values,
)
from daogou.guide.wanting import narrowed
from daogou.language.normalise import normalise

_ALSO = re.compile(  # "or burgundy", 粉色也行
    r"^\W*or\b|\b(?:too|as well|also)\W*$|\b(?:would|will|could|can) (?:also )?(?:do|work)\b"
    r"|\b(?:is|are) (?:also )?(?:fine|ok(?:ay)?|good|alright)\b"
    r"|也(?:可以|行|好|成|要|能|没问题|ok|不错|喜欢|接受)|^或(?:者|是)?",
    re.IGNORECASE,
)
_DENIES = re.compile(r"\b(?:no|not|without|nothing|don'?t want)\b|不要|不想|不用|别", re.IGNORECASE)


def _beside_before(one: Constraint, before: Sequence[Constraint]) -> Constraint:
    """The value with those asked for before; what a thing is and what it costs is another matter."""
    if one.excluded or not one.values or one.field in ("category", "audience", "size"):
        return one
    old = next((o for o in before if o.field == one.field and o.values and not o.excluded), None)
    if old is None:
        return one
    values = tuple(dict.fromkeys((*old.values, *one.values)))
    return replace(one, values=values, words=f"{old.words} {one.words}".strip())


def _beside_conditions(text: str, read: Sequence[Constraint]) -> str:
    """The text without what names a condition: "no sleeves" is one, and takes none back."""
    said = normalise(text)
    for one in read:
        said = said.replace(normalise(one.words), " ") if " " in one.words.strip() else said
    return said


def takes_back(turn: Turn) -> bool:
    """Whether a message says that something does not matter any more."""
    text = turn.understood.text
    if turn.memory.asked and has_no_preference(text):
        return True
    return bool(turn.memory.wanted.constraints) and bool(fields_taken_back(text) or takes_back_values(text))


def _not_taken_back(
    read: Sequence[Constraint],
    before: Sequence[Constraint],
    after: Sequence[Constraint],
    taken: Sequence[str],
) -> tuple[Constraint, ...]:
    """What a message names beside what it takes back: "doesn't have to be silk, 150 at most"."""
    # "any style, but red": red is no value that is taken back
    gone = {(one.field, value) for one in before if one not in after for value in one.values}
    if not gone and not taken:
        return ()
    return tuple(one for one in read if not any((one.field, value) in gone for value in one.values))


def gone_on(turn: Turn, finding: Finding) -> tuple[Wanted, list[Statement]]:
    """What is wanted after what the words say, and what to say of words that nothing has."""
    text, known = turn.understood.text, turn.memory.wanted
    if turn.memory.asked and has_no_preference(text):
        return known, []
    read, words = understood_in(turn, finding.shop)
    back = fields_taken_back(_beside_conditions(text, read))
    kept = without_fields(known.constraints, back)
    if takes_back_values(text):
        still = without_values(kept, read)
        words, kept, read = "", still, _not_taken_back(read, kept, still, back)
    # "any colour, as long as it is not black"
    read = tuple(one for one in read if one.excluded or one.field not in back)
    if _ALSO.search(text):
        read = tuple(_beside_before(one, kept) for one in read)
    known = replace(known, constraints=kept)
    if back or turn.understood.change:
        words = ""  # what is said of fields and changes is nothing to search by
    concepts = finding.shop.concepts
    wanted = narrowed(known, read, words, concepts)
    if words and finding.look(wanted).unknown:
        if _DENIES.search(text):  # what nothing has is not there, as it shall be
            return narrowed(known, read, "", concepts), []
        proof = [Evidence("ranking", f"search:{words}", f"{finding.count(0)} | {words}"), heard(turn)]
        return narrowed(known, read, "", concepts), [finding.say("unknown_words", proof, words=words)]
    return wanted, []
