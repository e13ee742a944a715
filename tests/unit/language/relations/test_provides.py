import pytest

from daogou.language.loglinear import Schedule
from daogou.language.relations.provides import Sentence, load_provides, train_provides

COMPANIES, GOODS = ["Acme", "Borealis", "Cirrus", "Delta"], ["valves", "sensors", "cameras", "lamps"]


def says(company: str, verb: str, product: str) -> Sentence:
    return Sentence((company, verb, "many", product, "."), (0, 1), (3, 4))


@pytest.fixture(scope="module")
def judge():
    sentences = [says(c, v, p) for c in COMPANIES for p in GOODS for v in ("makes", "buys")]
    provided = [s.words[1] == "makes" for s in sentences]
    return train_provides(sentences, provided, seed=0, schedule=Schedule(epochs=30))


def test_it_learns_the_verb_and_not_the_names(judge):
    assert judge(says("Zeta", "makes", "kettles")) > 0.8
    assert judge(says("Zeta", "buys", "kettles")) < 0.2


def test_places_outside_the_sentence_are_survived(judge):
    assert 0 <= judge(Sentence(("a",), (0, 1), (7, 9))) <= 1


def test_what_is_saved_judges_the_same(judge, tmp_path):
    judge.save(tmp_path / "p.npz")
    sentence = says("Zeta", "makes", "lamps")
    assert load_provides(tmp_path / "p.npz")(sentence) == pytest.approx(judge(sentence), abs=1e-2)
