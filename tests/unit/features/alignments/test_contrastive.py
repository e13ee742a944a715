"""The taught space: how much of it is trusted, and that serving computes what teaching taught."""

import subprocess
import sys
from types import SimpleNamespace

import numpy as np
import pytest

from daogou.core.progress import SILENT
from daogou.features.alignments import ROLE, Pairs
from daogou.features.heads import gelu
from daogou.features.rows import unit_rows

torch = pytest.importorskip("torch", reason="needs torch")

DIM = 6


class Text:
    space, dim = "text", DIM

    def encode(self, texts):
        seeds = [sum(text.encode()) for text in texts]
        rows = [np.random.default_rng(seed).normal(size=DIM) for seed in seeds]
        return unit_rows(np.array(rows, np.float32).reshape(-1, DIM))


def eye(classes=("cat", "dog")):
    def probabilities(rows):
        return np.tile(np.float32([0.25, 0.75]), (len(rows), 1))

    encoder = SimpleNamespace(space="eye", dim=DIM, classes=classes)
    return SimpleNamespace(space="eye", dim=DIM, encoder=encoder, probabilities=probabilities)


def pairs(count):
    rows = np.random.default_rng(0).normal(size=(count, DIM)).astype(np.float32)
    return Pairs(
        rows, [{"title en": (f"thing {n}",), "colour": ("red" if n % 2 else "blue",)} for n in range(count)]
    )


def fitted(count, classes=("cat", "dog"), **options):
    method = ROLE.open("contrastive", {"epochs": 1, **options})
    return method.fit(pairs(count), eye(classes), Text(), seed=0, progress=SILENT)


@pytest.fixture(scope="module")
def trusted():
    """As many pairs as are needed to trust the heads alone."""
    return fitted(60, trust_from=10, trust_all=60)


def test_few_pairs_teach_nothing_and_conse_places_pictures():
    alignment = fitted(49)
    assert (alignment.share, alignment.dim) == (0, DIM)
    classes = Text().encode(["cat", "dog"])
    expected = unit_rows(np.float32([[0.25, 0.75]]) @ classes)
    np.testing.assert_allclose(alignment.place_pictures(pairs(49).pictures)[:1], expected, atol=1e-6)


def test_between_few_and_many_likeness_is_a_blend():
    alignment = fitted(60, trust_from=40, trust_all=120)
    assert alignment.share == 0.25
    rows, texts = pairs(60).pictures, ["thing 7", "red"]
    vectors = Text().encode(texts)
    heads, conse = alignment.heads, alignment.conse
    taught = heads.picture(rows) @ heads.text(vectors, heads.words.rows(texts)).T
    untaught = conse.place_pictures(rows) @ conse.place_texts(vectors, texts).T
    blended = alignment.place_pictures(rows) @ alignment.place_texts(vectors, texts).T
    np.testing.assert_allclose(blended, 0.25 * taught + 0.75 * untaught, atol=1e-5)


def test_enough_pairs_need_no_conse(trusted):
    assert (trusted.share, trusted.conse) == (1, None)


def test_an_encoder_without_classes_trusts_the_heads_however_few_the_pairs():
    alignment = fitted(3, classes=())
    assert (alignment.share, alignment.conse) == (1, None)


def test_gelu_is_that_of_torch():
    x = np.linspace(-6, 6, 101, dtype=np.float32)
    expected = torch.nn.functional.gelu(torch.from_numpy(x), approximate="tanh").numpy()
    np.testing.assert_allclose(gelu(x), expected, atol=1e-6)


def test_numpy_serves_what_torch_taught():
    from daogou.features.contrastive_training import Recipe, _Teacher
    from daogou.features.lessons import lessons

    shop = pairs(40)
    taught = lessons(shop.captions, Text())
    teacher = _Teacher(shop.pictures, taught, Recipe(epochs=1, fewest_steps=20), 0)
    heads = teacher.teach(SILENT)
    teacher.picture.eval()
    teacher.text.eval()
    with torch.no_grad():
        pictures = teacher.picture(torch.from_numpy(shop.pictures)).numpy()
        texts = teacher.text(teacher.vectors, teacher.word_rows).numpy()
    np.testing.assert_allclose(heads.picture(shop.pictures), pictures, atol=1e-5)
    np.testing.assert_allclose(heads.text(taught.vectors, taught.word_rows), texts, atol=1e-5)


def test_teaching_leaves_the_random_state_of_torch_alone():
    torch.manual_seed(1)
    before = torch.random.get_rng_state()
    fitted(60, trust_from=10, trust_all=60)
    assert torch.equal(before, torch.random.get_rng_state())


def test_serving_does_not_import_torch(trusted, tmp_path):
    trusted.save(tmp_path)
    code = (
        "import sys; from types import SimpleNamespace as N; from pathlib import Path; import numpy as np\n"
        "from daogou.features.alignments import ROLE\n"
        f"a = ROLE.open('contrastive').load(Path({str(tmp_path)!r}), N(space='eye'))\n"
        f"a.place_pictures(np.ones((1, {DIM}), np.float32))\n"
        "sys.exit('torch' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
