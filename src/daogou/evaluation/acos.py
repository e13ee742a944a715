"""Sentences of laptop reviews with aspect, category, opinion and sentiment (Cai et al. 2021)."""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from daogou.core.errors import BadFeed, NotFound
from daogou.language.sentiment.quadruple import SENTIMENTS, Place, Quadruple, Review


def acos_file(data: Path, split: str) -> Path:
    """Where ``train``, ``dev`` or ``test`` is."""
    return data / "reviews" / f"acos_laptop_{split}.tsv"


def read_acos(data: Path, split: str) -> list[Review]:
    """``train``, ``dev`` or ``test``, in the file's order; places are of characters, not of words.

    Raises:
        NotFound: the file is not there.
        BadFeed: a line is not as the source describes it.
    """
    file = acos_file(data, split)
    if not file.is_file():
        raise NotFound(f"There is no {file}.", hint="Name the data folder with --data.")
    lines = file.read_text(encoding="utf-8").splitlines()
    try:
        return [_review(line) for line in lines if line.strip()]
    except (ValueError, IndexError) as error:
        raise BadFeed(f"{file.name} has a line that is no labelled review: {error}.") from error


def _review(line: str) -> Review:
    text, *labels = line.split("\t")
    ends = list(_ends(text.split(" ")))
    return Review(text, tuple(dict.fromkeys(_quadruple(label, ends) for label in labels)))


def _ends(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """(start, end) of each word, which one blank parts from the next."""
    start = 0
    for word in words:
        yield start, start + len(word)
        start += len(word) + 1


def _quadruple(label: str, ends: Sequence[tuple[int, int]]) -> Quadruple:
    """``0,1 SUPPORT#PRICE 1 -1,-1``: words of the aspect, category, sentiment, words of the opinion."""
    aspect, category, sentiment, opinion = label.split(" ")
    return Quadruple(_place(aspect, ends), category, SENTIMENTS[int(sentiment)], _place(opinion, ends))


def _place(words: str, ends: Sequence[tuple[int, int]]) -> Place:
    first, last = map(int, words.split(","))
    return None if first < 0 else (ends[first][0], ends[last - 1][1])


def set_scores(gold: Sequence[Collection[object]], found: Sequence[Collection[object]]) -> dict[str, float]:
    """Micro precision, recall and F1 of what is found in each text; what is found twice counts once."""
    pairs = [(set(g), set(f)) for g, f in zip(gold, found, strict=True)]
    right = sum(len(g & f) for g, f in pairs)
    precision = right / max(1, sum(len(f) for _, f in pairs))
    recall = right / max(1, sum(len(g) for g, _ in pairs))
    return {
        "f1": 2 * precision * recall / max(precision + recall, 1e-9),
        "precision": precision,
        "recall": recall,
    }
