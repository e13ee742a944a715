from hypothesis import given
from hypothesis import strategies as st

from daogou.language.aligned import aligned_atoms
from daogou.language.tokens import phrase_key


def test_atoms_are_found_in_place_though_normalising_changes_lengths():
    text = "Women’s ㎝ Ｔ恤 連衣裙"
    assert [(a.stem, text[a.start : a.end]) for a in aligned_atoms(text)] == [
        ("women", "Women"),
        ("cm", "㎝"),
        ("t", "Ｔ"),
        ("恤", "恤"),
        ("连", "連"),
        ("衣", "衣"),
        ("裙", "裙"),
    ]


@given(st.text(alphabet="abcd XYZ-'红裙子領V", max_size=30))
def test_atoms_without_numbers_are_those_of_the_phrase_key(text):
    assert tuple(a.stem for a in aligned_atoms(text)) == phrase_key(text)


@given(st.text(max_size=40))
def test_places_ascend_and_lie_in_the_text(text):
    atoms = aligned_atoms(text)
    assert all(0 <= a.start < a.end <= len(text) for a in atoms)
    assert [a.start for a in atoms] == sorted(a.start for a in atoms)
