from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daogou.language.encoder.encoder import Encoder
from daogou.language.encoder.model_file import ModelFile
from daogou.language.encoder.pieces import Cutter


@pytest.fixture(scope="module")
def cutter(model_file: Path) -> Cutter:
    return Cutter(ModelFile(model_file).vocabulary)


def test_pieces_know_where_they_stand(tiny: Encoder) -> None:
    text = "good bad"
    cut = tiny.base.cutter(text, most=20)
    assert cut.numbers == [0, 11, 12, 2]
    assert [text[start:end] for start, end in cut.places] == ["good", " bad"]


def test_what_is_put_before_the_text_has_no_place_in_it(tiny: Encoder) -> None:
    text = "good"
    cut = tiny.base.cutter(text, most=20, before="query: ")
    assert [text[start:end] for start, end in cut.places][-1] == "good"
    assert set(cut.places[:-1]) == {(0, 0)}
    assert len(cut.places) == len(cut.numbers) - 2


def test_other_spellings_and_several_blanks_are_one(cutter: Cutter) -> None:
    assert cutter("Ａ \t b", most=20).numbers == cutter("a b", most=20).numbers
    assert cutter(" a", most=20).numbers == cutter("a", most=20).numbers


def test_what_no_piece_covers_is_unknown_and_long_texts_are_cut_off(cutter: Cutter) -> None:
    assert cutter("z", most=20).numbers == [0, 4, 3, 2]
    assert cutter("good bad good bad", most=4).numbers == [0, 11, 12, 2]


@given(st.text(alphabet="abdgo z", max_size=7))
def test_no_other_cutting_is_likelier(cutter: Cutter, text: str) -> None:
    scores = dict(zip(cutter._of.numbers, map(float, cutter._of.scores), strict=True))
    letters, _ = cutter._spelt(text)

    def best(rest: str) -> float:
        if not rest:
            return 0.0
        cuts = [scores[rest[:n]] + best(rest[n:]) for n in range(1, len(rest) + 1) if rest[:n] in scores]
        return max([*cuts, cutter._unknown + best(rest[1:])])

    found = cutter._cut(letters)
    total = sum(scores.get(letters[s:e], cutter._unknown) for _, s, e in found)
    assert "".join(letters[s:e] for _, s, e in found) == letters
    assert total == pytest.approx(best(letters))
