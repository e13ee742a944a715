"""Roles: backends are files, found by name and opened with checked options."""

import sys
from pathlib import Path

import pytest

from daogou.core.errors import BadOption, MissingDependency, UnknownBackend
from daogou.core.roles import Role

CONTRACT = '"""A role."""\n'
BACKEND = '''"""A small backend.

More.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Options:
    """size: of it."""

    size: int = 3
    names: list[str] | None = None


def build(options):
    return options
'''


@pytest.fixture
def role(tmp_path: Path, monkeypatch) -> Role[object]:
    folder = tmp_path / "a_role_made_for_tests"
    folder.mkdir()
    (folder / "__init__.py").write_text(CONTRACT)
    (folder / "small.py").write_text(BACKEND)
    (folder / "needy.py").write_text("import a_package_nobody_has\n")
    (folder / "_private.py").write_text("")
    monkeypatch.syspath_prepend(str(tmp_path))
    yield Role(folder.name)
    for module in [m for m in sys.modules if m.startswith(folder.name)]:
        del sys.modules[module]


def test_every_public_file_is_a_backend_and_listing_imports_none(role):
    assert role.names() == ["needy", "small"]
    assert f"{role.package}.small" not in sys.modules


def test_an_unknown_name_says_what_there_is(role):
    with pytest.raises(UnknownBackend, match="There are: needy, small") as caught:
        role.open("smal")
    assert caught.value.hint == "Did you mean 'small'?"


def test_an_unknown_option_is_refused_with_the_nearest(role):
    with pytest.raises(BadOption, match="no option 'sise'") as caught:
        role.open("small", {"sise": 3})
    assert "'size'" in caught.value.hint


@pytest.mark.parametrize("given", [{"size": "3"}, {"size": True}, {"size": 3.5}, {"names": [1]}])
def test_an_option_of_the_wrong_type_is_refused(role, given):
    with pytest.raises(BadOption, match=next(iter(given))):
        role.open("small", given)


def test_options_arrive(role):
    assert role.open("small", {"size": 5, "names": ["a"]}).size == 5


def test_a_missing_package_is_named(role):
    with pytest.raises(MissingDependency, match="'a_package_nobody_has'"):
        role.open("needy")


def test_the_summary_is_the_first_line(role):
    assert role.summary("small") == "A small backend."


def test_the_names_of_options_can_be_asked(role):
    assert role.options("small") == ("size", "names")
