"""Nothing meets everything: what comes closest, and which condition to leave out, counted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from daogou.core.query import Constraint
from daogou.guide.answer import Answer, Evidence, Statement
from daogou.guide.memory import Wanted
from daogou.guide.narrowing import any_of
from daogou.guide.remembering import heard, step
from daogou.guide.searching import Look, Looked, without
from daogou.guide.step import Step
from daogou.guide.telling import Telling
from daogou.guide.traits import product_evidence

RELIEFS = 3  # conditions to leave out, offered as replies


@dataclass(frozen=True)
class NothingFound(Telling):
    """A search that gave nothing; ``look`` looks again."""

    look: Look

    def told(self, wanted: Wanted) -> Step:
        """Nothing meets everything: what comes closest, and which condition to leave out, counted."""
        conditions = self.named(wanted)
        proof = Evidence("ranking", "search", f"{self.count(0)} | {conditions}")
        says = [self.say("none", [proof, heard(self.turn)], conditions=conditions)]
        reliefs = self.look.reliefs(wanted)[:RELIEFS]
        says += [self._relief(left, count) for left, count in reliefs]
        cards: tuple[str, ...] = ()
        lacking: dict[str, str] = {}
        if reliefs:
            closest = self.look(without(wanted, reliefs[0][0]))
            cards = closest.ids
            lacking = self.lacking(cards, reliefs[0][0])
            says += self._closest(closest, reliefs[0][0])
            says.append(self.say("shall_i" if len(reliefs) == 1 else "which_one"))
        answer = Answer(
            self.skill,
            self.language,
            tuple(says),
            cards,
            suggestions=tuple(
                dict.fromkeys(any_of(one.field, self.language) for left, _ in reliefs for one in left)
            ),
            why_not="nothing_found",
            lacking=lacking,
        )
        slots = [("drop", one.key) for left, _ in reliefs[:1] for one in left]
        after = step(self.turn, answer, wanted=wanted, slots=slots)
        if not reliefs:
            return after
        return replace(after, memory=replace(after.memory, asking="refine", asked="drop"))

    def _closest(self, closest: Looked, left: Sequence[Constraint]) -> Iterator[Statement]:
        """What is shown though it lacks a condition: a clerk shows what comes near before asking."""
        if closest.hits:
            label = self.labels(left)
            looked = Evidence("ranking", f"search:without {'&'.join(one.key for one in left)}", label)
            proof = [product_evidence(product, self.language) for product in self.shop.products(closest.ids)]
            yield self.say("closest", [looked, *proof], condition=label)

    def _relief(self, left: Sequence[Constraint], count: int) -> Statement:
        label, counted = self.labels(left), self.count(count)
        source = f"search:without {'&'.join(one.key for one in left)}"
        proof = Evidence("ranking", source, f"{label} | {counted}")
        return self.say("without", [proof], condition=label, count=counted)
