import numpy as np
import pytest

from daogou.core.progress import SILENT
from daogou.features.text_encoders import ROLE

pytest.importorskip("gensim", reason="needs gensim")


KINDS = {  # kind of goods -> what is said of it
    "dress": ["summer", "floral", "silk", "蓝色"],
    "boots": ["winter", "leather", "lined", "tall"],
    "watch": ["steel", "quartz", "analogue", "gold"],
    "kettle": ["electric", "glass", "cordless", "litre"],
    "racket": ["tennis", "carbon", "light", "strung"],
}


def test_words_that_keep_the_same_company_come_close(tmp_path):
    random = np.random.default_rng(0)
    texts = [
        " ".join(random.permutation([kind, *random.choice(words, 2, replace=False)]))
        for kind, words in KINDS.items()
        for _ in range(200)
    ]
    encoder = ROLE.open("word2vec", {"path": str(tmp_path), "dim": 24, "epochs": 10})
    encoder.teach(texts, seed=1, progress=SILENT)
    kinds = encoder.encode(list(KINDS))
    for kind, words in enumerate(KINDS.values()):
        assert ((encoder.encode(words) @ kinds.T).argmax(axis=1) == kind).all()


def test_a_word_below_the_count_is_not_learnt(tmp_path):
    encoder = ROLE.open("word2vec", {"path": str(tmp_path), "dim": 4, "min_count": 2})
    encoder.teach(["red dress", "red boots", "red hat"], seed=1, progress=SILENT)
    assert not encoder.encode(["dress"]).any()
