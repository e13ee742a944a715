"""A graph that cannot be opened says why, and what to do."""

import subprocess
import sys

import pytest

from daogou.core.errors import NotBuilt
from daogou.core.triple import Triple
from daogou.graph.refusal import StoreUnavailable
from daogou.graph.stores import ROLE
from daogou.graph.vocabulary import vocabulary
from daogou.language.relations.vocabulary import RELATION_OF

HOLD = """
import sys
from pathlib import Path
from daogou.graph.stores import ROLE
store = ROLE.open("ladybug").open(Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.read()
"""


def test_a_graph_that_another_process_writes_is_not_opened_for_writing(tmp_path):
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(StoreUnavailable) as error:
            ROLE.open("ladybug").open(tmp_path)
        assert "Another process" in error.value.hint
        holder.stdin.close()
    ROLE.open("ladybug").open(tmp_path).close()


@pytest.mark.parametrize(("name", "file"), [("ladybug", "graph.lbug"), ("memory", "graph.jsonl")])
def test_a_damaged_graph_says_how_to_get_a_whole_one(tmp_path, name, file):
    (tmp_path / file).write_bytes(b"{ nonsense" * 1000)
    with pytest.raises(StoreUnavailable) as error:
        ROLE.open(name).open(tmp_path)
    assert "uild" in error.value.hint


@pytest.mark.parametrize("name", ["ladybug", "memory"])
def test_there_is_nothing_to_read_before_it_is_built(tmp_path, name):
    with pytest.raises(NotBuilt):
        ROLE.open(name).open(tmp_path, read_only=True)


def test_a_server_that_does_not_answer_is_named():
    pytest.importorskip("neo4j", reason="needs the driver: pip install daogou[neo4j]")
    with pytest.raises(StoreUnavailable, match=r"127\.0\.0\.1:1 "):
        ROLE.open("neo4j", {"uri": "bolt://127.0.0.1:1"}).open(None)


def test_what_a_killed_writer_had_not_finished_is_not_there(tmp_path):
    store = ROLE.open("ladybug").open(tmp_path)
    store.upsert((), [Triple("product:1", "made_of", "material:wool", 1.0, "feed")])
    with pytest.raises(ZeroDivisionError):
        store.upsert(
            (), (Triple(f"product:{n}", "made_of", "material:wool", 1 / (3 - n), "feed") for n in range(2, 5))
        )
    assert store.counts().statements == 1
    store.close()


def test_every_field_has_a_relation_that_both_languages_can_say():
    for kind, relation in RELATION_OF.items():
        known = vocabulary()[relation]
        assert known.allows("product:1", f"{kind}:x")
        assert set(known.says) == set(known.also) == {"en", "zh"}
