from collections.abc import Sequence

import numpy as np

from daogou.assembly.wording import Wording, surest
from daogou.core.product import Product
from daogou.core.progress import SILENT
from daogou.core.settings import GraphSection
from daogou.core.triple import Triple
from daogou.graph.decisions import Decision
from daogou.language.concepts import concepts


class Wordless:
    """An encoder to which all texts are alike."""

    space = "none"
    dim = 1

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        return np.ones((len(texts), 1), np.float32)


def rod(number: int, *, told: bool = True) -> Product:
    action = ("Fast", "Slow", "Parabolic")[number % 3]
    title = f"Arta {action} action rod {number} black"
    attributes = {"Action": (action,), "colour": ("Black",)} if told else {"colour": ("Black",)}
    return Product(f"r{number}", {"en": title}, category=("Fishing", "Rods"), attributes=attributes)


def wording(*products: Product, decisions: Sequence[Decision] = (), **graph: object) -> Wording:
    section = GraphSection.model_validate(graph)
    return Wording(products, concepts(), section, Wordless(), decisions, seed=0)


def test_what_a_field_leaves_out_is_filled_from_the_title_where_the_owner_wants_the_attribute() -> None:
    shop = [*map(rod, range(60)), rod(61, told=False)]
    (found,) = wording(*shop, attributes=["action"]).filled(SILENT)
    entity, triple = found
    assert (triple.head, triple.relation, triple.tail) == ("product:r61", "has_action", "action:slow")
    assert triple.source == "text:titles.en"
    assert 0.8 <= triple.confidence <= 1
    assert entity.labels["en"] == "Slow"


def test_nothing_is_filled_that_no_one_asked_for() -> None:
    shop = [*map(rod, range(60)), rod(61, told=False)]
    assert list(wording(*shop).filled(SILENT)) == []
    assert list(wording(*shop, attributes=["action"], learn_values=False).filled(SILENT)) == []


def test_an_accepted_brand_is_stated_of_every_product_whose_title_names_it() -> None:
    coats = [Product(f"c{n}", {"en": f"Zorva wool coat {n}"}) for n in range(3)]
    accepted = Decision("product:c0", "made_by", "brand:zorva", accepted=True)
    read = wording(*coats, decisions=[accepted])
    stated = list(read.stated(SILENT))
    made = {triple.head for triple in stated if triple.tail == "brand:zorva"}
    assert made == {"product:c0", "product:c1", "product:c2"}
    (brand,) = read.accepted_brands(stated)
    assert (brand.id, brand.label()) == ("brand:zorva", "Zorva")


def test_a_brand_that_a_field_names_is_not_the_owners_own() -> None:
    told = Product("c0", {"en": "Zorva coat"}, brand="Zorva")
    accepted = Decision("product:c1", "made_by", "brand:zorva", accepted=True)
    assert wording(told, decisions=[accepted]).accepted_brands([]) == []


def test_no_brands_are_looked_for_where_the_settings_say_so() -> None:
    assert wording(rod(1), new_brands=False).new_brands(SILENT) == []


def test_of_a_sources_statements_of_a_fact_the_surest_is_kept() -> None:
    def said(confidence: float, source: str = "text:titles.en") -> Triple:
        return Triple("product:1", "has_colour", "colour:red", confidence, source)

    assert surest([said(0.5), said(0.9), said(0.7), said(0.2, "text:titles.zh")]) == [
        said(0.9),
        said(0.2, "text:titles.zh"),
    ]
