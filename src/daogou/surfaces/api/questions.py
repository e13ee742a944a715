"""What the API takes, and how it becomes a ``Query``."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from daogou.core.errors import BadQuery
from daogou.core.product import Language
from daogou.core.query import Constraint, Query, Sort
from daogou.surfaces.http.asking import (
    MAX_FILTERS,
    MAX_K,
    MAX_OFFSET,
    MAX_TEXT,
    clean_text,
    constraints_from,
    merged,
)

ShortText = Annotated[str, StringConstraints(max_length=MAX_TEXT)]
ProductId = Annotated[str, StringConstraints(max_length=MAX_TEXT)]
FiniteFloat = Annotated[float, Field(ge=0, allow_inf_nan=False)]


class Question(BaseModel):
    """What every way of asking has in common."""

    model_config = ConfigDict(extra="forbid")

    text: ShortText = Field("", description="Words in any language.", examples=["红色连衣裙 300元以内"])
    language: Language = Field("en", description="Of labels, titles and notes.")
    sort: Sort = Field("relevance", description="The order of the hits.")
    k: int = Field(24, ge=1, le=MAX_K, description="How many hits.")
    offset: int = Field(0, ge=0, le=MAX_OFFSET, description="How many hits to pass over.")
    facets: bool = Field(True, description="Whether to count what the result can be narrowed by.")
    like: ProductId = Field("", description="A product id: find what resembles it.")
    photo: ShortText = Field("", description="Token of a photo sent before (`asked.photo` of that answer).")


class AddressQuestion(Question):
    """A question in an address or a form: filters are text."""

    filter: list[ShortText] = Field(
        default=[],
        max_length=MAX_FILTERS,
        description="`field:value`, `price:100..300`, `in_stock`; a leading `-` excludes. Repeat it: values "
        "of one field are alternatives, different fields must all hold.",
        examples=[["colour:red", "price:..300"]],
    )
    drop: list[ShortText] = Field(
        default=[],
        max_length=MAX_FILTERS,
        description="Keys of understood constraints (`understood.chips[].key`) to take back.",
        examples=[["colour:red"]],
    )

    def query(self) -> Query:
        """The question in core's words, without the photo."""
        return _query(self, constraints_from(self.filter), self.drop)


class Filter(BaseModel):
    """A condition: any of ``values``, or a range of prices, or neither for ``in_stock``."""

    model_config = ConfigDict(extra="forbid")

    field: Annotated[str, StringConstraints(min_length=1, max_length=64)] = Field(examples=["colour"])
    values: list[ShortText] = Field(default=[], max_length=MAX_FILTERS, examples=[["red", "blue"]])
    low: FiniteFloat | None = None
    high: FiniteFloat | None = None
    excluded: bool = False

    def constraint(self) -> Constraint:
        """In core's words.

        Raises:
            BadQuery: neither values nor a range, or both.
        """
        has_range = self.low is not None or self.high is not None
        if self.field != "in_stock" and has_range == bool(self.values):
            raise BadQuery(f"The filter on {self.field!r} needs either values or a range.")
        values = tuple(clean_text(value) for value in self.values)
        return Constraint(self.field, values, self.low, self.high, self.excluded)


class JsonQuestion(Question):
    """A question as JSON."""

    filters: list[Filter] = Field(default=[], max_length=MAX_FILTERS)
    drop: list[ShortText] = Field(default=[], max_length=MAX_FILTERS)

    def query(self) -> Query:
        """The question in core's words, without the photo."""
        return _query(self, merged(f.constraint() for f in self.filters), self.drop)


def _query(question: Question, filters: tuple[Constraint, ...], drop: list[str]) -> Query:
    return Query(
        text=clean_text(question.text),
        like=question.like,
        language=question.language,
        filters=filters,
        dropped=frozenset(drop),
        sort=question.sort,
        k=question.k,
        offset=question.offset,
        facets=question.facets,
    )
