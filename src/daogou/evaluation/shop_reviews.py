"""Chinese shop reviews of ten kinds of goods, for or against (ChineseNlpCorpus)."""

import csv
import io
import zipfile
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from hashlib import md5
from pathlib import Path

from daogou.core.errors import BadFeed, NotFound
from daogou.language.normalise import normalise

FILE = Path("reviews", "online_shopping_10_cats.zip")
PARTS = 10  # one of them is the test


@dataclass(frozen=True, slots=True)
class ShopReview:
    """``kind``: of goods, in Chinese."""

    text: str
    is_positive: bool
    kind: str


def read_shop_reviews(data: Path) -> tuple[list[ShopReview], list[ShopReview]]:
    """(training part, test), in the file's order; equal texts are all in one of them.

    Raises:
        NotFound: the file is not there.
        BadFeed: it is not the table that the source describes.
    """
    file = data / FILE
    if not file.is_file():
        raise NotFound(f"There is no {file}.", hint="Name the data folder with --data.")
    try:
        with zipfile.ZipFile(file) as archive, archive.open(archive.namelist()[0]) as stream:
            rows = csv.DictReader(io.TextIOWrapper(stream, encoding="utf-8-sig", newline=""))
            reviews = [ShopReview(row["review"], row["label"] == "1", row["cat"]) for row in rows]
    except (zipfile.BadZipFile, KeyError, IndexError, UnicodeDecodeError) as error:
        raise BadFeed(f"{file.name} holds no table of reviews: {error}.") from error
    return (
        [review for review in reviews if not is_test(review.text)],
        [review for review in reviews if is_test(review.text)],
    )


def is_test(text: str) -> bool:
    """Whether a review is of the test: its md5 modulo 10 is 0."""
    return int(md5(text.encode(), usedforsecurity=False).hexdigest(), 16) % PARTS == 0


def plain(text: str) -> str:
    """Letters and digits alone: what two nearly equal reviews have in common."""
    return "".join(character for character in normalise(text) if character.isalnum())


def is_repeated(texts: Sequence[str], taught: Iterable[str]) -> list[bool]:
    """Which texts are, but for marks and blanks, among those taught."""
    known: Collection[str] = {plain(text) for text in taught}
    return [plain(text) in known for text in texts]
