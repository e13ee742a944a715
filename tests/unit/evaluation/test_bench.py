"""What a benchmark's options may be."""

import json

import pytest
from typer.testing import CliRunner

from daogou.core.errors import BadOption, NotFound
from daogou.evaluation.bench import run_task, task_options
from daogou.surfaces.cli.app import app


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("size=m", {"size": "m"}),
        ("threads=2", {"threads": 2}),
        ("share=.5", {"share": ".5"}),  # no number in TOML, so a text: the type check names it
        ("share=0.5", {"share": 0.5}),
        ("fast=true", {"fast": True}),
        ('models=["complex", "rotate"]', {"models": ["complex", "rotate"]}),
        ("kept=./a=b", {"kept": "./a=b"}),
        ("kept=", {"kept": ""}),
        (' size = "m" ', {"size": "m"}),
    ],
)
def test_a_value_is_written_as_in_toml_and_a_text_without_quotes_too(given, read):
    assert task_options([given]) == read


@pytest.mark.parametrize("given", [["size"], ["=m"], [""], ["size=s", "size=m"]])
def test_what_is_no_key_and_value_is_refused(given):
    with pytest.raises(BadOption) as caught:
        task_options(given)
    assert caught.value.hint


def test_a_task_refuses_an_option_that_it_does_not_have_and_names_those_it_has(tmp_path):
    with pytest.raises(BadOption, match=r"size.*models.*threads.*kept") as caught:
        run_task("embed-codex", tmp_path, options={"siz": "m"})
    assert "size" in caught.value.hint


def test_a_task_refuses_a_value_of_another_type(tmp_path):
    with pytest.raises(BadOption, match="threads"):
        run_task("embed-codex", tmp_path, options={"threads": "two"})


def test_the_command_hands_options_to_the_task(tmp_path):
    done = CliRunner().invoke(app, ["bench", "embed-codex", "--data", str(tmp_path), "--set", "size=xxl"])
    assert isinstance(done.exception, NotFound)
    assert "codex-xxl" in str(done.exception)


def test_the_command_lists_tasks_without_options():
    done = CliRunner().invoke(app, ["bench", "--json"])
    assert "embed-codex" in json.loads(done.stdout)
