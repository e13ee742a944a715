"""The catalogue doctor: every check over the catalogue, and one number for how healthy it is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from daogou.core.product import Product
from daogou.core.progress import SILENT, Progress, tracked
from daogou.language.concepts import Concepts, concepts
from daogou.trust.checks import ROLE, Finding, Patient

SEVERITIES = ("error", "warning", "hint")


def examine(
    products: Iterable[Product],
    *,
    languages: Sequence[str] = (),
    picture_problems: Mapping[str, str] | None = None,
    media_problems: Mapping[str, str] | None = None,
    colours: NDArray[np.float32] | None = None,
    pictures: NDArray[np.float32] | None = None,
    shades: NDArray[np.float32] | None = None,
    known: Concepts | None = None,
    checks: Sequence[str] = (),
    progress: Progress = SILENT,
) -> tuple[Finding, ...]:
    """Everything that is wrong, the gravest first; the fields of ``Patient`` say what may be given.

    ``known``: the shop's concepts; None: those of the package.
    ``checks``: names of the checks to run; all if none is named.

    Raises:
        UnknownBackend: there is no such check.
    """
    patient = Patient(
        tuple(products),
        tuple(languages),
        picture_problems or {},
        colours,
        pictures,
        shades,
        known or concepts(),
        media_problems or {},
    )
    opened = [ROLE.open(name) for name in checks or ROLE.names()]
    found: list[Finding] = []
    for check in tracked(opened, progress, "Examining", len(opened)):
        found.extend(check(patient))
    return tuple(sorted(found, key=lambda finding: SEVERITIES.index(finding.severity)))


@dataclass(frozen=True, slots=True)
class Health:
    """One check's result: how many findings, how many products they concern, and the share without any.

    ``score`` is 100 for a check that found nothing. Hints do not lower it: they are matters of taste.
    """

    check: str
    findings: int
    products: int
    score: float


def summary(findings: Sequence[Finding], count: int) -> tuple[Health, ...]:
    """The health of a catalogue of ``count`` products, check by check, every check named."""
    return tuple(_health(check, [f for f in findings if f.check == check], count) for check in ROLE.names())


def overall(findings: Sequence[Finding], count: int) -> float:
    """The share of products, in percent, that no error or warning concerns; 100 for an empty catalogue."""
    return _score(findings, count)


def _health(check: str, findings: Sequence[Finding], count: int) -> Health:
    concerned = {product_id for finding in findings for product_id in finding.product_ids}
    return Health(check, len(findings), len(concerned), _score(findings, count))


def _score(findings: Sequence[Finding], count: int) -> float:
    ill = {product_id for f in findings if f.severity != "hint" for product_id in f.product_ids}
    return 100.0 if not count else round(100.0 * (1 - min(len(ill), count) / count), 1)
