"""The picture workshop, for the owner: check, cut out, name, change and make product pictures."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import numpy as np
from fastapi import APIRouter, Request
from numpy.typing import NDArray
from starlette.responses import RedirectResponse, Response

from daogou.assembly.workshop import edited_mark, generated_mark, png_of
from daogou.core.errors import BadInput, BadQuery, MissingAsset, MissingDependency, ShopError
from daogou.language.relations.vocabulary import relation_of
from daogou.surfaces.graph.words import Words
from daogou.surfaces.http.asking import MAX_TEXT, clean_text
from daogou.surfaces.http.cards import picture_address
from daogou.surfaces.http.owner import check_owner
from daogou.surfaces.http.serving import CurrentServing, Serving
from daogou.surfaces.http.uploads import form_of, photo_in
from daogou.surfaces.http.work import in_thread
from daogou.surfaces.web.render import Page, page_for, render
from daogou.vision.decode import decode_picture

router = APIRouter(include_in_schema=False)

PATH = "/workshop"
_PRIVATE = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}


@dataclass(frozen=True)
class Bench:
    """What lies on the workbench: a product's picture, or one sent; ``change`` and ``make`` are words."""

    product: str = ""
    photo: str = ""
    change: str = ""
    make: str = ""
    seed: int = 0

    def pairs(self) -> list[tuple[str, str]]:
        """Of its address."""
        given = {"product": self.product, "photo": self.photo, "change": self.change, "make": self.make}
        seed = {"seed": str(self.seed)} if self.seed else {}
        return [(name, value) for name, value in (given | seed).items() if value]

    def href(self) -> str:
        """As a link has it."""
        return f"{PATH}?{urlencode(self.pairs())}"


@router.get(PATH)
async def workshop(
    request: Request,
    serving: CurrentServing,
    product: str = "",
    photo: str = "",
    change: str = "",
    make: str = "",
    seed: int = 0,
) -> Response:
    """One picture, and what can be done with it."""
    check_owner(request, serving)
    page = page_for(request, serving.shop)
    said = [clean_text(one[:MAX_TEXT]) for one in (product, photo, change, make)]
    bench = Bench(said[0], said[1], said[2], said[3], max(0, min(seed, 2**31 - 1)))

    def work() -> Response:
        response = render(page, "workshop.html", **_seen(serving, page, bench))
        response.headers.update(_PRIVATE)
        return response

    return await in_thread(work)


@router.post(PATH)
async def lay_down(request: Request, serving: CurrentServing) -> Response:
    """Takes a picture, keeps it for half an hour in memory, and leads to the workbench."""
    check_owner(request, serving)
    async with form_of(request) as form:
        pixels = await photo_in(form, serving.shop)
    if pixels is None:
        raise BadQuery("No picture was sent.", hint="Choose a picture first.")
    token = await in_thread(serving.photos.keep, pixels)
    return RedirectResponse(Bench(photo=token).href(), 303)


@router.get(f"{PATH}/cut-out")
async def cut_out(request: Request, serving: CurrentServing, product: str = "", photo: str = "") -> Response:
    """The product without what is behind it, as PNG."""
    check_owner(request, serving)

    def work() -> Response:
        picture = _picture(serving, Bench(product=product, photo=photo))
        if picture is None:
            raise BadQuery("No picture is named.", hint="Name a product or send a picture.")
        data = png_of(serving.shop.workshop().cut_out(picture))
        return Response(data, media_type="image/png", headers=_PRIVATE)

    return await in_thread(work)


def _seen(serving: Serving, page: Page, bench: Bench) -> dict[str, Any]:
    picture = _picture(serving, bench)
    changed, change_problem = _made(lambda: _changed(serving, bench, picture))
    made, make_problem = _made(lambda: _generated(serving, bench))
    return {
        "bench": bench,
        "source": _source(bench),
        "cut_out": f"{PATH}/cut-out?{urlencode([p for p in bench.pairs() if p[0] in ('product', 'photo')])}",
        "title": page.shop.product(bench.product).title(page.language) if bench.product else "",
        "labels": [] if picture is None else _labels(page, picture),
        "findings": [] if picture is None else _findings(page, picture),
        "changed": changed,
        "change_problem": change_problem,
        "made": made,
        "make_problem": make_problem,
        "next_seed": bench.seed + 1,
    }


def _picture(serving: Serving, bench: Bench) -> NDArray[np.uint8] | None:
    if bench.photo:
        return serving.photos.get(bench.photo).pixels
    if not bench.product:
        return None
    limits = serving.shop.settings.pictures
    data = serving.shop.picture(bench.product).read_bytes()
    return decode_picture(data, max_pixels=limits.max_pixels, max_bytes=limits.max_bytes)


def _source(bench: Bench) -> str:
    if bench.photo:
        return f"/photos/{bench.photo}/large"
    return picture_address(bench.product, 0) if bench.product else ""


def _made(make: Callable[[], str]) -> tuple[str, ShopError | None]:
    """The address of what was made, "" for nothing; or why it cannot be."""
    try:
        token = make()
    except (BadInput, MissingAsset, MissingDependency) as problem:
        return "", problem
    return (f"/made/{token}" if token else ""), None


def _changed(serving: Serving, bench: Bench, picture: NDArray[np.uint8] | None) -> str:
    if picture is None or not bench.change:
        return ""
    about = ("changed", serving.shop.release, bench.photo or bench.product, bench.change)
    found = serving.made.found(about)
    if found:
        return found
    made = serving.shop.workshop().edit(picture, bench.change)
    return serving.made.keep(made.picture, edited_mark(bench.change), form="png", about=about)


def _generated(serving: Serving, bench: Bench) -> str:
    if not bench.make:
        return ""
    about = ("generated", serving.shop.release, bench.make, str(bench.seed))
    found = serving.made.found(about)
    if found:
        return found
    made = serving.shop.workshop().generate(bench.make, bench.seed)
    return serving.made.keep(made, generated_mark(bench.make), form="png", about=about)


def _findings(page: Page, picture: NDArray[np.uint8]) -> list[str]:
    found = page.shop.workshop().quality(picture).findings
    return [page.say(f"work_fault_{one.name}", value=f"{one.value:.3g}") for one in found]


def _labels(page: Page, picture: NDArray[np.uint8]) -> list[dict[str, str]]:
    """What the shop's graph would call it; nothing while that cannot be asked."""
    try:
        found = page.shop.annotate(picture)
        words = Words(page.language, page.shop.graph().get([label.entity for label in found.labels]))
    except ShopError:
        return []
    return [
        {
            "kind": words.relation(relation_of(label.kind)),
            "label": words.name(label.entity) if label.entity in words.entities else label.value,
            "sure": f"{int(100 * label.confidence)} %",
        }
        for label in found.labels
    ]
