"""The guide of an opened shop."""

from functools import cache
from pathlib import Path

from daogou.assembly.handovers import Handovers
from daogou.assembly.models import named
from daogou.assembly.releases import Release
from daogou.assembly.shop import Shop
from daogou.assembly.steps import listen
from daogou.core.errors import NotBuilt
from daogou.core.settings import Settings
from daogou.features.text_encoders import TextEncoder
from daogou.guide import language_models
from daogou.guide.floor import Floor
from daogou.guide.fluency import Fluency
from daogou.guide.service.database_book import open_order_book
from daogou.guide.service.desk import ServiceDesk
from daogou.guide.service.policy import shop_policy
from daogou.guide.turn import Guide, open_skills
from daogou.guide.understanding import Understanding

TEMPLATES = "templates"


def open_guide(shop: Shop, folder: Path, settings: Settings, release: Release, encoder: TextEncoder) -> Guide:
    """Who talks to the shop's shoppers.

    Raises:
        NotBuilt: the release was built before there was a guide.
        BadInput: the shop's policy.toml has a mistake.
    """
    taught = release.stage("listen")
    if not taught.exists():
        raise NotBuilt("This release has no guide yet.", hint=f"Build the shop again: daogou build {folder}")
    policy = shop_policy(folder)

    @cache
    def desk() -> ServiceDesk:
        return ServiceDesk(open_order_book(folder, settings.shoppers), policy)

    floor = Floor(shop, desk, shop.carts, encoder.encode)
    understanding = Understanding(listen.intents_in(taught), encoder.encode, shop)
    fluency = _fluency(settings, folder)
    return Guide(understanding, floor, open_skills(), fluency, Handovers(folder).add)


def _fluency(settings: Settings, folder: Path) -> Fluency | None:
    """None where the skills' own words shall stand."""
    name, options = named(settings.guide.language_model, folder)
    return None if name == TEMPLATES else Fluency(language_models.ROLE.open(name, options))
