"""The product corpus: sentences in which a company and a product are named; does it provide it?"""

import gzip
import json
from dataclasses import dataclass
from pathlib import Path

from daogou.core.errors import NotFound
from daogou.language.relations.provides import Sentence

FOLDER = Path("entities", "company_product")
PROVIDES = "CompanyProvidesProduct"


@dataclass(frozen=True)
class JudgedSentences:
    """``documents``: where each sentence is from; ``provided``: what people judged."""

    sentences: tuple[Sentence, ...]
    provided: tuple[bool, ...]
    documents: tuple[str, ...]


def read_company_product(data: Path, split: str) -> JudgedSentences:
    """``train``, ``dev`` or ``test``.

    Raises:
        NotFound: the folder is not there.
    """
    file = data / FOLDER / f"{split}.jsonl.gz"
    if not file.is_file():
        raise NotFound(f"There is no {file}.", hint="Name the data folder with --data.")
    with gzip.open(file, "rt", encoding="utf-8") as stream:
        rows = [json.loads(line) for line in stream]
    sentences = [
        Sentence(tuple(row["tokens"]), tuple(row["entities"][0]), tuple(row["entities"][1])) for row in rows
    ]
    return JudgedSentences(
        tuple(sentences),
        tuple(row["label"] == PROVIDES for row in rows),
        tuple(row["id"].partition(":sent")[0] for row in rows),
    )
