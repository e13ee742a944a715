"""What shoppers say, to teach the guide's intents from: ours, and what the owner adds."""

import json
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from daogou.core.errors import BadInput
from daogou.core.roles import nearest

OUTSIDE = "outside"  # what no skill answers, in files of examples
TIMES = 3  # a phrase with places is said with so many choices of words
_PLACE = re.compile(r"\{(\w+)\}")


class Example(NamedTuple):
    """``intent``: the skill's name; None for what is outside."""

    text: str
    intent: str | None


def intents() -> tuple[str, ...]:
    """The skills that messages can be meant for."""
    return tuple(name for name in _utterances() if name not in ("slots", OUTSIDE))


def spoken(seed: int = 0) -> list[Example]:
    """Our own examples in both languages, places filled; deterministic in ``seed``."""
    said = _utterances()
    random = np.random.default_rng(seed)
    found = []
    for intent, phrases in said.items():
        if intent != "slots":
            for language, lines in phrases.items():
                words = said["slots"][language]
                texts = (text for line in lines for text in _filled(line, words, random))
                found += [Example(text, None if intent == OUTSIDE else intent) for text in texts]
    return list(dict.fromkeys(found))


def heard() -> list[Example]:
    """More of them, to be held out; nothing like them is among the others."""
    return [
        Example(text, None if intent == OUTSIDE else intent)
        for intent, phrases in _file("heard").items()
        for lines in phrases.values()
        for text in lines
    ]


def owner_examples(file: Path) -> list[Example]:
    """Those in a JSONL file of ``{"text": …, "intent": …}``, ``outside`` for what is none; none without it.

    Raises:
        BadInput: a line is not such an object, or names no intent; with its number.
    """
    if not file.exists():
        return []
    lines = file.read_text("utf-8").splitlines()
    return [_checked(line, f"{file.name}, line {n}") for n, line in enumerate(lines, 1) if line.strip()]


def add_owner_examples(file: Path, examples: Iterable[Example]) -> None:
    """Append them to such a file."""
    lines = (
        json.dumps({"text": one.text, "intent": one.intent or OUTSIDE}, ensure_ascii=False)
        for one in examples
    )
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8") as out:
        out.writelines(line + "\n" for line in lines)


def known_intent(name: str) -> str | None:
    """The intent of that name; None for ``outside``.

    Raises:
        BadInput: there is none.
    """
    if name == OUTSIDE:
        return None
    if name not in intents():
        close = nearest(name, [*intents(), OUTSIDE])
        raise BadInput(
            f"There is no intent {name!r}; there are: {', '.join((*intents(), OUTSIDE))}.",
            hint=f"Did you mean {close!r}?" if close else "",
        )
    return name


def _checked(line: str, where: str) -> Example:
    try:
        said = json.loads(line)
        text, intent = said["text"], said["intent"]
        if not (isinstance(text, str) and isinstance(intent, str) and text.strip()):
            raise TypeError
    except (ValueError, TypeError, KeyError) as error:
        raise BadInput(
            f"{where}: not an object with the texts `text` and `intent`.",
            hint='Write {"text": "is it warm?", "intent": "ask_product"}.',
        ) from error
    try:
        return Example(text, known_intent(intent))
    except BadInput as error:
        raise BadInput(f"{where}: {error.message}", hint=error.hint) from error


def _filled(line: str, words: Mapping[str, Sequence[str]], random: np.random.Generator) -> list[str]:
    if not _PLACE.search(line):
        return [line]
    return [_PLACE.sub(lambda place: str(random.choice(words[place[1]])), line) for _ in range(TIMES)]


def _utterances() -> Mapping[str, Any]:
    """Under ``slots`` words by language and place, else phrases by intent and language."""
    return _file("utterances")


@cache
def _file(name: str) -> Mapping[str, Any]:
    file = files("daogou.guide") / "data" / f"{name}.toml"
    return tomllib.loads(file.read_text("utf-8"))
