from daogou.language.concepts import concepts
from daogou.language.entities.combined import Combined
from daogou.language.entities.gazetteer import Gazetteer
from daogou.language.entities.linking import Linker, Thing
from daogou.language.entities.mention import Mention


def tagger(text: str) -> list[Mention]:
    """Takes every capitalised word for a brand."""
    words = [(text.index(w), w) for w in text.split() if w[0].isupper()]
    return [Mention(start, start + len(w), w, "brand", "", 0.8) for start, w in words]


def test_names_come_first_and_the_tagger_fills_in():
    found = Combined(Gazetteer(concepts()), tagger)("Zorva Red coat")
    assert [(m.text, m.kind, m.id) for m in found] == [
        ("Zorva", "brand", ""),
        ("Red", "colour", "red"),
        ("coat", "category", "coat"),
    ]


def test_what_the_tagger_sees_is_linked():
    both = Combined(Gazetteer(concepts()), tagger, Linker([Thing("brand", "zorva", ("Zorva",))]))
    first = both("Zorva red coat")[0]
    assert (first.id, first.confidence) == ("zorva", 0.8)
