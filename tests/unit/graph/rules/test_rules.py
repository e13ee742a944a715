"""Rules: parsed with named errors, run to the end, and what they found can be explained."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daogou.core.triple import Triple
from daogou.graph.facts import Fact
from daogou.graph.rules.book import BadRules, RuleBook, parse_rules, rule_book
from daogou.graph.rules.contradictions import contradictions
from daogou.graph.rules.reasoning import FactIndex, concluded, following, why
from daogou.language.concepts import concepts

BROADER = '[rules.up]\nwhen = "?a broader ?b, ?b broader ?c"\nthen = "?a broader ?c"\n'


def facts_of(conclusions):
    return {one.triple.fact: one.triple.confidence for one in conclusions}


def index_of(triples):
    return FactIndex(Fact(*one.fact, one.confidence, (one.source,)) for one in triples)


def test_broader_is_followed_to_the_end():
    chain = [Triple(f"c:{n}", "broader", f"c:{n + 1}") for n in range(5)]
    found = facts_of(concluded(chain, parse_rules(BROADER)))
    stated = {one.fact for one in chain}
    everything = {(f"c:{a}", "broader", f"c:{b}") for a in range(6) for b in range(a + 1, 6)}
    assert found.keys() | stated == everything


def test_a_circle_of_rules_comes_to_an_end():
    book = parse_rules(BROADER.replace("[rules.up]", "[rules.up]\nconfidence = 0.9"))
    circle = [Triple(f"c:{n}", "broader", f"c:{(n + 1) % 3}", 0.5) for n in range(3)]
    found = facts_of(concluded(circle, book))
    assert set(found) == {(f"c:{n}", "broader", f"c:{(n + 2) % 3}") for n in range(3)}
    assert all(sure == pytest.approx(0.45) for sure in found.values())


@given(st.sets(st.tuples(st.integers(0, 5), st.integers(0, 5)).filter(lambda e: e[0] != e[1]), max_size=12))
def test_transitive_closure_is_that_of_warshall(edges):
    reach = {(a, b) for a, b in edges}
    for middle in range(6):
        reach |= {(a, b) for a in range(6) for b in range(6) if (a, middle) in reach and (middle, b) in reach}
    stated = [Triple(f"c:{a}", "broader", f"c:{b}") for a, b in edges]
    found = facts_of(concluded(stated, parse_rules(BROADER))).keys() | {one.fact for one in stated}
    assert found == {(f"c:{a}", "broader", f"c:{b}") for a, b in reach if a != b}


def test_a_conclusion_is_as_sure_as_its_rule_and_its_weakest_premise_and_knows_them():
    book = parse_rules(
        '[rules.season]\nwhen = "?p has_category ?c, ?c for_season ?s"\n'
        'then = "?p for_season ?s"\nconfidence = 0.8\n'
    )
    said = [
        Triple("product:1", "has_category", "category:coat", 0.9),
        Triple("category:coat", "for_season", "season:winter", 0.5),
    ]
    (found,) = concluded(said, book)
    assert found.triple == Triple("product:1", "for_season", "season:winter", 0.5 * 0.8, "rule:season")
    assert found.premises == (said[0].fact, said[1].fact)
    assert why(found.triple, book, index_of(said).lookup) == found.premises
    assert why(found.triple, book, index_of(said[:1]).lookup) == ()


def test_what_an_earlier_run_found_is_found_anew_or_not_at_all():
    old = Triple("c:1", "broader", "c:9", 1.0, "rule:up")
    assert concluded([old, Triple("c:9", "broader", "c:10")], parse_rules(BROADER)) == []


def shopper(*ratings):
    for number, stars in enumerate(ratings):
        product = f"product:{number}"
        yield Triple("shopper:1", "bought", product)
        yield Triple("shopper:1", "rated", product, stars / 5)
        yield Triple(product, "made_by", "brand:x")


def test_three_liked_buys_of_a_brand_are_a_preference():
    found = facts_of(concluded(shopper(5, 4, 5, 1), rule_book()))
    assert found["shopper:1", "prefers", "brand:x"] == pytest.approx(0.9 * 0.8)  # the third best has 4 stars


def test_two_liked_buys_of_a_brand_are_none():
    assert ("shopper:1", "prefers", "brand:x") not in facts_of(concluded(shopper(5, 4, 3), rule_book()))


def test_a_product_inherits_what_is_known_of_its_category_and_of_its_kinds():
    said = [
        Triple("product:1", "has_category", "category:jeggings"),
        Triple("category:jeggings", "broader", "category:jeans"),
    ]
    found = facts_of(concluded(said, rule_book()))
    assert found["product:1", "has_category", "category:jeans"] == 1.0
    assert found["product:1", "made_of", "material:denim"] == pytest.approx(0.9)


OUTFIT = (
    Triple("product:dress", "has_category", "category:dress"),
    Triple("product:dress", "has_colour", "colour:black"),
    Triple("product:dress", "for_audience", "audience:women"),
    *(
        Triple(f"product:{name}", relation, tail)
        for name, hue in (("heels", "red"), ("clash", "purple"))
        for relation, tail in (
            ("has_category", "category:heels"),
            ("has_colour", f"colour:{hue}"),
            ("for_audience", "audience:women"),
        )
    ),
)


def test_an_outfit_is_made_of_categories_that_go_together_in_colours_that_do():
    index = index_of([*OUTFIT, *rule_book().known])
    found = following(rule_book().rule("outfit"), index.lookup, "product:dress")
    assert [one.triple.tail for one in found] == ["product:heels"]
    assert found[0].triple.confidence == pytest.approx(0.7)
    assert not any(one.triple.source == "rule:outfit" for one in concluded(OUTFIT, rule_book()))


def test_text_and_picture_contradict_each_other():
    cotton = Triple("product:1", "made_of", "material:cotton", 0.9, "feed:titles.en", (4, 10))
    leather = Triple("product:1", "made_of", "material:leather", 0.7, "picture:1.jpg")
    (found,) = contradictions([cotton, leather], rule_book())
    assert (found.one, found.other) == ((cotton,), (leather,))


def test_a_mix_a_kind_and_a_conclusion_contradict_nothing():
    mix = [Triple("product:1", "made_of", f"material:{m}", 1.0, "feed:material") for m in ("wool", "leather")]
    kind = [
        Triple("product:2", "made_of", "material:wool", 1.0, "feed:material"),
        Triple("product:2", "made_of", "material:cashmere", 1.0, "picture:2"),
        Triple("material:cashmere", "broader", "material:wool", 1.0, "ontology"),
    ]
    inherited = [
        Triple("product:3", "made_of", "material:leather", 1.0, "feed:material"),
        Triple("product:3", "made_of", "material:cotton", 1.0, "rule:x"),
    ]
    assert contradictions([*mix, *kind, *inherited], rule_book()) == []


def test_the_kind_of_an_excluded_value_is_excluded_too():
    said = [
        Triple("product:2", "made_of", "material:cotton", 1.0, "feed:material"),
        Triple("product:2", "made_of", "material:cashmere", 1.0, "picture:2"),
        Triple("material:cashmere", "broader", "material:wool", 1.0, "ontology"),
    ]
    assert len(contradictions(said, rule_book())) == 1


def test_a_functional_relation_has_one_value():
    said = [Triple("product:1", "made_by", f"brand:{one}", 1.0, f"feed:{one}") for one in ("acme", "other")]
    assert len(contradictions(said, rule_book())) == 1
    assert contradictions(said, RuleBook()) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("rules = [", "TOML"),
        ("colour = 1", "colour"),
        ('[rules.x]\nwhen = "?a made_of"\nthen = "?a made_of ?b"', "Rule 'x'.*no pattern"),
        ('[rules.x]\nwhen = "?a made_of ?b"\nthen = "?a made_of ?c"', r"\?c is in no pattern"),
        ('[rules.x]\nwhen = "?a made_of ?b"\nthen = "?a made_of ?b"\nconfidence = 2', "confidence 2"),
        ('[rules.x]\nwhen = "?a made_of ?b"\nthen = "?a made_of ?b, ?b broader ?a"', "one plain pattern"),
        ('[rules.x]\nwhen = "?a made_of ?b"\nthen = "?a made_of ?b"\nat_least = 3', "at_least"),
        ('[rules.x]\nwhen = "?a Made ?b"\nthen = "?a made_of ?b"', "no relation"),
        ('[rules.x]\nif = "?a made_of ?b"\nthen = "?a made_of ?b"', "unknown key 'if'"),
        ('[known]\nfacts = ["?a made_of material:wool"]', "no variables"),
        ('[complements]\ncolours = ["black"]', "complements"),
        ('[[disjoint]]\nrelation = "made_of"\nvalues = ["material:wool"]', "disjoint"),
    ],
)
def test_a_bad_rule_file_is_refused_by_name(text, message):
    with pytest.raises(BadRules, match=message):
        parse_rules(text)


def test_the_shipped_rules_speak_of_concepts_that_exist():
    known = concepts()
    ends = {end for one in rule_book().known for end in (one.head, one.tail)}
    ends |= {value for group in rule_book().disjoint for value in group.values}
    assert [end for end in sorted(ends) if known.get(*end.split(":", 1)) is None] == []


def test_a_rule_of_one_pattern_minds_what_must_differ():
    book = parse_rules('[rules.back]\nwhen = "?a likes ?b, ?b != c:x"\nthen = "?b likes ?a"\n')
    found = facts_of(concluded([Triple("c:a", "likes", "c:b"), Triple("c:a", "likes", "c:x")], book))
    assert set(found) == {("c:b", "likes", "c:a")}


def test_rules_find_the_same_whichever_of_their_patterns_has_fewer_facts():
    book = parse_rules('[rules.kind]\nwhen = "?p made_of ?m, ?m broader ?n"\nthen = "?p made_of ?n"\n')
    made = [Triple(f"p:{n}", "made_of", "m:wool") for n in range(5)]
    broader = [Triple(f"m:{n}", "broader", "m:fibre") for n in ("wool", "silk", "hemp")]
    few, many = (facts_of(concluded([*made[:count], *broader], book)) for count in (2, 5))
    assert set(few) == {(f"p:{n}", "made_of", "m:fibre") for n in range(2)}
    assert set(many) == {(f"p:{n}", "made_of", "m:fibre") for n in range(5)}
