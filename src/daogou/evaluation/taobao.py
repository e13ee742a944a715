"""Titles of Taobao with their entities, one character a line (Jie et al. 2019)."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from daogou.core.errors import NotFound
from daogou.language.tagging.training import Labelled
from daogou.language.tagging.units import Span, Unit, spans_of

FOLDER = Path("entities", "taobao_ner")
# read off the data: HCCX is what is sold, HPPX brands, XH models, MISC places and measures
KIND_OF = {"HCCX": "category", "HPPX": "brand", "XH": "model", "MISC": "other"}


def read_taobao(data: Path, split: str) -> list[Labelled]:
    """``train``, ``dev`` or ``test``, in the file's order.

    Raises:
        NotFound: the folder is not there.
    """
    file = data / FOLDER / f"{split}.txt"
    if not file.is_file():
        raise NotFound(f"There is no {file}.", hint="Name the data folder with --data.")
    lines = file.read_text(encoding="utf-8").splitlines()
    return [_labelled(title) for title in _titles(lines)]


def _titles(lines: Sequence[str]) -> Iterator[list[tuple[str, str]]]:
    """(character, tag) of each title; a line whose character is missing stands for a blank."""
    title: list[tuple[str, str]] = []
    for line in lines:
        character, _, tag = line.rpartition(" ")
        if tag:
            title.append((character if len(character) == 1 else " ", tag))
        elif title:
            yield title
            title = []
    if title:
        yield title


def _labelled(title: Sequence[tuple[str, str]]) -> Labelled:
    characters = [Unit(c, place, place + 1) for place, (c, _) in enumerate(title)]
    tags = ["O" if tag == "O" else f"{tag[:2]}{KIND_OF[tag[2:]]}" for _, tag in title]
    return Labelled("".join(c for c, _ in title), tuple(spans_of(characters, tags)))


def span_scores(gold: Sequence[Sequence[Span]], found: Sequence[Sequence[Span]]) -> dict[str, float]:
    """Micro precision, recall and F1 of spans that are right in both ends and in kind."""
    pairs = [(set(g), set(f)) for g, f in zip(gold, found, strict=True)]
    right, given, wanted = (
        sum(len(g & f) for g, f in pairs),
        sum(len(f) for _, f in pairs),
        sum(len(g) for g, _ in pairs),
    )
    precision, recall = right / max(1, given), right / max(1, wanted)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return {"f1": f1, "precision": precision, "recall": recall}
