import numpy as np
import pytest

from daogou.fit.body.measures import body_of
from daogou.fit.learned.shop import Worn, learn_shop, load_shop
from daogou.fit.sizes.advisor import SizeAdvisor
from daogou.fit.sizes.charts import SizeChart
from daogou.fit.sizes.garments import SizedGarment

CHART = SizeChart("Dresses", "women", {size: {"bust": 80.0 + 4 * at} for at, size in enumerate("SMLX")})
TRUE, SMALL = SizedGarment(CHART, "true"), SizedGarment(CHART, "runs small")


def worn(count=700):
    """Of two dresses with one chart: one is true to it, the other a size too small."""
    chance = np.random.default_rng(0)
    for one in range(count):
        bust = chance.uniform(80, 92)
        garment = (TRUE, SMALL)[one % 2]
        at = int(np.clip(np.round((bust - 80) / 4 + chance.normal(0, 0.7)), 0, 3))
        felt = (bust - 80) / 4 - at + (garment is SMALL) + chance.normal(0, 0.3)
        verdict = "small" if felt > 0.7 else "large" if felt < -0.7 else "right"
        yield Worn(f"s{one % 200}", garment, "SMLX"[at], body_of({"bust": bust}, "women"), verdict)


@pytest.fixture(scope="module")
def learnt():
    return learn_shop([*worn(), Worn("s1", TRUE, "no such size", body_of({}), "small")])


def test_a_shop_learns_that_a_garment_runs_small(learnt):
    body = body_of({"bust": 84}, "women")
    assert SizeAdvisor(TRUE, learnt).advise(body).best == "M"
    advice = SizeAdvisor(SMALL, learnt).advise(body)
    assert advice.best == "L"
    assert "learnt from 350 wearings" in next(r for r in advice.reasons if r.kind == "learnt").text("en")


def test_what_is_kept_advises_alike(learnt, tmp_path):
    learnt.save(tmp_path / "fit")
    body = body_of({"bust": 84}, "women")
    assert (load_shop(tmp_path / "fit").chances(SMALL, body, "s3") == learnt.chances(SMALL, body, "s3")).all()
