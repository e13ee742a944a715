"""What the doctor says."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "hint"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with a product, and what to do about it. ``evidence`` is what was compared."""

    check: str
    severity: Severity
    product_ids: tuple[str, ...]
    what: str
    fix: str
    evidence: str = ""
