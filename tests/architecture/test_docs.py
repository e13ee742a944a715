"""The docs name everything there is, and only what there is."""

import re
from pathlib import Path

import pytest

from daogou.assembly.roles import roles
from daogou.core.settings import default_file
from daogou.evaluation.bench import task_names
from daogou.surfaces.cli.app import app

ROOT = Path(__file__).parents[2]
DOCS = sorted((ROOT / "docs").rglob("*.md"))
ALL = "\n".join(page.read_text(encoding="utf-8") for page in [*DOCS, ROOT / "README.md"])


def test_the_settings_in_the_docs_are_those_in_the_code():
    page = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    shown = re.search(r"```toml\n(.*?)```", page, re.S)
    assert shown
    assert shown.group(1).strip() == default_file().strip()


def test_every_command_is_in_the_docs():
    names = {command.name for command in app.registered_commands} | {g.name for g in app.registered_groups}
    page = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    assert {name for name in names if f"`daogou {name}`" not in page} == set()


@pytest.mark.parametrize("role", roles(), ids=lambda role: role.package)
def test_every_backend_is_in_the_docs(role):
    assert {n for n in role.names() if n not in ALL and n.replace("_", "-") not in ALL} == set()


def test_every_benchmark_is_in_the_docs():
    page = (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    assert {name for name in task_names() if f"`{name}`" not in page} == set()


@pytest.mark.parametrize("page", [*DOCS, ROOT / "README.md"], ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    targets = re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
    assert [t for t in targets if not (page.parent / t).exists()] == []


def test_every_room_is_named_in_the_map():
    rooms = {p.name for p in (ROOT / "src" / "daogou").iterdir() if (p / "__init__.py").is_file()}
    page = (ROOT / "docs" / "rooms.md").read_text(encoding="utf-8")
    assert {room for room in rooms if f"`{room}`" not in page} == set()
