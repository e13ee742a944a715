from daogou.recommend.evidence import Evidence
from daogou.recommend.explaining import explained
from daogou.recommend.history import history_of


class OneByOne:
    def explain(self, history, product):
        return (Evidence("neighbour", float(product), int(history.items[0])),)


class AllAtOnce(OneByOne):
    def explain_many(self, history, products):
        return [()] * len(products)


def test_who_can_only_explain_one_is_asked_for_each():
    found = explained(OneByOne(), history_of([4]), [2, 3])
    assert found == [(Evidence("neighbour", 2.0, 4),), (Evidence("neighbour", 3.0, 4),)]


def test_who_can_explain_many_is_asked_once():
    assert explained(AllAtOnce(), history_of([4]), [2, 3]) == [(), ()]
