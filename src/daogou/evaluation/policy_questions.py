"""Questions about the demo shop's policy pages, with the passages that answer them."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

from daogou.core.product import Language
from daogou.guide.policies.passages import Passage


@dataclass(frozen=True, slots=True)
class PolicyQuestion:
    """``page``: "" where the pages do not say it; ``has``: words of which every right passage has one;
    ``is_kept``: not for choosing thresholds."""

    language: Language
    text: str
    page: str
    has: tuple[str, ...]
    is_kept: bool

    def is_answered_by(self, passage: Passage) -> bool:
        """Whether that is a right passage."""
        return passage.page == self.page and any(words in passage.text for words in self.has)


def policy_questions() -> Iterator[PolicyQuestion]:
    """All of them; every second one of each list is kept."""
    read = tomllib.loads((files("daogou.evaluation") / "data" / "policy_questions.toml").read_text("utf-8"))
    languages: tuple[Language, ...] = ("en", "zh")
    for language in languages:
        for place, (text, page, has) in enumerate(read[language]["said"]):
            yield PolicyQuestion(language, text, page, tuple(has), place % 2 == 1)
        for place, text in enumerate(read[language]["unsaid"]):
            yield PolicyQuestion(language, text, "", (), place % 2 == 1)
