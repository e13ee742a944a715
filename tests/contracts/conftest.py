"""A real Bolt server, started once for all tests that need one."""

import secrets
import subprocess
import sys
from pathlib import Path

import pytest

VARIABLE = "DAOGOU_TEST_BOLT_PASSWORD"
SERVER = Path(__file__).parent / "bolt_server.py"
STOPS_S = 30  # for closing its databases


class _Bolt:
    """The server in a process of its own, spoken to line by line; see ``bolt_server.py``."""

    def __init__(self, folder):
        self.password = secrets.token_urlsafe(16)
        log = (folder / "server.log").open("w")
        with log:
            self._process = subprocess.Popen(
                [sys.executable, SERVER, folder],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        port = self._ask(self.password)
        assert port.isdigit(), (folder / "server.log").read_text()
        self.uri = f"bolt://127.0.0.1:{port}"

    def create_database(self, name):
        assert self._ask(name) == name

    def _ask(self, line):
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()
        return self._process.stdout.readline().strip()

    def stop(self):
        try:
            self._process.communicate(timeout=STOPS_S)  # closes its stdin
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.communicate()


@pytest.fixture(scope="session")
def _bolt(tmp_path_factory):
    """A function that starts ArcadeDB's Bolt server the first time, and gives it."""
    running = []

    def start():
        pytest.importorskip("arcadedb_embedded", reason="needs arcadedb-embedded, a Bolt server")
        pytest.importorskip("neo4j", reason="needs the driver: pip install daogou[neo4j]")
        if not running:
            running.append(_Bolt(tmp_path_factory.mktemp("arcadedb")))
        return running[0]

    yield start
    for server in running:
        server.stop()


@pytest.fixture
def bolt_server(_bolt, monkeypatch):
    """A function that gives the options of a store with an empty database of its own."""

    def options():
        server = _bolt()
        name = f"graph_{secrets.token_hex(6)}"
        server.create_database(name)
        monkeypatch.setenv(VARIABLE, server.password)
        return {"uri": server.uri, "user": "root", "password_env": VARIABLE, "database": name}

    return options
