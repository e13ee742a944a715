"""Real servers, started once for all tests that need one: Bolt, PostgreSQL."""

import os
import pwd
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
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


def _postgres_programs():
    """Debian keeps them out of the path: a folder for each version."""
    found = shutil.which("initdb")
    folders = [Path(found).parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not folders or not (folders[-1] / "initdb").exists():
        pytest.skip("needs PostgreSQL's server (Debian: apt install postgresql)")
    return folders[-1]


@pytest.fixture(scope="session")
def _postgres():
    """A function that starts PostgreSQL the first time, on a socket in a folder; gives the folder."""
    running = []

    def start():
        pytest.importorskip("psycopg", reason="needs the driver: pip install daogou[postgres]")
        if running:
            return running[0][0]
        programs = _postgres_programs()
        folder = Path(tempfile.mkdtemp(prefix="daogou-pg-"))  # short: a socket's path has 107 bytes at most
        # it refuses to run as root
        who = {}
        if os.getuid() == 0:
            user = "postgres" if "postgres" in {one.pw_name for one in pwd.getpwall()} else "nobody"
            who = {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": ()}
            os.chown(folder, pwd.getpwnam(user).pw_uid, -1)
        data = folder / "data"
        make = [programs / "initdb", "-D", data, "-U", "shop", "-A", "trust", "-N", "-E", "UTF8"]
        subprocess.run([*make, "--locale=C.UTF-8"], check=True, capture_output=True, cwd=folder, **who)
        given = {
            "listen_addresses": "",
            "unix_socket_directories": folder,
            "max_connections": 200,
            "fsync": "off",  # tests kill its clients, never the server
        }
        options = [part for name, value in given.items() for part in ("-c", f"{name}={value}")]
        with (folder / "log").open("wb") as log:
            command = [programs / "postgres", "-D", data, *options]
            server = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, **who)
        running.append((folder, server))
        _wait_for_postgres(folder, server)
        return folder

    yield start
    for folder, server in running:
        server.send_signal(signal.SIGQUIT)  # at once: nobody opens these databases again
        try:
            server.wait(STOPS_S)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
        shutil.rmtree(folder, ignore_errors=True)


def _wait_for_postgres(folder, server):
    import psycopg

    for _ in range(600):
        assert server.poll() is None, (folder / "log").read_text()
        try:
            psycopg.connect(host=str(folder), user="shop", dbname="postgres").close()
            return
        except psycopg.OperationalError:
            time.sleep(0.1)
    raise AssertionError("PostgreSQL did not start")


@pytest.fixture
def postgres_url(_postgres):
    """A function that gives the address of an empty database of its own."""

    def url():
        import psycopg

        folder, name = _postgres(), f"shop_{secrets.token_hex(6)}"
        with psycopg.connect(host=str(folder), user="shop", dbname="postgres", autocommit=True) as server:
            server.execute(f"CREATE DATABASE {name}")
        return f"postgresql://shop@/{name}?host={folder}"

    return url
