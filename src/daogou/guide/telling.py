"""What skills that look for goods say alike: counts, conditions, phrases."""

from collections.abc import Sequence
from dataclasses import dataclass

from daogou.core.query import Constraint
from daogou.guide.answer import Evidence, Statement
from daogou.guide.memory import Wanted
from daogou.guide.taking import Taking
from daogou.guide.wording import wording


@dataclass(frozen=True)
class Telling(Taking):
    """One turn that ``skill`` answers."""

    skill: str

    def say(self, name: str, /, because: Sequence[Evidence] = (), **known: object) -> Statement:
        """A phrase of these skills."""
        return Statement(wording("find")(name, self.language, self.nth, **known), tuple(because))

    def named(self, wanted: Wanted) -> str:
        """The conditions, as a page shows them; what it is first."""
        ordered = sorted(wanted.constraints, key=lambda one: (one.excluded, one.field != "category"))
        labels = [self.shop.label(one, self.language) for one in ordered]
        words = [f"“{wanted.words}”"] if wanted.words else []
        return ("、" if self.language == "zh" else ", ").join([*labels, *words])

    def count(self, number: int) -> str:
        """``1 product``, ``12 products``, ``12 件商品``."""
        return wording("find")("one" if number == 1 else "several", self.language, 0, number=number)

    def labels(self, conditions: Sequence[Constraint]) -> str:
        """Conditions in a row."""
        comma = "、" if self.language == "zh" else ", "
        return comma.join(self.shop.label(one, self.language) for one in conditions)

    def lacking(self, cards: Sequence[str], left: Sequence[Constraint]) -> dict[str, str]:
        """What each card does not meet of the conditions that were left out."""
        unmet = {card: [one for one in left if not self.shop.meets(card, one)] for card in cards}
        say = wording("find")
        return {
            card: say("lacks", self.language, conditions=self.labels(some))
            for card, some in unmet.items()
            if some
        }
