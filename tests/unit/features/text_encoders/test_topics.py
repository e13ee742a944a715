import numpy as np
import pytest

from daogou.core.progress import SILENT
from daogou.features.text_encoders import ROLE

pytest.importorskip("sklearn", reason="needs scikit-learn")
DRESSES = ["red summer dress", "blue summer dress", "floral summer dress", "夏季 连衣裙 summer dress"]
BOOTS = ["black leather boots", "brown leather boots", "tall leather boots", "皮革 靴子 leather boots"]


@pytest.fixture(scope="module")
def topics(tmp_path_factory):
    encoder = ROLE.open(
        "topics", {"path": str(tmp_path_factory.mktemp("topics")), "topics": 2, "min_texts": 1}
    )
    encoder.teach((DRESSES + BOOTS) * 3, seed=0, progress=SILENT)
    return encoder


def test_two_kinds_of_texts_give_two_topics_in_readable_words(topics):
    first, second = sorted((set(words[:2]) for words in topics.topic_words()), key=min)
    assert first == {"boots", "leather"}
    assert second == {"dress", "summer"}


def test_the_words_of_the_topics_lie_in_a_file(tmp_path):
    encoder = ROLE.open("topics", {"path": str(tmp_path), "topics": 2, "min_texts": 1})
    encoder.teach((DRESSES + BOOTS) * 3, seed=0, progress=SILENT)
    lines = (tmp_path / "topics.txt").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 2
    assert any("summer" in line for line in lines)


def test_a_text_speaks_of_its_own_topic(topics):
    rows = topics.encode(["dress", "boots", "a dress with boots"])
    assert (rows >= 0).all()
    assert rows[0].argmax() != rows[1].argmax()
    assert rows[0].max() > 0.99
    assert rows[2].min() > 0.3


def test_shares_are_the_non_negative_least_squares(tmp_path):
    optimize = pytest.importorskip("scipy.optimize", reason="needs scipy")
    encoder = ROLE.open("topics", {"path": str(tmp_path), "topics": 4, "min_texts": 1})
    encoder.teach((DRESSES + BOOTS) * 3, seed=0, progress=SILENT)
    with np.load(tmp_path / "learnt.npz") as stored:
        basis, words = stored["topics"], stored["words"].tobytes().decode().split("\n")
        idf = stored["idf"]
    for text in DRESSES[:3] + BOOTS[:3]:
        target = np.zeros(len(words))
        for word in text.split():
            target[words.index(word)] = idf[words.index(word)]
        exact, _ = optimize.nnls(basis, target / np.linalg.norm(target))
        assert encoder.encode([text])[0] @ exact / np.linalg.norm(exact) > 0.999
