"""The rooms of a shop that work on clothes and pictures, each opened when it is first entered."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from daogou.assembly.releases import Release
from daogou.catalogue.snapshot import Snapshot
from daogou.core.settings import Settings
from daogou.language.concepts import Concepts

if TYPE_CHECKING:  # what works on pictures takes long to import
    from daogou.assembly.fitting_room import FittingRoom
    from daogou.assembly.stylist import Stylist
    from daogou.assembly.workshop import Workshop


class Opened(Protocol):
    """What the rooms need of an opened shop."""

    @property
    def folder(self) -> Path:
        """Where the shop is."""
        ...

    @property
    def settings(self) -> Settings:
        """What shop.toml says."""
        ...

    @property
    def published(self) -> Release:
        """The release being served."""
        ...

    @property
    def concepts(self) -> Concepts:
        """The concepts that the release was built with."""
        ...

    @property
    def snapshot(self) -> Snapshot:
        """The release's products."""
        ...

    def picture(self, product_id: str, number: int = 0) -> Path:
        """The local file of a product's picture."""
        ...

    def size_charts(self) -> Mapping[str, Any]:
        """Body measures by category, audience and size."""
        ...


@dataclass(frozen=True)
class Rooms:
    """Of one opened shop."""

    shop: Opened

    @cached_property
    def fitting_room(self) -> "FittingRoom":
        """Where clothes are put on people."""
        from daogou.assembly.fitting_room import FittingRoom

        shop = self.shop
        return FittingRoom(shop.folder, shop.settings, shop.concepts, shop.picture)

    @cached_property
    def stylist(self) -> "Stylist":
        """Who advises on sizes and outfits, with what the release learnt of both."""
        from daogou.assembly.steps import match, size
        from daogou.assembly.stylist import Stylist

        shop, release = self.shop, self.shop.published
        return Stylist(
            shop.folder,
            shop.settings,
            shop.concepts,
            lambda: list(shop.snapshot),
            shop.size_charts,
            lambda: match.together_in(release.stage("match")),
            lambda: size.experience_in(release.stage("size")),
        )

    @cached_property
    def workshop(self) -> "Workshop":
        """Where pictures are cut out, changed and made."""
        from daogou.assembly.workshop import Workshop

        return Workshop(self.shop.folder, self.shop.settings)
