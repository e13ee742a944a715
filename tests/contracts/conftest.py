"""A real Bolt server, started once for all tests that need one."""

import contextlib
import secrets
import socket

import pytest

VARIABLE = "DAOGOU_TEST_BOLT_PASSWORD"


def _free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture(scope="session")
def _bolt(tmp_path_factory):
    """A function that starts ArcadeDB's Bolt server the first time, and gives (uri, password, server)."""
    running = []

    def start():
        arcadedb = pytest.importorskip("arcadedb_embedded", reason="needs arcadedb-embedded, a Bolt server")
        pytest.importorskip("neo4j", reason="needs the driver: pip install daogou[neo4j]")
        if not running:
            port, http_port = _free_port(), _free_port()
            password = secrets.token_urlsafe(16)
            plugin = "Bolt:com.arcadedb.bolt.BoltProtocolPlugin"
            # its HTTP port is fixed unless named, and tests run in several processes
            config = {
                "host": "127.0.0.1",
                "http_port": http_port,
                "server_plugins": plugin,
                "bolt_port": port,
            }
            root = str(tmp_path_factory.mktemp("arcadedb"))
            with contextlib.chdir(root):  # it logs into the folder it is started in
                server = arcadedb.create_server(root, root_password=password, config=config)
                server.start()
            running.append((f"bolt://127.0.0.1:{port}", password, server))
        return running[0]

    yield start
    for _, _, server in running:
        server.stop()


@pytest.fixture
def bolt_server(_bolt, monkeypatch):
    """A function that gives the options of a store with an empty database of its own."""

    def options():
        uri, password, server = _bolt()
        name = f"graph_{secrets.token_hex(6)}"
        server.create_database(name)
        monkeypatch.setenv(VARIABLE, password)
        return {"uri": uri, "user": "root", "password_env": VARIABLE, "database": name}

    return options
