"""Where what an answer rests on can be looked up: a page of this shop, if there is one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import quote

from daogou.guide.answer import Evidence
from daogou.surfaces.http.cards import page_address
from daogou.surfaces.web.facts import evidence_address


@dataclass(frozen=True, slots=True)
class Source:
    """``href`` is empty where no page shows it: orders, and what the shopper said themselves."""

    kind: str
    text: str
    href: str


def sources_of(because: Iterable[Evidence], is_product: Callable[[str], bool]) -> list[Source]:
    """Each once, in order."""
    return [
        Source(one.kind, one.text, _address(one.source, is_product)) for one in dict.fromkeys(list(because))
    ]


def _address(source: str, is_product: Callable[[str], bool]) -> str:
    kind, _, where = source.partition(":")
    match kind:
        case "product" | "review":
            found = _product(where, is_product)
            return found and page_address(found) + ("#reviews" if kind == "review" else "")
        case "policy":
            name, _, heading = where.partition("#")
            return f"/policies/{quote(name, safe='')}" + (f"#{quote(heading)}" if heading else "")
        case "graph":
            head, _, rest = where.partition(" ")
            relation, _, tail = rest.partition(" ")
            return evidence_address(head, relation, tail) if tail else ""
        case _:
            return ""


def _product(where: str, is_product: Callable[[str], bool]) -> str:
    """The longest beginning, up to a slash, that is a product: ids may hold slashes themselves."""
    while where and not is_product(where):
        where = where.rpartition("/")[0]
    return where
