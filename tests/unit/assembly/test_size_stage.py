"""What a build learns of sizes: counted, modelled where bodies are known, and told where it is too little."""

import json
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from daogou.assembly.steps import ingest, size
from daogou.assembly.stylist import Stylist
from daogou.catalogue import snapshot
from daogou.core.event import Event
from daogou.core.product import Product, Variant
from daogou.core.settings import Settings
from daogou.fit.body.measures import body_of
from daogou.fit.sizes.garments import purchases
from daogou.language.concepts import concepts

CHARTS = {"charts": {"Dresses": {"women": {name: {"bust": 80 + 4 * at} for at, name in enumerate("SMLX")}}}}
START = datetime(2026, 1, 1, tzinfo=UTC)


def dress(name):
    variants = tuple(Variant(f"{name}-{one}", {"size": one}) for one in "SMLX")
    return Product(name, {"en": name}, category=("Dresses",), variants=variants)


PRODUCTS = (dress("true"), dress("narrow"), dress("new"))


def happened(count=300, uneven=False):
    """A dress that is true to its chart and a narrow one; every shopper said their bust.

    ``uneven``: the narrow one is so for larger people only, and too wide for smaller ones.
    """
    chance, bodies, events = np.random.default_rng(0), {}, []
    for one in range(count):
        who, name = f"shopper-{one}", ("true", "narrow")[one % 2]
        bust = float(chance.uniform(80, 92))
        at = int(np.clip(np.round((bust - 80) / 4 + chance.normal(0, 0.7)), 0, 3))
        off = (1 if bust > 86 or not uneven else -1) * (name == "narrow")
        felt = (bust - 80) / 4 - at + off + chance.normal(0, 0.3)
        day = START + timedelta(minutes=20 * one)
        bodies[who] = {"bust_cm": bust}
        events.append(Event(f"b{one}", who, "buy", name, day, 1.0, f"{name}-{'SMLX'[at]}"))
        if abs(felt) > 0.7:
            text = "too small" if felt > 0 else "too large"
            events.append(Event(f"r{one}", who, "return", name, day + timedelta(days=3), 1.0, text))
    events.append(Event("last", "nobody", "view", "true", START + timedelta(days=90)))
    return events, bodies


@pytest.fixture(scope="module")
def frozen(tmp_path_factory):
    folder = tmp_path_factory.mktemp("ingest")
    snapshot.write_snapshot(folder, PRODUCTS)
    (folder / ingest.SIZE_CHARTS).write_text(json.dumps(CHARTS))  # sizes in their order
    return folder


def learnt(frozen, out, events, bodies):
    out.mkdir()
    size.run(out, frozen, events, bodies, 0)
    return size.experience_in(out)


def stylist(tmp_path, experience):
    return Stylist(
        tmp_path, Settings(), concepts(), lambda: PRODUCTS, lambda: CHARTS, experience=lambda: experience
    )


@pytest.fixture(scope="module")
def modelled(frozen, tmp_path_factory):
    """What only a model can tell: counts of the whole garment say that it is true to its chart."""
    folder = tmp_path_factory.mktemp("modelled") / "size"
    return folder, learnt(frozen, folder, *happened(1200, uneven=True))


def test_what_differs_by_body_is_learnt_and_says_on_what_it_rests(modelled, tmp_path):
    _, known = modelled
    assert known.model is not None
    body = body_of({"bust": 89}, "women")
    assert stylist(tmp_path, None).size(PRODUCTS[1], body).best == "L"
    advice = stylist(tmp_path, known).size(PRODUCTS[1], body)
    assert advice.best == "X"
    told = {reason.kind: reason.text("en") for reason in advice.reasons}
    assert told["learnt"] == "learnt from 600 wearings of this garment in this shop"
    assert told["purchases"].startswith("of 600 purchases of it in this shop that tell")


def test_a_garment_that_comes_back_as_too_small_is_advised_larger_without_a_model(frozen, tmp_path):
    known = learnt(frozen, tmp_path / "size", *happened())
    assert known.model is None  # it told less than chart and counts did
    body = body_of({"bust": 84}, "women")
    assert stylist(tmp_path, known).size(PRODUCTS[0], body).best == "M"
    assert stylist(tmp_path, known).size(PRODUCTS[1], body).best == "L"


def test_what_nobody_bought_goes_by_the_chart_and_says_so(frozen, tmp_path):
    known = learnt(frozen, tmp_path / "size", *happened())
    body = body_of({"bust": 84}, "women")
    advice = stylist(tmp_path, known).size(PRODUCTS[2], body)
    by_chart = stylist(tmp_path, None).size(PRODUCTS[2], body)
    assert advice.sizes == by_chart.sizes
    assert [reason.kind for reason in advice.reasons][-1] == "no_purchases"
    assert "the size chart is taken as it stands" in advice.reasons[-1].text("en")


def test_too_few_purchases_move_nothing_and_are_counted(frozen, tmp_path):
    events = [
        Event("1", "ann", "buy", "narrow", START, 1.0, "M"),
        Event("2", "ann", "return", "narrow", START + timedelta(days=2), 1.0, "太小"),
    ]
    known = learnt(frozen, tmp_path / "size", events, {"ann": {"bust_cm": 84.0}})
    assert known.model is None
    assert known.counts == {"narrow": purchases(small=1)}
    body = body_of({"bust": 84}, "women")
    advice = stylist(tmp_path, known).size(PRODUCTS[1], body)
    assert advice.sizes == stylist(tmp_path, None).size(PRODUCTS[1], body).sizes
    assert "只有 1 次" in advice.reasons[-1].text("zh")


def test_without_measures_no_model_is_learnt_but_purchases_count(frozen, tmp_path):
    events, _ = happened()
    known = learnt(frozen, tmp_path / "size", events, {})
    assert known.model is None
    assert known.of("narrow").small > 30


def test_no_shoppers_id_is_kept(modelled):
    folder, _ = modelled
    with np.load(folder / size.MODEL, allow_pickle=False) as kept:
        said = " ".join(str(kept[name]) for name in kept.files if kept[name].dtype.kind == "U")
    assert "shopper-" not in said


def test_a_release_without_the_stage_knows_nothing(tmp_path):
    assert size.experience_in(tmp_path) is None
