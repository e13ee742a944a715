"""An opened shop: what every surface talks to."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from daogou.assembly.cart import ShopCarts
from daogou.core.product import Language
from daogou.core.settings import Settings
from daogou.graph.link_prediction import Proposal
from daogou.graph.rules.contradictions import Contradiction
from daogou.guide import floor
from daogou.guide.policies.finding import Found
from daogou.guide.turn import Guide
from daogou.speech.heard import Heard

if TYPE_CHECKING:  # a database's library, and pictures', take a quarter of a second to import
    from daogou.assembly.fitting_room import FittingRoom
    from daogou.assembly.stylist import Stylist
    from daogou.assembly.workshop import Workshop
    from daogou.shoppers.shoppers import Shoppers


class Shop(floor.Shop, Protocol):
    """What surfaces may ask of a shop; ``assembly/open.py`` makes one, tests may make a small one."""

    @property
    def settings(self) -> Settings:
        """What shop.toml says."""
        ...

    @property
    def folder(self) -> Path:
        """Where the shop is."""
        ...

    @property
    def release(self) -> str:
        """The id of the release being served."""
        ...

    def suggest(self, prefix: str, language: str, k: int = 8) -> list[str]:
        """Completions of what is being typed: categories, brands, colours + categories, titles."""
        ...

    def guide(self) -> Guide:
        """Who talks to shoppers; opened when it is first asked for.

        Raises:
            NotBuilt: the release was built before there was a guide.
        """
        ...

    @property
    def can_hear(self) -> bool:
        """Whether recordings are heard without anything being fetched first."""
        ...

    def hear(self, data: bytes, language: Language | None = None) -> Heard:
        """What was said in a recording, the shop's words being hints; ``language``: the speaker's, if known.

        Raises:
            BadSound: no recording, or one too large or too long.
            MissingDependency: the extra ``speech`` is not installed.
        """
        ...

    def fitting_room(self) -> "FittingRoom":
        """Where clothes are put on people; what it needs is opened, and fetched, when it is first used."""
        ...

    def stylist(self) -> "Stylist":
        """Who advises on sizes and outfits."""
        ...

    def workshop(self) -> "Workshop":
        """Where pictures are cut out, changed and made."""
        ...

    def shoppers(self) -> "Shoppers":
        """What shoppers did, allowed and said of themselves.

        Raises:
            StateUnavailable: the database cannot be opened; the hint says what to do.
        """
        ...

    def passages(self, question: str, language: Language, k: int = 3) -> Sequence[Found]:
        """What the policy pages say of a question, best first; none where no page says it."""
        ...

    def carts(self) -> ShopCarts:
        """What shoppers have put aside to buy, with what it costs now.

        Raises:
            StateUnavailable: the database cannot be opened; the hint says what to do.
        """
        ...

    def picture(self, product_id: str, number: int = 0) -> Path:
        """The local file of a product's picture.

        Raises:
            NotFound: no such product or picture.
        """
        ...

    def video(self, product_id: str, number: int = 0) -> Path:
        """The local file of a product's video.

        Raises:
            NotFound: no such product or video.
        """
        ...

    def model_view(self, product_id: str, number: int, view: int) -> Path:
        """A picture of a product's 3D model, WebP; views go once around it.

        Raises:
            NotFound: no such product, model or view, or it was not drawn.
        """
        ...

    def suggestions(self, product_id: str = "") -> list[Proposal]:
        """Facts that are probably missing, of all products or one, likeliest first; without those decided."""
        ...

    def decide(self, head: str, relation: str, tail: str, *, accepted: bool) -> None:
        """Accept or reject a fact; it is never suggested again, and an accepted one is in the next build.

        Raises:
            BadInput: the vocabulary has no such relation, or it does not join such entities.
            NotFound: the graph has no such entity.
        """
        ...

    def contradictions(self) -> Sequence[Contradiction]:
        """Where sources disagree, as the build found them."""
        ...

    def report(self) -> Mapping[str, Any]:
        """The report of the release: counts, stages with seconds and memory, rejections, findings."""
        ...
