"""``daogou mcp`` says what is wrong before a client waits for an answer."""

import pytest
from typer.testing import CliRunner

from daogou.core.errors import NotFound
from daogou.surfaces.cli.app import app

pytest.importorskip("mcp", reason="needs the SDK: pip install daogou[mcp]")


def test_a_folder_that_is_no_shop_is_named(tmp_path):
    result = CliRunner().invoke(app, ["mcp", str(tmp_path)])
    assert isinstance(result.exception, NotFound)


@pytest.mark.parametrize("port", ["-1", "65536", "http"])
def test_a_port_is_one(tmp_path, port):
    result = CliRunner().invoke(app, ["mcp", str(tmp_path), "--http", port])
    assert result.exit_code == 2
