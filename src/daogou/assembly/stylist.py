"""What fits whom, and what goes with what: size advice, conversions and outfits from one opened shop."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from daogou.assembly.steps.relate import rules_of
from daogou.assembly.steps.size import Experience
from daogou.core.errors import NotFound
from daogou.core.product import Product
from daogou.core.settings import Settings
from daogou.fit.body.measures import Audience, Body
from daogou.fit.body.photo import PhotoMeasures, measured
from daogou.fit.outfits.features import Evidence
from daogou.fit.outfits.maker import Demands, OutfitMaker
from daogou.fit.outfits.outfit import Outfit
from daogou.fit.outfits.together import Together
from daogou.fit.sizes.advisor import SizeAdvice, SizeAdvisor
from daogou.fit.sizes.garments import NO_ONE, Ease, Purchase, SizedGarment, garment_of
from daogou.language.concepts import Concepts
from daogou.studio.try_on import Person


@dataclass(frozen=True)
class Stylist:
    """``products``: all of the shop; ``charts``: its size charts; ``together``: what was bought
    together; ``experience``: how its sizes turned out, None where no build learnt it. All are read when first
    needed.
    """

    folder: Path
    settings: Settings
    concepts: Concepts
    products: Callable[[], Sequence[Product]]
    charts: Callable[[], Mapping[str, Any]]
    together: Callable[[], Together] = Together
    experience: Callable[[], Experience | None] = lambda: None

    def garment(self, product: Product) -> SizedGarment:
        """A product with its size chart.

        Raises:
            NotFound: the shop has none for it.
        """
        return garment_of(product, self.charts())

    def has_sizes(self, product: Product) -> bool:
        """Whether a size can be advised."""
        try:
            self.garment(product)
        except NotFound:
            return False
        return True

    def size(
        self, product: Product, body: Body, history: Sequence[Purchase] = (), ease: Ease = "as_designed"
    ) -> SizeAdvice:
        """Which size, and how likely each is too small, right and too large.

        Raises:
            NotFound: there is no size chart for the product.
            BadQuery: nothing to go by.
        """
        known = self._experience
        learned, others = (known.model, known.of(product.id)) if known else (None, NO_ONE)
        return SizeAdvisor(self.garment(product), learned, others).advise(body, history, ease)

    @cached_property
    def _experience(self) -> Experience | None:
        return self.experience()

    def measured(self, person: Person, height_cm: float, audience: Audience = "") -> PhotoMeasures:
        """What a photo shows of a person of that height, with how sure it is.

        Raises:
            UnfitPhoto: the person is not seen whole, from the front, upright; the hint says what to do.
        """
        return measured(person.pose, height_cm, audience)

    def outfits(
        self,
        anchors: Sequence[str],
        *,
        occasion: str = "",
        season: str = "",
        audience: str = "",
        budget: float | None = None,
        owned: Sequence[str] = (),
        demands: Demands | None = None,
        k: int = 3,
    ) -> tuple[Outfit, ...]:
        """Outfits around products or described pieces; ``OutfitMaker.complete`` says what is raised."""
        return self._maker.complete(
            anchors,
            occasion=occasion,
            season=season,
            audience=audience,
            budget=budget,
            k=k,
            owned=owned,
            demands=demands,
        )

    @cached_property
    def _maker(self) -> OutfitMaker:
        known = rules_of(self.folder, self.settings).known
        evidence = Evidence(self.together())
        return OutfitMaker(self.products(), concepts=self.concepts, known=known, evidence=evidence)
