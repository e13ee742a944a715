"""The shapes that /v1/annotate and /v1/ask answer with, as OpenAPI documents them."""

from pydantic import Field

from daogou.surfaces.api.answers import Answered, CardAnswer


class EvidenceAnswer(Answered):
    """What a label or an answer rests on.

    ``recogniser`` (a value), ``neighbour`` (a product's id), ``pixels`` (a colour and its share), ``print``
    (what is printed), ``fact`` (of a neighbour). ``picture`` and ``page`` are a neighbour's, else empty.
    """

    kind: str = Field(examples=["neighbour"])
    what: str = Field(examples=["dress-0042"])
    weight: float = Field(examples=[0.81])
    picture: str = Field(examples=["/v1/pictures/dress-0042/0"])
    page: str = Field(examples=["/products/dress-0042"])


class OtherAnswer(Answered):
    """A less likely value."""

    value: str = Field(examples=["linen"])
    confidence: float = Field(examples=[0.12])


class LabelAnswer(Answered):
    """One statement about a picture; ``entity`` is its id in the graph."""

    kind: str = Field(examples=["material"])
    kind_label: str = Field(examples=["made of"])
    value: str = Field(examples=["cotton"], description="As the shop's feed spells it.")
    label: str = Field(examples=["Cotton"], description="In the language asked for.")
    entity: str = Field(examples=["material:cotton"])
    confidence: float = Field(examples=[0.84], description="Calibrated on pictures of this shop.")
    others: list[OtherAnswer]
    because: list[EvidenceAnswer]


class RegionAnswer(Answered):
    """Where the product is: left, top, right, bottom, each a share 0..1 of the picture's side.

    ``is_plain``: it stands before a plain ground, so that this is its outline; else it is the middle.
    """

    box: list[float] = Field(examples=[[0.2, 0.1, 0.8, 0.95]])
    area: float = Field(examples=[0.38], description="Its share of all pixels.")
    is_plain: bool
    pieces: int = Field(examples=[1], description="Separate things; 0 if the ground does not tell.")


class ColourAnswer(Answered):
    """A colour and its share of the product's pixels."""

    name: str = Field(examples=["red"])
    share: float = Field(examples=[0.71])


class NearestAnswer(Answered):
    """A product that looks like the picture; 1 is the same."""

    product: CardAnswer
    likeness: float = Field(examples=[0.77])


class AnnotationAnswer(Answered):
    """What a picture shows; ``photo`` is the token by which the same picture can be asked about."""

    region: RegionAnswer
    labels: list[LabelAnswer]
    colours: list[ColourAnswer]
    nearest: list[NearestAnswer]
    photo: str
    release: str


class MentionAnswer(Answered):
    """A value that the question names."""

    kind: str = Field(examples=["colour"])
    entity: str = Field(examples=["colour:red"])
    text: str = Field(examples=["red"])


class AskedAboutAnswer(Answered):
    """The question as it was understood: ``ask`` a kind, ``verify`` mentions, or ``unknown``."""

    text: str = Field(examples=["What is it made of?"])
    language: str = Field(examples=["en"])
    form: str = Field(examples=["ask"])
    kind: str = Field(examples=["material"])
    mentions: list[MentionAnswer]


class ReplyAnswer(Answered):
    """The answer; where it is refused ``value`` is empty and ``refused`` says why.

    ``not_understood``, ``beyond_a_picture``, ``off_topic``, ``no_evidence`` or ``not_sure``.
    """

    question: AskedAboutAnswer
    answer: str = Field(examples=["It is made of cotton."])
    value: str = Field(examples=["cotton"])
    confidence: float = Field(examples=[0.84])
    refused: str = Field(examples=[""])
    because: list[EvidenceAnswer]
    photo: str
    release: str
