"""The command line: JSON for programs, a hint with every error, an exit status that tells."""

import io
import json
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

import pytest

from daogou.surfaces.cli import main

FEED = '{"id": "a", "title": "Red dress", "price": 10}\n{"id": "b"}\n'


class Done(NamedTuple):
    returncode: int
    stdout: str
    stderr: str


Command = Callable[..., Done]


@pytest.fixture
def daogou(monkeypatch: pytest.MonkeyPatch) -> Command:
    """A function that runs the command line in this process: one of its own loads libraries for seconds."""

    def run(*arguments: str | Path) -> Done:
        monkeypatch.setattr(sys, "argv", ["daogou", *map(str, arguments)])
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as ended:
            main()
        return Done(int(ended.value.code or 0), out.getvalue(), err.getvalue())

    return run


def test_a_process_ends_with_the_status_and_tells_the_error_on_stderr(tmp_path):
    command = [sys.executable, "-c", "from daogou.surfaces.cli import main; main()", "build", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (3, "")
    assert "is no shop" in done.stderr


def test_a_folder_that_is_no_shop_is_told_with_a_hint_on_stderr(daogou, tmp_path):
    done = daogou("build", tmp_path)
    assert done.returncode == 3
    assert done.stdout == ""
    assert "is no shop" in done.stderr
    assert "daogou init" in done.stderr


def test_an_unknown_verb_is_refused(daogou):
    done = daogou("serch")
    assert done.returncode == 2
    assert "search" in done.stderr


def test_init_writes_a_commented_file_and_never_overwrites_one(daogou, tmp_path):
    shop = tmp_path / "shop"
    assert daogou("init", shop, "--name", "小店").returncode == 0
    written = (shop / "shop.toml").read_text(encoding="utf-8")
    assert 'name = "小店"' in written
    again = daogou("init", shop)
    assert again.returncode == 2
    assert (shop / "shop.toml").read_text(encoding="utf-8") == written


def test_import_reports_what_it_refused(daogou, tmp_path):
    shop = tmp_path / "shop"
    daogou("init", shop)
    (tmp_path / "feed.jsonl").write_text(FEED)
    done = daogou("import", shop, tmp_path / "feed.jsonl", "--json")
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert (report["new"], report["rejected"]) == (1, 1)
    assert report["rejections"][0]["line"] == 2
    assert "title" in report["rejections"][0]["field"]


def test_export_gives_back_what_was_imported(daogou, tmp_path):
    shop = tmp_path / "shop"
    daogou("init", shop)
    (tmp_path / "feed.jsonl").write_text(FEED)
    daogou("import", shop, tmp_path / "feed.jsonl")
    done = daogou("export", shop, "--to", tmp_path / "out.jsonl", "--json")
    assert json.loads(done.stdout)["products"] == 1
    assert json.loads((tmp_path / "out.jsonl").read_text())["id"] == "a"


@pytest.mark.parametrize("arguments", [("models", "list"), ("models", "backends"), ("bench",)])
def test_lists_are_json_when_asked(daogou, arguments):
    done = daogou(*arguments, "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)


def test_rollback_without_a_release_says_so(daogou, tmp_path):
    daogou("init", tmp_path / "shop")
    done = daogou("rollback", tmp_path / "shop")
    assert done.returncode == 3
    assert "no earlier release" in done.stderr


def test_a_missing_feed_is_named(daogou, tmp_path):
    daogou("init", tmp_path / "shop")
    done = daogou("import", tmp_path / "shop")
    assert done.returncode == 3
    assert "feed.path" in done.stderr
