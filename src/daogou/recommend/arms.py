"""Who sees which recommender while two are compared: a shopper's arm, and how it is written down."""

from hashlib import sha256
from typing import Literal, NamedTuple

Arm = Literal["own", "other"]  # the shop's recommender, and the one that is tried


def arm_of(experiment: str, shopper_id: str) -> Arm:
    """The arm of a shopper: always the same one, half of all shoppers in each.

    Salted by the experiment's name, so that those who saw the other recommender in one experiment are spread
    over both arms of the next (Kohavi, Tang and Xu, *Trustworthy online controlled experiments*, 2020).
    """
    digest = sha256(f"{experiment}\0{shopper_id}".encode("utf-8", "replace")).digest()
    return "other" if digest[0] & 1 else "own"


def label(experiment: str, arm: Arm) -> str:
    """How an impression says it: ``try-ease:other``."""
    return f"{experiment}:{arm}"


class Whose(NamedTuple):
    """What chose a product: the recommender's name, and the label of its arm, "" outside of experiments."""

    recommender: str
    arm: str = ""
