"""The shapes that the API answers with, as OpenAPI documents them.

Answers are written by ``shapes.py`` as plain dictionaries (validating our own output would cost a
millisecond per search); tests hold them against these models.
"""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Answered(BaseModel):
    """Nothing but what is documented is answered."""

    model_config = ConfigDict(extra="forbid")


class ErrorBody(Answered):
    """What went wrong: a code for programs, a message and a hint for people."""

    code: str = Field(examples=["not_found"])
    message: str = Field(examples=["There is no product 'x1'."])
    hint: str = Field(examples=["Search for it: /v1/search?text=…"])


class ErrorAnswer(Answered):
    """The one shape of every error."""

    error: ErrorBody


class CardAnswer(Answered):
    """A product in a list. ``price`` is the lowest that can be bought, ``list_price`` that before a sale."""

    id: str = Field(examples=["dress-0042"])
    title: str = Field(examples=["Red midi dress with V-neck"])
    brand: str = Field(examples=["Lanhe"])
    category: str = Field(examples=["Dresses"])
    price: float | None = Field(examples=[259.0])
    list_price: float | None = Field(examples=[329.0])
    currency: str = Field(examples=["CNY"])
    in_stock: bool
    picture: str = Field(examples=["/v1/pictures/dress-0042/0"], description="Add ?width= for a smaller one.")
    page: str = Field(examples=["/products/dress-0042"])


class ReasonAnswer(Answered):
    """One piece of evidence: of a search ``word``, ``attribute``, ``meaning``, ``looks`` or ``ranking``.

    Of a recommendation ``neighbour``, ``shared``, ``path``, ``modality``, ``sequence``, ``popularity``,
    ``exploration`` or ``act``; ``product`` is the id of the product that speaks for the hit, where one does.
    """

    kind: str = Field(examples=["attribute"])
    what: str = Field(examples=["colour=red"])
    weight: float = Field(examples=[0.31])
    product: str = Field(examples=[""])


class HitAnswer(Answered):
    """A product found, and why; a higher score is better."""

    product: CardAnswer
    score: float = Field(examples=[1.73])
    because: list[ReasonAnswer]


class FilterAnswer(Answered):
    """A condition; ``key`` is what ``drop`` takes to take back an understood one."""

    key: str = Field(examples=["colour:red"])
    field: str = Field(examples=["colour"])
    values: list[str] = Field(examples=[["red"]])
    low: float | None = None
    high: float | None = None
    excluded: bool = False
    words: str = Field("", description="The words it was read from.", examples=["红色"])


class ChipAnswer(FilterAnswer):
    """An understood condition with its label."""

    label: str = Field(examples=["Colour: red"])


class FacetValueAnswer(Answered):
    """A value to narrow by."""

    value: str = Field(examples=["red"])
    label: str = Field(examples=["红色"])
    count: int = Field(examples=[57])
    chosen: bool = False


class FacetAnswer(Answered):
    """A field to narrow by, its values most frequent first."""

    field: str = Field(examples=["colour"])
    label: str = Field(examples=["颜色"])
    values: list[FacetValueAnswer]


class UnderstoodAnswer(Answered):
    """What was made of the words."""

    language: str = Field(examples=["zh"])
    words: str = Field(examples=["连衣裙"])
    chips: list[ChipAnswer]
    corrections: dict[str, str] = Field(examples=[{"dres": "dress"}])


class AskedAnswer(Answered):
    """The question as it was read; ``photo`` is the token by which the same photo can be asked again."""

    text: str
    language: str
    filters: list[FilterAnswer]
    dropped: list[str]
    sort: str
    k: int
    offset: int
    facets: bool
    like: str
    photo: str


class SearchAnswer(Answered):
    """A page of hits out of ``total``, with facets over all of them."""

    asked: AskedAnswer
    total: int = Field(examples=[57])
    hits: list[HitAnswer]
    facets: list[FacetAnswer]
    understood: UnderstoodAnswer
    price_range: list[float] | None = Field(examples=[[39.0, 899.0]])
    notes: list[str]
    timings_ms: dict[str, float] = Field(examples=[{"words": 0.4, "meaning": 1.2}])
    release: str


class SuggestAnswer(Answered):
    """Completions, best first."""

    suggestions: list[str] = Field(examples=[["red dress", "red shoes"]])


class RecommendationsAnswer(Answered):
    """A shelf. ``about``: the product that it is about, "" if none; ``recommender``: what ranked it."""

    shelf: str = Field(examples=["for_you"])
    about: str = Field(examples=[""])
    recommender: str = Field(examples=["hybrid"])
    hits: list[HitAnswer]
    release: str = Field(examples=["20260501-120000"])


class VariantAnswer(Answered):
    """One thing that can be put into a cart."""

    sku: str
    options: dict[str, str] = Field(examples=[{"size": "M"}])
    price: float | None
    list_price: float | None
    stock: int | None = Field(description="null: unknown, taken as available")
    in_stock: bool


class PictureAnswer(Answered):
    """A picture of the product."""

    address: str = Field(examples=["/v1/pictures/dress-0042/0"])
    alt: str
    role: str = Field(examples=["main"])


class ProductAnswer(Answered):
    """Everything about a product."""

    id: str
    title: str
    description: str
    titles: dict[str, str]
    descriptions: dict[str, str]
    brand: str
    category: list[str] = Field(examples=[["Apparel", "Dresses"]])
    attributes: dict[str, list[str]] = Field(examples=[{"colour": ["red"]}])
    variants: list[VariantAnswer]
    pictures: list[PictureAnswer]
    price: float | None
    list_price: float | None
    currency: str
    in_stock: bool
    url: str
    page: str


class SimilarAnswer(Answered):
    """Products that look and read like this one, best first."""

    hits: list[HitAnswer]


class ReviewAnswer(Answered):
    """What a buyer said."""

    rating: float = Field(examples=[5])
    text: str
    language: str = Field(examples=["en"])
    author: str = Field(examples=["Mei"])
    at: str = Field(examples=["2026-01-05T04:05:42+00:00"])


class ReviewsAnswer(Answered):
    """Reviews and their summary; ``ratings`` counts them by stars."""

    count: int
    mean: float | None = Field(examples=[4.4])
    ratings: dict[str, int] = Field(examples=[{"5": 7, "4": 3, "3": 1, "2": 0, "1": 0}])
    reviews: list[ReviewAnswer]


class CategoryAnswer(Answered):
    """A category, as ``filter=category:VALUE`` takes it."""

    value: str
    label: str
    count: int
    example: str = Field(description="A product of it.")


class PolicyAnswer(Answered):
    """A policy page in Markdown."""

    name: str = Field(examples=["returns"])
    language: str = Field(examples=["en"])
    markdown: str


class PolicyName(Answered):
    """A policy page's name and title."""

    name: str
    title: str


class ShopAnswer(Answered):
    """The shop."""

    name: str
    languages: list[str] = Field(examples=[["zh", "en"]])
    currency: str = Field(examples=["CNY"])
    notice: str
    release: str
    counts: dict[str, Any] = Field(examples=[{"products": 640}])
    categories: list[CategoryAnswer]
    policies: list[PolicyName]


class HealthAnswer(Answered):
    """Alive, or ready to answer."""

    status: str = Field(examples=["ready"])
    release: str = Field("", examples=["20260102T030405-1a2b"])
