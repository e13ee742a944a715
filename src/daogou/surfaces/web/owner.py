"""The owner's page: what shoppers click on and ask, and how the experiment stands. No page leads here."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Form, Request
from starlette.responses import FileResponse, RedirectResponse, Response

from daogou.core.errors import NotFound
from daogou.shoppers.times import now
from daogou.surfaces.http.asking import MAX_TEXT, clean_text
from daogou.surfaces.http.owner import check_owner
from daogou.surfaces.http.serving import CurrentServing
from daogou.surfaces.http.work import in_thread
from daogou.surfaces.web.owner_talks import talks, teach
from daogou.surfaces.web.render import Page, page_for, render

if TYPE_CHECKING:  # scipy is for the owner's page alone
    from daogou.evaluation.experiments.standing import Standing

router = APIRouter(include_in_schema=False)

EVALUATION = "evaluation.html"  # in the shop's folder; daogou evaluate --page writes it
_PRIVATE = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
# that page carries its style in itself; scripts and anything from elsewhere stay forbidden
_OWN_STYLE = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
}


@router.get("/owner")
async def owner(request: Request, serving: CurrentServing) -> Response:
    """Rates of the last four weeks, and the experiment."""
    check_owner(request, serving)
    page = page_for(request, serving.shop)

    def work() -> Response:
        response = render(page, "owner.html", **_seen(page, now()), **talks(page, now()))
        response.headers.update(_PRIVATE)
        return response

    return await in_thread(work)


@router.post("/owner/teach")
async def teach_intent(
    request: Request,
    serving: CurrentServing,
    text: Annotated[str, Form(max_length=MAX_TEXT)],
    intent: Annotated[str, Form(max_length=64)],
) -> Response:
    """Add an example of what shoppers say; the next build learns it."""
    check_owner(request, serving)
    await in_thread(teach, page_for(request, serving.shop), clean_text(text), intent)
    return RedirectResponse("/owner#unanswered", 303)


@router.get("/owner/evaluation")
async def evaluation(request: Request, serving: CurrentServing) -> Response:
    """The page that ``daogou evaluate --page`` wrote.

    Raises:
        NotFound: none was written.
    """
    check_owner(request, serving)
    file = _evaluation(serving.shop.folder)
    if not file.is_file():
        raise NotFound(
            "No evaluation was written.", hint=f"daogou evaluate SHOP --page SHOP/{EVALUATION} writes one."
        )
    return FileResponse(file, headers=_PRIVATE | _OWN_STYLE, media_type="text/html")


def _seen(page: Page, at: datetime) -> dict[str, Any]:
    from daogou.evaluation.experiments.seen import seen

    section = page.shop.settings.recommend.experiment
    found = seen(page.shop.shoppers(), section, at)
    return {
        "seen": found,
        "widest": max((one.rate.high for one in found.rates), default=1.0),
        "experiment": found.standing and _told(found.standing),
        "has_evaluation": _evaluation(page.shop.folder).is_file(),
    }


def _told(stands: "Standing") -> dict[str, Any]:
    """The standing with what the page says of it, percentages of shoppers for both arms."""
    arms = {
        name: {"shoppers": n, "clicked": clicked, "share": clicked / n if n else 0.0}
        for name, (n, clicked) in (("own", stands.now.own), ("other", stands.now.other))
    }
    return {"stands": stands, "arms": arms, "difference": stands.now.difference}


def _evaluation(folder: Path) -> Path:
    return folder / EVALUATION
