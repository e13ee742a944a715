"""How each texture takes the light."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finish:
    """``weave``: how strongly the texture shows. ``gloss``: strength of highlights; ``sharp``: how small
    they are (a Phong exponent). ``crumple``: how much the surface ripples. ``sheen``: light on slopes
    away from the lamp, as velvet and satin have it. ``depth``: how strongly folds read.
    """

    weave: float = 0.05
    gloss: float = 0.03
    sharp: float = 8.0
    crumple: float = 1.0
    sheen: float = 0.0
    depth: float = 1.0


FINISHES: dict[str, Finish] = {
    "plain weave": Finish(weave=0.045, crumple=1.0),
    "jersey": Finish(weave=0.05, crumple=0.8),
    "linen": Finish(weave=0.085, crumple=1.7),
    "silk": Finish(weave=0.0, gloss=0.42, sharp=5.0, crumple=1.5, sheen=0.16, depth=1.6),
    "chiffon": Finish(weave=0.03, gloss=0.05, crumple=1.3, depth=0.9),
    "lace": Finish(weave=0.24, crumple=0.5),
    "velvet": Finish(weave=0.07, gloss=0.08, sharp=3.0, crumple=1.2, sheen=0.42, depth=1.3),
    "denim": Finish(weave=0.11, crumple=1.1),
    "knit": Finish(weave=0.15, crumple=0.5, depth=0.9),
    "fine knit": Finish(weave=0.09, crumple=0.6),
    "rib": Finish(weave=0.17, crumple=0.2),
    "wool": Finish(weave=0.085, crumple=0.55),
    "tweed": Finish(weave=0.15, crumple=0.5),
    "corduroy": Finish(weave=0.15, crumple=0.6, sheen=0.12),
    "fleece": Finish(weave=0.06, crumple=0.7),
    "nylon": Finish(weave=0.05, gloss=0.16, sharp=10.0, crumple=1.5),
    "leather": Finish(weave=0.06, gloss=0.2, sharp=12.0, crumple=0.7, depth=1.1),
    "patent": Finish(weave=0.0, gloss=0.6, sharp=26.0, crumple=0.35, depth=1.1),
    "suede": Finish(weave=0.08, gloss=0.0, crumple=0.5, sheen=0.08),
    "canvas": Finish(weave=0.085, crumple=0.6),
    "mesh": Finish(weave=0.16, gloss=0.03, crumple=0.4),
    "brocade": Finish(weave=0.16, gloss=0.16, sharp=6.0, crumple=0.6, sheen=0.1),
    "straw": Finish(weave=0.17, gloss=0.05, crumple=0.3),
    "gloss": Finish(weave=0.0, gloss=0.5, sharp=24.0, crumple=0.0),
    "metal": Finish(weave=0.0, gloss=0.75, sharp=9.0, crumple=0.1, sheen=0.15, depth=1.6),
    "rubber": Finish(weave=0.0, gloss=0.08, sharp=8.0, crumple=0.05),
    "smooth": Finish(weave=0.0, gloss=0.04, crumple=0.0),
    "fur": Finish(weave=0.2, crumple=1.0),
}
