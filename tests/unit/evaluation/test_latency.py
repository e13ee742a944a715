from daogou.core.query import Query
from daogou.evaluation.latency import drawn_queries, milliseconds, p50_p99, ticked
from daogou.sources.demo.products import demo_products


def test_draws_the_same_queries_from_the_same_seed_in_both_languages():
    products = list(demo_products(30, 1))
    queries = drawn_queries(products, 16, 5)
    assert queries == drawn_queries(products, 16, 5)
    assert {query.language for query in queries} == {"en", "zh"}
    assert all(query.text for query in queries)


def test_ticked_queries_have_the_same_words_and_filters():
    query = Query("dress")
    (filtered,) = ticked([query], [], 3)
    assert filtered.text == "dress"
    assert {constraint.field for constraint in filtered.filters} == {"price", "audience"}


def test_every_query_is_asked_once_and_timed():
    asked = []
    times = milliseconds(asked.append, [Query("a"), Query("b")])
    assert [query.text for query in asked] == ["a", "b"]
    assert all(time_ms >= 0 for time_ms in times)


def test_percentiles_are_named_with_their_unit():
    found = p50_p99("words", [1.0, 2.0, 3.0])
    assert found["words_p50_ms"] == 2.0
    assert 2.0 < found["words_p99_ms"] <= 3.0
