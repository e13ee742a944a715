"""What a shopper tells of their measures and wishes in the fitting room, and what their photo adds.

Measures come by form, stand in no address and are not kept.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from daogou.assembly.drawn_people import drawn_figure
from daogou.core.errors import BadInput, BadQuery, NotFound, UnfitPhoto
from daogou.core.product import Language
from daogou.fit.body.measures import Audience, Body, Measure, body_of
from daogou.fit.body.names import label_of
from daogou.fit.body.photo import PhotoMeasures
from daogou.fit.sizes.garments import EASES, Ease
from daogou.fit.styling.rules import effects
from daogou.surfaces.http.dressing import person_of
from daogou.surfaces.http.serving import Serving
from daogou.surfaces.web.fitting_address import FittingAddress
from daogou.surfaces.web.render import Page

ASKED = ("height", "weight", "bust", "waist", "hip", "foot_length")  # what people know of themselves
_AUDIENCES: tuple[Audience, ...] = ("women", "men", "unisex", "kids")


@dataclass(frozen=True)
class Told:
    """What a shopper says of their body, as the form has it; never part of an address.

    ``by_photo``: their photo is to be measured; ``asks_style``: suggestions are asked for.
    """

    measures: Mapping[str, str] = field(default_factory=dict)
    audience: Audience = ""
    ease: Ease = "as_designed"
    by_photo: bool = False
    asks_style: bool = False
    wishes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Known:
    """``body``: None where nothing is known; ``photo``: what one adds; ``problem``: why there is no more."""

    body: Body | None = None
    photo: PhotoMeasures | None = None
    problem: BadInput | UnfitPhoto | None = None

    @property
    def lengths(self) -> Mapping[str, Measure]:
        """Shoulder, torso, arm and leg as a photo shows them."""
        return self.photo.lengths if self.photo else {}


def told_in(form: Sequence[tuple[str, str]]) -> Told:
    """From the form's fields; what is unknown is left out."""
    last = dict(form)
    given = {name: last.get(name, "").strip()[:12] for name in ASKED}
    audience: Audience = next((one for one in _AUDIENCES if one == last.get("audience")), "")
    ease: Ease = next((one for one in EASES if one == last.get("ease")), "as_designed")
    wishes = tuple(name for name in effects() if ("wish", name) in form)
    asks = last.get("style") == "yes"
    measures = {name: value for name, value in given.items() if value}
    return Told(measures, audience, ease, last.get("by_photo") == "yes", asks, wishes)


def known_of(serving: Serving, page: Page, address: FittingAddress, told: Told) -> Known:
    """Measures of the tape, of a drawn person, or of the photo that is worn on; a tape goes first."""
    try:
        given = _given(address, told)
        if not told.by_photo or address.drawn:
            return Known(given)
        if given is None or not given.knows("height"):
            raise BadQuery(page.say("fit_photo_needs_height"))
        person = person_of(serving, page.shop, address.who)
        seen = page.shop.stylist().measured(person, given.measures["height"].value, told.audience)
        return Known(seen.body.merged(given), seen)
    except UnfitPhoto as problem:
        return Known(_given(address, told), problem=problem)
    except BadInput as problem:
        return Known(problem=problem)
    except NotFound:  # the photo was forgotten meanwhile: the page shows a drawn person by now
        return Known(_given(address, told))


def seen_rows(known: Known, language: Language) -> list[dict[str, Any]]:
    """What a photo showed, each with the range in which it lies in nine cases of ten."""
    if known.photo is None:
        return []
    measures = {**known.photo.body.measures, **known.photo.lengths}
    return [
        {"name": label_of(name, language), "value": round(one.value), "range": _range(one)}
        for name, one in measures.items()
        if one.source == "photo"
    ]


def _range(measure: Measure) -> str:
    low, high = measure.interval
    return f"{low:.0f}–{high:.0f}"


def _given(address: FittingAddress, told: Told) -> Body | None:
    if told.measures:
        return body_of({name: number_in(value) for name, value in told.measures.items()}, told.audience)
    if not address.drawn:
        return None
    figure = drawn_figure(address.drawn)
    known = {"height": figure.height, "bust": figure.bust, "waist": figure.waist, "hip": figure.hip}
    return body_of(known, figure.audience)


def number_in(text: str) -> float:
    """What a form's field says.

    Raises:
        BadQuery: no number.
    """
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise BadQuery(f"{text!r} is no number.", hint="Write centimetres and kilograms, such as 88 or 62.5.")
    return number
