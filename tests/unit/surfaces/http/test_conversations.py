import threading

import pytest

from daogou.core.errors import NotFound
from daogou.guide.answer import Answer, Statement
from daogou.guide.memory import Memory, Said
from daogou.guide.message import Message
from daogou.guide.step import Step
from daogou.surfaces.http.conversations import KEEP_S, Conversations


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def echo(message: Message, memory: Memory) -> Step:
    said = Memory(turns=(*memory.turns, Said("shopper", message.text)), shopper_id=memory.shopper_id)
    return Step(Answer("find", "en", (Statement(message.text),)), said)


def test_what_a_turn_left_in_memory_is_found_by_the_next():
    kept = Conversations()
    token = kept.begin(Memory())
    kept.take(token, Message("one"), echo)
    step = kept.take(token, Message("two"), echo)
    assert [said.text for said in step.memory.turns] == ["one", "two"]


def test_conversations_know_nothing_of_each_other():
    kept = Conversations()
    first, second = kept.begin(Memory()), kept.begin(Memory())
    assert first != second
    kept.take(first, Message("one"), echo)
    assert len(kept.take(second, Message("two"), echo).memory.turns) == 1


def test_a_conversation_is_forgotten_after_a_silence_and_not_before():
    clock = Clock()
    kept = Conversations(clock)
    token = kept.begin(Memory())
    clock.now = KEEP_S - 1
    kept.take(token, Message("one"), echo)
    clock.now = 2 * KEEP_S - 2
    kept.take(token, Message("two"), echo)
    clock.now = 4 * KEEP_S
    with pytest.raises(NotFound, match="over"):
        kept.take(token, Message("three"), echo)


def test_of_too_many_the_one_silent_longest_goes():
    kept = Conversations(keep=2)
    first, second = kept.begin(Memory()), kept.begin(Memory())
    kept.take(first, Message("one"), echo)
    kept.begin(Memory())
    kept.take(first, Message("two"), echo)
    with pytest.raises(NotFound):
        kept.take(second, Message("three"), echo)


def test_a_shoppers_conversations_can_be_ended():
    kept = Conversations()
    token, other = kept.begin(Memory(shopper_id="mei")), kept.begin(Memory(shopper_id="li"))
    assert kept.forget("mei") == 1
    with pytest.raises(NotFound):
        kept.take(token, Message("one"), echo)
    kept.take(other, Message("one"), echo)


def test_messages_sent_at_once_come_one_after_another_and_none_is_lost():
    kept = Conversations()
    token = kept.begin(Memory())
    together = threading.Barrier(4)

    def say() -> None:
        together.wait()
        kept.take(token, Message("me too"), echo)

    threads = [threading.Thread(target=say) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(kept.take(token, Message("last"), echo).memory.turns) == 5
