"""What the shop knows of a visitor: their page, their choice, and the note that they looked at something."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Form, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import RedirectResponse, Response

from daogou.assembly.shop import Shop
from daogou.core.event import Event
from daogou.shoppers.consent import Purpose
from daogou.surfaces.http.asking import MAX_TEXT
from daogou.surfaces.http.cards import Card, card_of
from daogou.surfaces.http.serving import CurrentServing, CurrentShop
from daogou.surfaces.http.visitor import forget, new_visitor, remember, visitor_of
from daogou.surfaces.http.work import in_thread
from daogou.surfaces.web.render import Page, page_for, render

router = APIRouter(include_in_schema=False)

LAST_ACTS = 24
# what looking at a shop's pages is used for, and what conversations with the guide are
_PURPOSES: dict[str, tuple[Purpose, ...]] = {"acts": ("personalise", "improve"), "talks": ("remember",)}


class Act(BaseModel):
    """What a page's script says happened. ``via``: the showing that led to the product, "" if none did."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["view", "search"]
    product_id: str = Field("", max_length=MAX_TEXT)
    text: str = Field("", max_length=MAX_TEXT)
    via: str = Field("", max_length=64)


@dataclass(frozen=True, slots=True)
class DoneAct:
    """An act as the page lists it."""

    kind: str
    at: str
    text: str
    card: Card | None


@router.post("/you/acts")
async def act(request: Request, shop: CurrentShop, done: Annotated[Act, Body()]) -> Response:
    """Note an act of who agreed to it, or has not been asked where the shop need not ask."""
    visitor = visitor_of(request)
    response = Response(status_code=204)
    if not visitor:
        if shop.settings.shoppers.consent != "assumed":
            return response
        visitor = new_visitor()
    if await in_thread(_noted, shop, visitor, done):
        remember(response, visitor)
    return response


def _noted(shop: Shop, visitor: str, done: Act) -> bool:
    shoppers = shop.shoppers()
    agreed = shoppers.consents(visitor)
    if not any(agreed[purpose] for purpose in _PURPOSES["acts"]):
        return False
    now = datetime.now(UTC)
    if done.kind == "view":
        shop.product(done.product_id)  # says so if there is none
    # a page that is loaded again within the minute is one look
    said = f"{visitor} {done.kind} {done.product_id} {done.text} {now:%Y%m%d%H%M}"
    own_id = hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:24]
    product_id = done.product_id if done.kind == "view" else ""
    shoppers.add([Event(own_id, visitor, done.kind, product_id, now, text=done.text)])
    if done.via:
        shoppers.clicked(done.via, now)
    return True


@router.get("/you")
async def you(request: Request, shop: CurrentShop) -> Response:
    """What is known of the visitor, and what they may do about it."""
    page = page_for(request, shop)
    visitor = visitor_of(request)

    def work() -> Response:
        return render(page, "you.html", **_known(page, visitor))

    return await in_thread(work)


def _known(page: Page, visitor: str) -> dict[str, Any]:
    shoppers = page.shop.shoppers()
    agreed = shoppers.consents(visitor) if visitor else {}
    assumed = page.shop.settings.shoppers.consent == "assumed"
    kept = shoppers.export(visitor) if visitor else {"events": [], "conversations": []}
    return {
        "visitor": visitor,
        "remembers": agreed.get("remember", False),
        "talks": len(kept["conversations"]),
        "agrees": agreed.get("personalise", assumed),
        "acts": _acts(page, kept["events"]),
        "erased": "erased" in page.request.query_params,
    }


def _acts(page: Page, events: Sequence[Mapping[str, Any]]) -> list[DoneAct]:
    """The last ones, newest first; all that is kept counts, also of who no longer agrees."""
    last = events[: -LAST_ACTS - 1 : -1]
    products = {p.id: p for p in page.shop.products([one["product_id"] for one in last if one["product_id"]])}
    currency = page.shop.settings.shop.currency
    return [
        DoneAct(
            one["kind"],
            f"{datetime.fromisoformat(one['at']):%Y-%m-%d %H:%M}",
            one["text"],
            card_of(products[one["product_id"]], page.language, currency)
            if one["product_id"] in products
            else None,
        )
        for one in last
    ]


@router.post("/you/consent")
async def consent(
    request: Request,
    shop: CurrentShop,
    agrees: Annotated[Literal["yes", "no"], Form()],
    about: Annotated[Literal["acts", "talks"], Form()] = "acts",
    to: Annotated[str, Form()] = "/you",
) -> Response:
    """The visitor's word; kept with its time."""
    visitor = visitor_of(request) or new_visitor()

    def work() -> None:
        for purpose in _PURPOSES[about]:
            shop.shoppers().set_consent(visitor, purpose, agrees == "yes", datetime.now(UTC))

    await in_thread(work)
    # only a path of this shop: "//elsewhere" and "/\\elsewhere" lead out of it
    safe = to if to.startswith("/") and not to.startswith(("//", "/\\")) else "/you"
    response = RedirectResponse(safe, 303)
    remember(response, visitor)
    return response


@router.get("/you/data")
async def data(request: Request, shop: CurrentShop) -> Response:
    """Everything that is kept of the visitor, as a file."""
    visitor = visitor_of(request)
    kept = await in_thread(shop.shoppers().export, visitor) if visitor else {}
    text = json.dumps(kept, ensure_ascii=False, indent=2, default=str)
    headers = {"Content-Disposition": 'attachment; filename="my-data.json"', "Cache-Control": "no-store"}
    return Response(text, headers=headers, media_type="application/json")


@router.post("/you/erase")
async def erase(request: Request, serving: CurrentServing) -> Response:
    """Forget the visitor."""
    visitor = visitor_of(request)
    if visitor:
        serving.conversations.forget(visitor)
        await in_thread(serving.shop.shoppers().erase, visitor, datetime.now(UTC))
    response = RedirectResponse("/you?erased=1", 303)
    forget(response)
    return response
