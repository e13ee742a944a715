from dataclasses import replace

from daogou.assembly.handovers import Handovers
from daogou.guide.handing_over import summary_of
from daogou.guide.memory import Memory, Said

HANDOVER = summary_of(
    Memory(turns=(Said("shopper", "the zip broke"), Said("guide", "sorry", "complaint"))), "en"
)


def test_who_waits_is_kept_in_order_until_dealt_with(tmp_path):
    kept = Handovers(tmp_path)
    assert kept.waiting() == []
    kept.add(HANDOVER)
    kept.add(replace(HANDOVER, text="second 第二个"))
    assert [one["text"] for one in Handovers(tmp_path).waiting()] == [HANDOVER.text, "second 第二个"]
    assert kept.waiting()[0]["said"] == ["the zip broke"]
    assert kept.dealt_with(1)
    assert [one["text"] for one in kept.waiting()] == ["second 第二个"]


def test_there_is_nothing_to_deal_with_beyond_the_last(tmp_path):
    kept = Handovers(tmp_path)
    kept.add(HANDOVER)
    assert not kept.dealt_with(2)
    assert not kept.dealt_with(0)
    assert len(kept.waiting()) == 1
