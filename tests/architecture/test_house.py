"""The house keeps its own rules: layers, names, importing does nothing, every role is protected."""

import pkgutil
import re
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path

import pytest

import daogou
from daogou.assembly.roles import roles

ROOT = Path(__file__).parents[2]
MODULES = sorted(m.name for m in pkgutil.walk_packages(daogou.__path__, "daogou."))
HEAVY = (
    "torch",
    "lancedb",
    "onnxruntime",
    "tantivy",
    "jieba",
    "cv2",
    "pyarrow",
    "sklearn",
    "PIL",
    "fastapi",
    "sqlalchemy",
)
BACKENDS = {f"{role.package}.{name}" for role in roles() for name in role.names()}


def source_of(module: str) -> str:
    path = ROOT / "src" / Path(*module.split("."))
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    return file.read_text(encoding="utf-8")


def test_every_role_is_protected_from_being_imported():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    protected = next(c for c in contracts if c["type"] == "protected")["protected_modules"]
    assert sorted(protected) == sorted(f"{role.package}.*" for role in roles())


def test_the_layers_hold():
    linter = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("role", roles(), ids=lambda role: role.package)
def test_every_backend_has_options_a_build_and_a_first_line(role):
    for name in role.names():
        source = (ROOT / "src" / Path(*role.package.split(".")) / f"{name}.py").read_text()
        assert "class Options" in source, name
        assert "\ndef build(" in source, name
        assert source.startswith('"""'), name


def test_the_command_line_starts_without_loading_anything_heavy():
    code = f"import sys, daogou.surfaces.cli.app; print(*sorted(set({HEAVY!r}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_only_files_that_teach_or_are_backends_need_torch_to_be_imported():
    wants = [m for m in MODULES if re.search(r"^(import|from) torch\b", source_of(m), re.M)]
    assert {m for m in wants if m not in BACKENDS and not m.endswith("_training")} == set()


def test_every_room_says_what_it_is():
    for name in MODULES:
        if name not in BACKENDS:
            assert import_module(name).__doc__, name


def test_no_file_has_a_name_for_everything():
    forbidden = {"utils", "util", "helpers", "helper", "manager", "base", "common", "misc"}
    assert {m for m in MODULES if m.rpartition(".")[2] in forbidden} == set()
