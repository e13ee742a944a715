from daogou.graph.cardinality import asks_for_one


def test_a_relation_asks_for_one_where_nearly_all_heads_have_one_tail():
    assert asks_for_one([1, 1, 1, 1, 2])
    assert not asks_for_one([1, 1, 1, 2])
    assert not asks_for_one([])
