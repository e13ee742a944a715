"""A rectified flow over layered forms, taught on the drawn shop: form by network, dye and print by formula.

The network draws what no formula can: the outline, collar, folds and trims that go with the words, as layers
(what covers, what takes the dye and how brightly, what no dye reaches). The colour asked for is then the
colour seen, and prints and weaves are as fine as the picture. Runs on numpy alone; see docs/model-cards.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from daogou.sources.demo.vocabulary import table
from daogou.studio.cloth_surface import DRAWN_SIDE
from daogou.studio.drawn_forms import DrawnForms, drawn_forms, noise_of
from daogou.studio.dyes import DYES, second_beside
from daogou.studio.form_words import traits_of
from daogou.studio.generators import Generator
from daogou.studio.prints import ONE_COLOUR, PRINTS
from daogou.studio.shop_photo import SIDE, Cloth, Form, photographed
from daogou.studio.wishes import Wish, wish_of

BATCH = 8  # forms at once: more fill the caches and gain nothing
STAPLES = ("black", "navy", "beige", "light_blue", "burgundy", "olive")  # where nobody names a colour
# and of prints that one thinks of in one colour
USUAL = {"animal_print": "tan", "camouflage": "olive"}


@dataclass(frozen=True)
class Options:
    """None."""


@dataclass(eq=False)
class LayeredFlow:
    """The generator; ``side`` in pixels."""

    forms: DrawnForms
    side: int = field(default=SIDE, init=False)

    def generate(self, texts: Sequence[str], seed: int = 0) -> NDArray[np.uint8]:
        """As the contract says; a text that stands several times gives a different picture each time."""
        orders = [
            self._order(text, chance) for text, chance in zip(texts, _chances(texts, seed), strict=True)
        ]
        pictures = [
            picture
            for start in range(0, len(orders), BATCH)
            for picture in self._drawn(orders[start : start + BATCH])
        ]
        return np.stack(pictures) if pictures else np.zeros((0, SIDE, SIDE, 3), np.uint8)

    def _order(self, text: str, chance: np.random.Generator) -> "_Order":
        wish = wish_of(text)
        traits = traits_of(text, wish, self.forms.known, chance)
        if wish.print == "cable_knit":
            traits["knit"] = "cable knit"
        return _Order(traits, _cloth(wish, chance), noise_of(chance), int(chance.integers(1 << 16)))

    def _drawn(self, orders: Sequence["_Order"]) -> list[NDArray[np.uint8]]:
        asked = np.stack([self.forms.asked(order.traits) for order in orders])
        layers = self.forms.layers(asked, np.stack([order.noise for order in orders]))
        return [
            photographed(self._form(order, layer), order.cloth, order.seed)
            for order, layer in zip(orders, layers, strict=True)
        ]

    def _form(self, order: "_Order", layers: NDArray[np.float32]) -> Form:
        category = order.traits["category"]
        return Form(
            layers,
            weave=_weave(category, order.traits["material"]),
            px_per_cm=self.forms.px_per_cm[category] * SIDE / DRAWN_SIDE,
            stands=category in self.forms.standing,
        )


@dataclass(frozen=True)
class _Order:
    """Everything that decides one picture."""

    traits: dict[str, str]
    cloth: Cloth
    noise: NDArray[np.float32]
    seed: int


def _chances(texts: Sequence[str], seed: int) -> list[np.random.Generator]:
    """One per text, by its words and how often they came before: a batch gives what single calls give."""
    times: Counter[str] = Counter()
    found = []
    for text in texts:
        found.append(np.random.default_rng([seed, crc32(text.encode()), times[text]]))
        times[text] += 1
    return found


def _cloth(wish: Wish, chance: np.random.Generator) -> Cloth:
    any_colour = STAPLES[int(chance.integers(len(STAPLES)))]
    main = DYES[wish.colour or USUAL.get(wish.print, any_colour)]
    plain = Cloth(main)
    if wish.print not in PRINTS:
        return plain
    second = main if wish.print in ONE_COLOUR else DYES[wish.second or second_beside(main)]
    return replace(plain, second=second, print=wish.print)


def _weave(category: str, material: str) -> str:
    """The category's own weave (knitwear), else the material's."""
    own = table("categories")[category].get("texture")
    return str(own or table("words")["material"][material]["texture"])


def build(options: Options) -> Generator:
    """Reads the packaged weights."""
    return LayeredFlow(drawn_forms())
