"""Says what was found, or why nothing was, and asks the one good question."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from daogou.core.query import Constraint
from daogou.guide.answer import Answer, Evidence, Statement
from daogou.guide.hearing import understood_in
from daogou.guide.memory import Wanted
from daogou.guide.narrowing import Question, any_of, question, what_is_wanted
from daogou.guide.ordering import Order, order_of
from daogou.guide.prices import price_text
from daogou.guide.remembering import heard, step
from daogou.guide.searching import Look, Looked, without
from daogou.guide.step import Step
from daogou.guide.taking import Taking
from daogou.guide.traits import product_evidence, titled
from daogou.guide.understood import Change
from daogou.guide.wording import wording

RELIEFS = 3  # conditions to leave out, offered as replies
WANTED_NOTHING = Wanted()


@dataclass(frozen=True)
class Finding(Taking):
    """One turn's search; ``skill`` answers."""

    skill: str

    def search(self, wanted: Wanted, *, skip: Sequence[str] = (), opening: Sequence[Statement] = ()) -> Step:
        """Look, and say what there is; ``opening`` stands before it."""
        if not (wanted.constraints or wanted.words or wanted.like or self.look.picture is not None):
            return self.ask_what()
        return self.told(self.look(wanted, skip), wanted, skip=skip, opening=opening)

    def told(
        self, looked: Looked, wanted: Wanted, *, skip: Sequence[str] = (), opening: Sequence[Statement] = ()
    ) -> Step:
        """What a look gave, said."""
        if not looked.hits:
            nothing = self._no_more(looked) if skip and looked.answer.total else self._none(wanted)
            return replace(nothing, answer=replace(nothing.answer, says=(*opening, *nothing.answer.says)))
        return self._shown(looked, wanted, opening, asks=not skip)

    def ask_what(self, says: Sequence[Statement] = ()) -> Step:
        """Nothing was said that could be looked for."""
        asked = what_is_wanted(self.shop, self.language, self.nth)
        answer = Answer(
            "clarify", self.language, (*says, Statement(asked.text)), suggestions=asked.suggestions
        )
        return step(self.turn, answer, wanted=WANTED_NOTHING, asked=asked.field, asking="find")

    def ask(self, asked: Question, wanted: Wanted, cards: tuple[str, ...] = ()) -> Step:
        """One question that must be answered first."""
        answer = Answer(self.skill, self.language, (Statement(asked.text),), cards, None, asked.suggestions)
        return step(self.turn, answer, wanted=wanted, asked=asked.field)

    @cached_property
    def look(self) -> Look:
        """Looks with this turn's picture."""
        order = order_of(self.turn.understood.text)
        return Look(self.shop, self.language, self.turn.message.picture, order)

    def say(self, name: str, /, because: Sequence[Evidence] = (), **known: object) -> Statement:
        """A phrase of these skills."""
        return Statement(wording("find")(name, self.language, self.nth, **known), tuple(because))

    def named(self, wanted: Wanted) -> str:
        """The conditions, as a page shows them; what it is first."""
        ordered = sorted(wanted.constraints, key=lambda one: (one.excluded, one.field != "category"))
        labels = [self.shop.label(one, self.language) for one in ordered]
        words = [f"“{wanted.words}”"] if wanted.words else []
        return ("、" if self.language == "zh" else ", ").join([*labels, *words])

    def _shown(self, looked: Looked, wanted: Wanted, opening: Sequence[Statement], *, asks: bool) -> Step:
        says = [
            *opening,
            *self._stand_ins(looked),
            *self._left_out(looked),
            self._summary(looked),
            self._best(looked),
        ]
        after = looked.wanted
        if looked.nearby and not after.like:
            after = replace(after, like=looked.ids[0])  # a later "cheaper" has no picture any more
        after = replace(after, asked=wanted.asked)
        asked = question(replace(looked, wanted=after), self.shop, self.language, self.nth) if asks else None
        if asked:
            says.append(Statement(asked.text))
        answer = Answer(
            self.skill,
            self.language,
            tuple(says),
            looked.ids,
            None,
            asked.suggestions if asked else self._onward(looked),
        )
        return step(self.turn, answer, wanted=after, asked=asked.field if asked else "")

    def _summary(self, looked: Looked) -> Statement:
        known = {
            "conditions": self.named(looked.wanted),
            "words": looked.wanted.words,
            "what": self._what(looked),
        }
        count = len(looked.hits) if looked.nearby or looked.unknown else looked.answer.total
        counted, prices = self.count(count), self._prices(looked)
        text = wording("find")(
            self._kind(looked), self.language, self.nth, count=counted, prices=prices, **known
        )
        basis = " | ".join(
            part for part in (counted, known["what"], known["conditions"], prices.strip(",， ")) if part
        )
        keys = "&".join(one.key for one in looked.wanted.constraints) or looked.wanted.words
        proofs = (Evidence("ranking", f"search:{keys}", basis), heard(self.turn))
        return Statement(text, (*proofs, *self._products(looked)))

    def _kind(self, looked: Looked) -> str:
        """How the summary speaks; of words that nothing has it does so once."""
        if looked.nearby:
            return "nearby_with" if looked.wanted.constraints else "nearby"
        if not looked.unknown:
            return "found"
        return "still_unknown" if looked.wanted.words == self.turn.memory.wanted.words else "unknown"

    def _products(self, looked: Looked) -> Iterator[Evidence]:
        for product in self.shop.products(looked.ids):
            yield product_evidence(product, self.language)

    def _what(self, looked: Looked) -> str:
        """What the results resemble."""
        if self.look.picture is not None:
            return wording("find")("your_picture", self.language)
        like = self.shop.products([looked.wanted.like] if looked.wanted.like else [])
        return f"“{like[0].title(self.language)}”" if like else ""

    def _prices(self, looked: Looked) -> str:
        if looked.prices is None:
            return ""
        currency = next((p.currency for p in self.shop.products(looked.ids)), "")
        low, high = (price_text(price, currency) for price in looked.prices)
        return wording("find")("prices" if low != high else "price", self.language, 0, low=low, high=high)

    def count(self, number: int) -> str:
        """``1 product``, ``12 products``, ``12 件商品``."""
        return wording("find")("one" if number == 1 else "several", self.language, 0, number=number)

    def _best(self, looked: Looked) -> Statement:
        best = self.shop.products(looked.ids[:1])[0]
        proofs = [product_evidence(best, self.language)]
        popular = [why for why in looked.hits[0].because if why.kind == "popularity"]
        if len(looked.hits) == 1:
            name = "only"
        elif self.look.order in ("price_up", "price_down", "newest"):
            name = self.look.order
            proofs.append(Evidence("ranking", f"search:{name}", best.title(self.language)))
        elif popular:
            name = "popular"
            looks = Evidence("ranking", f"product:{best.id}/popularity", best.title(self.language))
            proofs.append(looks)
        else:
            name = "best"
        return self.say(name, proofs, product=titled(best, self.language))

    def _left_out(self, looked: Looked) -> Iterator[Statement]:
        if looked.given_up:
            left = "、".join(self.shop.label(one, self.language) for one in looked.given_up)
            yield self.say("left_out", [Evidence("ranking", "search", left)], conditions=left)

    def last_of(self, wanted: Wanted, change: Change) -> Iterator[Statement]:
        """The cheapest of all that is wanted, or the dearest."""
        order: Order = "price_up" if change == "cheaper" else "price_down"
        found = replace(self.look, order=order)(wanted, k=1)
        for product in self.shop.products(found.ids):
            yield self.say(
                order, [product_evidence(product, self.language)], product=titled(product, self.language)
            )

    def _stand_ins(self, looked: Looked) -> Iterator[Statement]:
        """Who asked for burgundy and gets red is told so."""
        concepts = self.shop.concepts
        for one in understood_in(self.turn, self.shop)[0]:
            asked = concepts.link(one.field, one.words) if one in looked.wanted.constraints else None
            if (
                asked
                and len(one.values) == 1
                and asked not in one.values
                and not _told_apart(one, looked.wanted)
            ):
                name = concepts.label(one.field, asked, self.language)
                shown = self.shop.label(one, self.language)
                proof = Evidence("ranking", f"search:{one.key}", f"{name} → {shown}")
                yield self.say("stand_in", [proof, heard(self.turn)], asked=name, shown=shown)

    def _onward(self, looked: Looked) -> tuple[str, ...]:
        """Replies where nothing is asked."""
        say = wording("find")
        names = [*(["more"] if looked.answer.total > len(looked.hits) else []), "cheaper"]
        if len(looked.hits) > 1:
            names.append("compare")
        return tuple(say(f"reply_{name}", self.language) for name in names)

    def _no_more(self, looked: Looked) -> Step:
        counted = self.count(looked.answer.total)
        proof = Evidence("ranking", "search", f"{counted} | {self.named(looked.wanted)}")
        shown = [product_evidence(one, self.language) for one in self.shop.products(self.turn.memory.shown)]
        says = (self.say("no_more", [proof, *shown], count=counted),)
        answer = Answer(self.skill, self.language, says, suggestions=self._relief_replies(looked.wanted))
        return step(self.turn, answer, wanted=looked.wanted)

    def _relief_replies(self, wanted: Wanted) -> tuple[str, ...]:
        fields = dict.fromkeys(one.field for one in wanted.constraints if one.field != "category")
        return tuple(any_of(field, self.language) for field in [*fields][:RELIEFS])

    def _none(self, wanted: Wanted) -> Step:
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
            lacking = self._lacking(cards, reliefs[0][0])
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
            label = self._labels(left)
            looked = Evidence("ranking", f"search:without {'&'.join(one.key for one in left)}", label)
            proof = [product_evidence(product, self.language) for product in self.shop.products(closest.ids)]
            yield self.say("closest", [looked, *proof], condition=label)

    def _lacking(self, cards: Sequence[str], left: Sequence[Constraint]) -> dict[str, str]:
        """What each card does not meet of the conditions that were left out."""
        unmet = {card: [one for one in left if not self.shop.meets(card, one)] for card in cards}
        say = wording("find")
        return {
            card: say("lacks", self.language, conditions=self._labels(some))
            for card, some in unmet.items()
            if some
        }

    def _labels(self, conditions: Sequence[Constraint]) -> str:
        comma = "、" if self.language == "zh" else ", "
        return comma.join(self.shop.label(one, self.language) for one in conditions)

    def _relief(self, left: Sequence[Constraint], count: int) -> Statement:
        label, counted = self._labels(left), self.count(count)
        source = f"search:without {'&'.join(one.key for one in left)}"
        proof = Evidence("ranking", source, f"{label} | {counted}")
        return self.say("without", [proof], condition=label, count=counted)


def _told_apart(one: Constraint, wanted: Wanted) -> bool:
    """Whether it is denied, or another condition says what sets it apart: silk, of a silk scarf."""
    own = (other for other in wanted.constraints if other.field != one.field and other.words)
    return one.excluded or any(other.words in one.words for other in own)
