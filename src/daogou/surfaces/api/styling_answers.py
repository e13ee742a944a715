"""The shapes of sizes and outfits, as OpenAPI documents them."""

from daogou.surfaces.api.answers import Answered, CardAnswer


class SizeChanceAnswer(Answered):
    """How likely a size is too small, right and too large; they sum to 1."""

    size: str
    small: float
    right: float
    large: float


class MeasureAnswer(Answered):
    """In cm (weight in kg), with a standard deviation; ``source``: given, photo or estimated."""

    value: float
    sd: float
    source: str


class SizeReasonAnswer(Answered):
    """``source``: where it can be looked up, "" for what the shopper said."""

    text: str
    source: str


class SizeAnswer(Answered):
    """``near``: a second size that is right nearly as often; ``beyond``: past the chart's end."""

    best: str
    near: str | None
    beyond: str | None
    sizes: list[SizeChanceAnswer]
    measures: dict[str, MeasureAnswer]
    reasons: list[SizeReasonAnswer]
    photo: str
    release: str


class OutfitReasonAnswer(Answered):
    """``weight``: by how much the outfit's value falls without it."""

    text: str
    family: str
    weight: float


class OutfitPieceAnswer(Answered):
    """``product`` is null for a piece that was described in words; ``is_new``: not among what was given."""

    slot: str
    title: str
    product: CardAnswer | None
    is_new: bool
    reasons: list[OutfitReasonAnswer]


class OutfitAnswer(Answered):
    """``price``: of what is to be bought, null where one price is unknown; ``score``: no probability."""

    pieces: list[OutfitPieceAnswer]
    score: float
    price: float | None
    currency: str
    missing: list[str]


class OutfitsAnswer(Answered):
    """The best first."""

    outfits: list[OutfitAnswer]
    release: str


class SizeNameAnswer(Answered):
    """One system's name; ``others``: just as good there; ``note``: what is to be known of it."""

    system: str
    label: str
    others: list[str]
    note: str


class ReadingAnswer(Answered):
    """What a text may mean, and the same size elsewhere."""

    kind: str
    system: str
    label: str
    elsewhere: list[SizeNameAnswer]


class SizesAnswer(Answered):
    """The likeliest reading first."""

    readings: list[ReadingAnswer]
