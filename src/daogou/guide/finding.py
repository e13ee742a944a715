"""Says what was found, or why nothing was, and asks the one good question."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from daogou.core.query import Constraint
from daogou.guide.answer import Answer, Evidence, Statement
from daogou.guide.comparing import rating_text
from daogou.guide.hearing import understood_in
from daogou.guide.memory import Wanted
from daogou.guide.narrowing import Question, any_of, question, what_is_wanted
from daogou.guide.nothing_found import RELIEFS, NothingFound
from daogou.guide.ordering import Order, order_of
from daogou.guide.prices import price_text
from daogou.guide.remembering import heard, step
from daogou.guide.searching import Look, Looked
from daogou.guide.shoe_sizes import is_of_another_system
from daogou.guide.step import Step
from daogou.guide.telling import Telling
from daogou.guide.traits import product_evidence, titled
from daogou.guide.understood import Change
from daogou.guide.wording import wording

WANTED_NOTHING = Wanted()
_WHICH = re.compile(r"\bwhich\b(?! ones)|\bwhat(?:'?s| is)\b|哪一?[个件条双款顶]", re.IGNORECASE)


@dataclass(frozen=True)
class Finding(Telling):
    """One turn's search; ``skill`` answers."""

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
            none = NothingFound(self.turn, self.floor, self.skill, self.look)
            nothing = self._no_more(looked) if skip and looked.answer.total else none.told(wanted)
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

    def _shown(self, looked: Looked, wanted: Wanted, opening: Sequence[Statement], *, asks: bool) -> Step:
        says = [
            *opening,
            *self._stand_ins(looked),
            *self._left_out(looked),
            self._summary(looked),
            self._best(looked),
        ]
        after = wanted  # with what was given up: another change may bring it back
        if looked.nearby and not after.like:
            after = replace(after, like=looked.ids[0])  # a later "cheaper" has no picture any more
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
            lacking=self.lacking(looked.ids, looked.given_up),
        )
        first = looked.ids[0] if self._asks_for_one else None
        return step(self.turn, answer, wanted=after, asked=asked.field if asked else "", focus=first)

    @property
    def _asks_for_one(self) -> bool:
        """Whether "which is the cheapest?" asks for the first of an order: it is what is spoken of next."""
        ordered = self.look.order in ("price_up", "price_down", "newest", "best_rated")
        return ordered and bool(_WHICH.search(self.turn.understood.text))

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

    def _best(self, looked: Looked) -> Statement:
        best = self.shop.products(looked.ids[:1])[0]
        proofs = [product_evidence(best, self.language)]
        popular = [why for why in looked.hits[0].because if why.kind == "popularity"]
        if len(looked.hits) == 1:
            name = "only"
        elif self.look.order in ("price_up", "price_down", "newest"):
            name = self.look.order
            proofs.append(Evidence("ranking", f"search:{name}", best.title(self.language)))
        elif self.look.order == "best_rated" and (
            rated := rating_text(self.shop.reviews(best.id), self.language)
        ):
            proofs.append(Evidence("review", f"review:{best.id}", f"{best.title(self.language)}: {rated}"))
            return self.say("best_rated", proofs, product=titled(best, self.language), rated=rated)
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
            if is_of_another_system(one) and one in looked.wanted.constraints:
                shown = self.shop.label(one, self.language)
                proof = Evidence("size_chart", "size systems", f"{one.words} = {shown}")
                yield self.say("size_means", [proof, heard(self.turn)], asked=one.words, shown=shown)
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


def _told_apart(one: Constraint, wanted: Wanted) -> bool:
    """Whether it is denied, or another condition says what sets it apart: silk, of a silk scarf."""
    own = (other for other in wanted.constraints if other.field != one.field and other.words)
    return one.excluded or any(other.words in one.words for other in own)
