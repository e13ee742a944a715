"""The address of a results page: what was asked, and the same with one thing changed."""

from dataclasses import dataclass, replace
from typing import Literal, get_args
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from daogou.core.product import Language
from daogou.core.query import Constraint, Query, Sort
from daogou.surfaces.http.asking import (
    MAX_FILTERS,
    MAX_OFFSET,
    MAX_TEXT,
    clean_text,
    constraints_from,
    texts_of,
)

PAGE_SIZE = 24  # divisible by 2, 3 and 4 columns
LAST_PAGE = MAX_OFFSET // PAGE_SIZE
Field = Literal["text", "photo", "like"]


@dataclass(frozen=True)
class ResultsAddress:
    """What a results page was asked; immutable, every change is a new address."""

    text: str = ""
    filters: tuple[Constraint, ...] = ()
    dropped: tuple[str, ...] = ()
    sort: Sort = "relevance"
    page: int = 1
    like: str = ""
    photo: str = ""

    @property
    def is_empty(self) -> bool:
        """Nothing is asked: no words, no picture, no likeness, no filter."""
        return not (self.text or self.filters or self.like or self.photo)

    def query(self, language: Language) -> Query:
        """In core's words, without the photo."""
        return Query(
            text=self.text,
            like=self.like,
            language=language,
            filters=self.filters,
            dropped=frozenset(self.dropped),
            sort=self.sort,
            k=PAGE_SIZE,
            offset=(self.page - 1) * PAGE_SIZE,
        )

    def pairs(self) -> list[tuple[str, str]]:
        """Names and values, those that are not at their default."""
        sort = "" if self.sort == "relevance" else self.sort
        page = "" if self.page == 1 else str(self.page)
        single = [
            ("q", self.text),
            ("like", self.like),
            ("photo", self.photo),
            ("sort", sort),
            ("page", page),
        ]
        filters = [("filter", text) for constraint in self.filters for text in texts_of(constraint)]
        dropped = [("drop", key) for key in self.dropped]
        return [pair for pair in single if pair[1]] + filters + dropped

    def href(self) -> str:
        """Where this page is."""
        return f"/search?{urlencode(self.pairs())}"

    def at_page(self, page: int) -> "ResultsAddress":
        """Another page of the same."""
        return replace(self, page=page)

    def dropping(self, key: str) -> "ResultsAddress":
        """Without a constraint that was read from the words."""
        return replace(self, dropped=(*self.dropped, key), page=1)

    def without(self, field: Field) -> "ResultsAddress":
        """Without the words, the photo or the likeness."""
        if field == "text":
            return replace(self, text="", dropped=(), page=1)
        return replace(self, photo="", page=1) if field == "photo" else replace(self, like="", page=1)

    def without_filter(self, text: str) -> "ResultsAddress":
        """Without one ticked box, given as an address spells it."""
        kept = [t for constraint in self.filters for t in texts_of(constraint) if t != text]
        return replace(self, filters=constraints_from(kept), page=1)

    def without_filters(self) -> "ResultsAddress":
        """Without any ticked box."""
        return replace(self, filters=(), page=1)


def read_address(parameters: QueryParams) -> ResultsAddress:
    """What the address asks; what is unknown or out of bounds falls back to its default.

    Raises:
        BadQuery: a filter cannot be read.
    """
    filters = [*parameters.getlist("filter")[:MAX_FILTERS], *_price_fields(parameters)]
    return ResultsAddress(
        text=clean_text(parameters.get("q", "")[:MAX_TEXT]),
        filters=constraints_from(filters),
        dropped=tuple(parameters.getlist("drop")[:MAX_FILTERS]),
        sort=_sort(parameters.get("sort", "")),
        page=_page(parameters.get("page", "")),
        like=parameters.get("like", "")[:MAX_TEXT],
        photo=parameters.get("photo", "")[:MAX_TEXT],
    )


def _price_fields(parameters: QueryParams) -> list[str]:
    """The two number fields of the price facet, as one filter."""
    low, high = (parameters.get(name, "").strip() for name in ("low", "high"))
    return [f"price:{low}..{high}"] if low or high else []


def _sort(text: str) -> Sort:
    return next((known for known in get_args(Sort) if known == text), "relevance")


def _page(text: str) -> int:
    return min(max(int(text), 1), LAST_PAGE) if text.isascii() and text.isdigit() and len(text) < 6 else 1
