"""A drawn shop's knowledge graph: built, asked, corrected by its owner, built again."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from daogou.assembly.build import build_shop
from daogou.assembly.intake import import_events, import_feed_events
from daogou.assembly.open import ServedShop, open_shop
from daogou.catalogue.store import open_catalogue
from daogou.core.entity import kind_of
from daogou.core.errors import NotFound
from daogou.graph.vocabulary import BadVocabulary

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def folder(drawn_shop: Callable[..., Path]) -> Path:
    return drawn_shop()


def facts_of(shop: ServedShop, product_id: str) -> dict[tuple[str, str], tuple[str, ...]]:
    return {
        (fact.relation, fact.tail): fact.sources
        for fact in shop.graph().neighbours(f"product:{product_id}", direction="out")
    }


def test_fields_words_pictures_events_and_rules_speak_of_a_product(folder: Path) -> None:
    shop = open_shop(folder)
    families = {triple.source.partition(":")[0] for triple in shop.graph().triples()}
    assert {"feed", "text", "picture", "events", "rule", "ontology"} <= families
    product = [p for p in shop.snapshot if p.attributes.get("colour")][-1]  # the owner corrects the first
    assert any(
        relation == "has_colour" and "feed:colour" in sources
        for (relation, _), sources in facts_of(shop, product.id).items()
    )
    assert shop.graph().counts().entities["product"] == len(shop.snapshot)


def test_a_second_build_changes_nothing(folder: Path) -> None:
    before = open_shop(folder).release
    assert build_shop(folder).id == before


def test_a_picture_is_annotated_and_asked_about(folder: Path) -> None:
    shop = open_shop(folder)
    product = next(p for p in shop.snapshot if p.category[-1] == "Dresses" or "dress" in p.id)
    picture = np.asarray(Image.open(shop.picture(product.id)).convert("RGB"))
    kinds = {label.kind for label in shop.annotate(picture).labels}
    assert {"category", "colour"} <= kinds
    reply = shop.ask(picture, "多少钱？", "zh")
    assert not reply.refused
    assert reply.because
    assert shop.ask(picture, "Who wrote Hamlet?", "en").refused


def test_the_owners_word_is_in_the_next_build(folder: Path) -> None:
    shop = open_shop(folder)
    product = shop.snapshot[0]
    facts = facts_of(shop, product.id)
    wrong = next((relation, tail) for (relation, tail) in facts if relation == "has_colour")
    shop.decide(f"product:{product.id}", *wrong, accepted=False)
    shop.decide(f"product:{product.id}", "for_occasion", "occasion:wedding", accepted=True)
    build_shop(folder)
    now = facts_of(open_shop(folder), product.id)
    assert wrong not in now
    assert now["for_occasion", "occasion:wedding"] == ("owner",)


def test_a_decision_about_nothing_known_is_refused(folder: Path) -> None:
    shop = open_shop(folder)
    with pytest.raises(NotFound, match="no entity"):
        shop.decide("product:nobody", "has_colour", "colour:red", accepted=True)
    with pytest.raises(BadVocabulary):
        shop.decide(f"product:{shop.snapshot[0].id}", "has_color", "colour:red", accepted=True)
    with pytest.raises(BadVocabulary):
        shop.decide("colour:red", "has_colour", f"product:{shop.snapshot[0].id}", accepted=True)


def test_an_erased_shopper_is_gone_with_the_next_build(folder: Path) -> None:
    before = open_shop(folder)
    known = sorted(e.id for e in before.graph().entities() if e.kind == "shopper")
    leaving = known[0].partition(":")[2]
    shoppers = before.shoppers()
    assert shoppers.recent(leaving)
    others = sum(event.shopper_id != leaving for event in shoppers.events("improve"))
    shoppers.erase(leaving, datetime.now(UTC))
    assert not shoppers.erasure(leaving).is_done
    assert f"shopper:{leaving}" in before.graph().get([f"shopper:{leaving}"])  # the old release still knows

    release = build_shop(folder)
    now = open_shop(folder)
    assert sorted(e.id for e in now.graph().entities() if e.kind == "shopper") == known[1:]
    assert not now.graph().neighbours(f"shopper:{leaving}")
    done = now.shoppers().erasure(leaving)
    assert (done.release, done.is_done) == (release.id, True)
    assert release.id != before.release
    assert import_feed_events(folder) is None  # the feed has not changed
    again = import_events(folder, folder / "feed" / "events.jsonl")
    assert (again.new, {one.reason for one in again.rejections}) == (0, {"erased"})
    assert sum(1 for _ in now.shoppers().events("improve")) == others
    assert build_shop(folder).id == release.id


def test_who_does_not_want_to_improve_the_shop_is_not_in_its_graph(folder: Path) -> None:
    shop = open_shop(folder)
    declining = max(e.id for e in shop.graph().entities() if e.kind == "shopper")
    shop.shoppers().set_consent(declining.partition(":")[2], "improve", False, datetime.now(UTC))
    build_shop(folder)
    assert declining not in open_shop(folder).graph().get([declining])


def test_a_removed_product_leaves_nothing_behind(folder: Path) -> None:
    gone = open_shop(folder).snapshot[1].id
    open_catalogue(folder).delete([gone])
    build_shop(folder)
    graph = open_shop(folder).graph()
    ends = {end for triple in graph.triples() for end in (triple.head, triple.tail)}
    assert f"product:{gone}" not in ends
    named = {entity.id for entity in graph.entities()}
    assert not {name for name in named - ends if kind_of(name) != "product"}
