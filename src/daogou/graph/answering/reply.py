"""What a question about a picture is answered with."""

from dataclasses import dataclass
from typing import Literal

from daogou.core.ranking import Reason
from daogou.graph.answering.question import Question

WhyRefused = Literal["", "not_understood", "beyond_a_picture", "off_topic", "no_evidence", "not_sure"]


@dataclass(frozen=True, slots=True)
class Reply:
    """``text``: the answer as a sentence in the question's language; ``value``: the answer alone.

    ``value`` is a label as the shop's feed spells it, ``yes`` or ``no``, a price, a number or printed words;
    "" where the question is refused, and then ``refused`` says why. ``confidence`` 0..1. ``because``:
    evidence of the kinds ``recogniser``, ``neighbour`` (a product id), ``pixels`` (a colour and its share),
    ``print`` (what is printed), ``fact`` (of a neighbour, with its id).
    """

    question: Question
    text: str
    value: str = ""
    confidence: float = 0.0
    refused: WhyRefused = ""
    because: tuple[Reason, ...] = ()
