"""AE-110k as ExtractGPT cut it: titles, and which values some of their attributes have."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from daogou.core.errors import NotFound
from daogou.language.relations.value_candidates import NOT_SAID, Asked

FOLDER = Path("entities", "ae110k")


def read_ae110k(data: Path, split: str) -> list[Asked]:
    """Every asked attribute of ``train`` or ``test``.

    Raises:
        NotFound: the folder is not there.
    """
    file = data / FOLDER / f"{split}.jsonl"
    if not file.is_file():
        raise NotFound(f"There is no {file}.", hint="Name the data folder with --data.")
    with file.open(encoding="utf-8") as stream:
        return [asked for line in stream for asked in _asked(json.loads(line))]


def _asked(row: dict[str, object]) -> Iterator[Asked]:
    title, category, scores = row["input"], row["category"], row["target_scores"]
    if not isinstance(scores, dict):
        raise TypeError(scores)
    for attribute, values in scores.items():
        said = frozenset(NOT_SAID if value == "n/a" else value for value in values)
        yield Asked(str(title), str(category), attribute, said)


def value_scores(asked: Sequence[Asked], values: Sequence[str]) -> dict[str, float]:
    """Precision, recall and F1 of exact values, as ExtractGPT counts them.

    A value where none is right is a false alarm, none where one is right is a miss, a wrong value is both;
    that nothing is said, rightly, counts nowhere.
    """
    correct = false_alarms = misses = 0
    for question, value in zip(asked, values, strict=True):
        if value in question.values:
            correct += value != NOT_SAID
            continue
        false_alarms += value != NOT_SAID
        misses += NOT_SAID not in question.values
    precision, recall = correct / max(1, correct + false_alarms), correct / max(1, correct + misses)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return {"f1": f1, "precision": precision, "recall": recall}
