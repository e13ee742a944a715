"""A Bolt server of its own process: ``bolt_server.py FOLDER``; run by the fixture, not collected.

The password comes on the first line of stdin, the port goes to stdout; then every line is the name of a
database to create, answered with the name, until stdin closes. A JVM beside torch, OpenBLAS and the fault
handler of pytest is at the mercy of who handled which signal last: it uses SIGSEGV for its null checks.
"""

import contextlib
import os
import socket
import sys

import arcadedb_embedded

# it lives for a minute: compiling as for a server that runs for months costs more than it gains
JVM = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"


def _free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def main(folder):
    """Serve until nobody listens."""
    answers, sys.stdout = sys.stdout, sys.stderr  # what the server prints is no answer
    port = _free_port()
    config = {
        "host": "127.0.0.1",
        "http_port": _free_port(),  # fixed unless named, and tests run in several processes
        "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        "bolt_port": port,
    }
    password = sys.stdin.readline().strip()
    os.chdir(folder)  # it logs into the folder it is started in
    os.environ["ARCADEDB_JVM_ARGS"] = JVM
    server = arcadedb_embedded.create_server(folder, root_password=password, config=config)
    server.start()
    print(port, file=answers, flush=True)
    with contextlib.suppress(KeyboardInterrupt):
        for line in sys.stdin:
            server.create_database(line.strip())
            print(line.strip(), file=answers, flush=True)
    server.stop()


if __name__ == "__main__":
    main(sys.argv[1])
