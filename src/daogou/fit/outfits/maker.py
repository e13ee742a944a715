"""Outfits around what a shopper looks at or owns: chosen from a shop, within a budget, with reasons."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from daogou.core.errors import BadInput
from daogou.core.product import Product
from daogou.core.progress import SILENT, Progress
from daogou.core.triple import Triple
from daogou.fit.colour_harmony import Shade
from daogou.fit.outfits.families import Wish
from daogou.fit.outfits.features import Evidence, families_of
from daogou.fit.outfits.filling import Filling
from daogou.fit.outfits.knowledge import knowledge
from daogou.fit.outfits.looks import looks
from daogou.fit.outfits.outfit import Outfit
from daogou.fit.outfits.pieces import Piece, described, piece_of
from daogou.fit.outfits.rules import Rules
from daogou.fit.outfits.scoring import Scoring
from daogou.fit.outfits.taste import Taste
from daogou.fit.outfits.teaching import Taught, taught
from daogou.graph.rules.book import rule_book
from daogou.language.concepts import Concepts
from daogou.language.concepts import concepts as packaged

LEVELS = 5  # of price among things of one slot
Anchor = str | Product | Piece


@dataclass(frozen=True)
class Demands:
    """What an outfit must have and may not: product ids, or ``field:value`` such as ``category:heels``.

    ``slots``: fill these, whatever the occasion calls for: ``shoes``, ``bag``, ``accessory`` …
    """

    must: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    slots: tuple[str, ...] = ()


class OutfitMaker:
    """Complete looks from one shop's products.

    ``known``: what the shop's rule book knows (``RuleBook.known``); None: the package's. ``evidence``: what
    was worn together, product vectors, popularity. ``shades``: product id -> colours measured in its picture.
    """

    def __init__(
        self,
        products: Iterable[Product],
        *,
        concepts: Concepts | None = None,
        known: Iterable[Triple] | None = None,
        taste: Taste | None = None,
        evidence: Evidence | None = None,
        shades: Mapping[str, Sequence[Shade]] | None = None,
    ) -> None:
        self.concepts = concepts or packaged()
        self.knowledge = knowledge(rule_book().known if known is None else known)
        taste, given = taste or Taste(), evidence or Evidence()
        self.scoring = Scoring(families_of(self.knowledge), taste, replace(given, tables=taste.tables))
        seen = shades or {}
        self._products = tuple(
            piece_of(product, self.concepts, self.knowledge, shades=seen.get(product.id, ()))
            for product in products
        )

    @cached_property
    def pieces(self) -> Mapping[str, Piece]:
        """Everything that the shop sells for outfits: id -> piece."""
        return {piece.id: piece for piece in _with_levels(self._products) if piece.slot}

    def complete(
        self,
        anchors: Sequence[Anchor],
        *,
        occasion: str = "",
        season: str = "",
        audience: str = "",
        budget: float | None = None,
        k: int = 3,
        owned: Sequence[Anchor] = (),
        demands: Demands | None = None,
    ) -> tuple[Outfit, ...]:
        """Outfits that hold all ``anchors``, best first, each differing from those before.

        ``anchors``: product ids, products, or words ("blue jeans"); ``owned``: what else the shopper has,
        which costs nothing and is offered like the shop's. ``budget``: for all that is new, in the shop's
        currency. Empty where nothing goes with the anchors under these conditions.

        Raises:
            BadInput: an anchor that is no part of an outfit, an unknown occasion, season, slot or demand.
        """
        worn = [self.piece(anchor) for anchor in anchors]
        wish = Wish(self._occasion(occasion), self._concept("season", season))
        asked = demands or Demands()
        rules = Rules(
            wish,
            budget,
            self._currency,
            self._audience(audience),
            asked.must,
            asked.excludes,
            self.concepts,
            self.knowledge,
        )
        wardrobe = [replace(self.piece(one), is_owned=True, price=0.0) for one in owned]
        have = {piece.id for piece in wardrobe}
        sold = [piece for piece in self.pieces.values() if piece.id not in have]
        filling = Filling(self.scoring, rules, worn, [*wardrobe, *sold])
        return filling.outfits(looks(filling.fixed, wish, self.knowledge, self._slots(asked.slots)), k)

    def teach(
        self, worn: Iterable[tuple[str, Sequence[str]]], *, seed: int = 0, progress: Progress = SILENT
    ) -> Taught:
        """What goes together here, learnt from (person, product ids worn or bought together).

        Of several things for one slot only the first counts: two skirts in a basket are no outfit.

        Raises:
            BadInput: too few outfits.
        """
        sets = [(person, self._outfit(ids)) for person, ids in worn]
        return taught(
            [outfit for _, outfit in sets],
            [person for person, _ in sets],
            self.scoring.families,
            list(self.pieces.values()),
            evidence=self.scoring.evidence,
            seed=seed,
            progress=progress,
        )

    def _outfit(self, ids: Sequence[str]) -> list[Piece]:
        first: dict[str, Piece] = {}
        for one in ids:
            if one in self.pieces:
                first.setdefault(self.pieces[one].slot, self.pieces[one])
        return list(first.values())

    def score(self, pieces: Sequence[Anchor], *, occasion: str = "", season: str = "") -> float:
        """How well some pieces go together, as ``Scoring.value`` has it: 0 neither for nor against."""
        wish = Wish(self._occasion(occasion), self._concept("season", season))
        return self.scoring.value([self.piece(one) for one in pieces], wish)

    def piece(self, anchor: Anchor) -> Piece:
        """What an anchor is.

        Raises:
            BadInput: no part of an outfit.
        """
        if isinstance(anchor, Piece):
            return anchor
        if isinstance(anchor, str):
            known = self.pieces.get(anchor)
            return known or self._worded(anchor)
        found = self.pieces.get(anchor.id) or piece_of(anchor, self.concepts, self.knowledge)
        if not found.slot:
            raise _no_part(found)
        return found

    def _worded(self, text: str) -> Piece:
        for piece in self._products:
            if piece.id == text:
                raise _no_part(piece)
        return described(text, self.concepts, self.knowledge)

    def _occasion(self, text: str) -> tuple[str, ...]:
        found = self._concept("occasion", text)
        return tuple(self.concepts.with_broader("occasion", found)) if found else ()

    def _concept(self, kind: str, text: str) -> str:
        """The concept that a word means; the shop's own word where its products have it."""
        if not text:
            return ""
        sold = {value for piece in self.pieces.values() for value in getattr(piece, f"{kind}s")}
        found = text if text in sold else self.concepts.link(kind, text)
        if found is None:
            known = sorted(sold | set(self.concepts.all.get(kind, {})))
            raise BadInput(f"There is no {kind} {text!r}.", hint=f"There are: {', '.join(known)}.")
        return found

    def _audience(self, text: str) -> tuple[str, ...]:
        if not text:
            return ()
        found = self.concepts.link("audience", text)
        if found is None:
            known = ", ".join(self.concepts.all.get("audience", {}))
            raise BadInput(f"There is no audience {text!r}.", hint=f"There are: {known}.")
        return tuple(self.concepts.with_broader("audience", found))

    @cached_property
    def _currency(self) -> str:
        """What most things here are priced in: what a budget is in."""
        counts = Counter(piece.currency for piece in self.pieces.values())
        return counts.most_common(1)[0][0] if counts else ""

    def _slots(self, slots: Sequence[str]) -> tuple[str, ...]:
        known = sorted({"accessory", *self.knowledge.slot_of.values()} - {"none"})
        for slot in slots:
            if slot not in known:
                raise BadInput(f"There is no slot {slot!r}.", hint=f"There are: {', '.join(known)}.")
        return tuple(slots)


def _no_part(piece: Piece) -> BadInput:
    return BadInput(
        f"{piece.title()!r} is no part of an outfit.",
        hint="Start from clothes for the day, shoes, a bag or an accessory.",
    )


def _with_levels(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Each with its place among the prices of its slot, in fifths."""
    edges: dict[str, np.ndarray[tuple[int, ...], np.dtype[np.float64]]] = {}
    for slot in {piece.slot for piece in pieces}:
        prices = [piece.price for piece in pieces if piece.slot == slot and piece.price is not None]
        if prices:
            edges[slot] = np.quantile(np.array(prices, float), np.arange(1, LEVELS) / LEVELS)
    return tuple(
        replace(piece, level=int(np.searchsorted(edges[piece.slot], piece.price, side="right")))
        if piece.price is not None
        else piece
        for piece in pieces
    )
