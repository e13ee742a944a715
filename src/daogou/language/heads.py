"""What a title names: in "Targus laptop bag 15 inch black" the bag, not the laptop.

In both languages the thing named closes its noun phrase; what stands before it describes it. A phrase is
closed by punctuation, a word with a digit, a colour, or a preposition.
"""

import re
from collections.abc import Iterator

from daogou.language.concepts import Concepts
from daogou.language.normalise import HAN, normalise
from daogou.language.tokens import Tokens, phrase_key

_PIECE = re.compile(rf"[{HAN}]+|[^\W_{HAN}]+(?:[-./+&'][^\W_{HAN}]+)*")
_CLOSERS = frozenset(
    str.split("for with w in of by from to and or incl including compatible 适用 适用于 用于 和 与 带")
)


def head_tokens(title: str, tokens: Tokens, concepts: Concepts) -> list[str]:
    """Tokens of the words that close a noun phrase of the title, in reading order."""
    found: list[str] = []
    for phrase in _phrases(normalise(title), concepts):
        last = tokens(phrase[-1])
        found += last if phrase[-1].isascii() else last[-1:]  # of a Chinese run, its last word
    return found


def head_category(title: str, concepts: Concepts) -> str | None:
    """The category that closes the title's first phrase to end in one; None if no phrase does."""
    names = concepts.names("category")
    for phrase in _phrases(normalise(title), concepts):
        key = phrase_key(" ".join(phrase))
        closing = next((key[-n:] for n in range(min(5, len(key)), 0, -1) if key[-n:] in names), None)
        if closing and (len(closing) > 1 or len(closing[0]) > 1):
            return names[closing]
    return None


def _phrases(text: str, concepts: Concepts) -> Iterator[list[str]]:
    """Noun phrases as lists of pieces."""
    phrase: list[str] = []
    end = 0
    for match in _PIECE.finditer(text):
        piece = match.group()
        closing = _closes(piece, concepts)
        if phrase and (closing or _parted(text[end : match.start()], piece)):
            yield phrase
            phrase = []
        if not closing:
            phrase.append(piece)
        end = match.end()
    if phrase:
        yield phrase


def _parted(between: str, piece: str) -> bool:
    """Punctuation parts phrases; so does a blank before Chinese, which is written without any."""
    return bool(between.strip(" \"'-")) or " - " in between or (" " in between and not piece.isascii())


def _closes(piece: str, concepts: Concepts) -> bool:
    has_digit = any(character.isdigit() for character in piece)
    return has_digit or piece in _CLOSERS or phrase_key(piece) in concepts.names("colour")
