import ipaddress
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from daogou.core.errors import BadPicture, FetchFailed, NotFound, RefusedAddress, ShopError
from daogou.core.settings import FeedSection, PicturesSection
from daogou.sources.addresses import address_to_visit, is_public
from daogou.sources.fetching import Fetcher
from daogou.sources.pictures import PictureSource, picture_folder

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
ON_LOOPBACK = ["127.0.0.1"]


class Shop(BaseHTTPRequestHandler):
    """Answers by path; counts what it was asked."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.server.asked.append(self.path)
        path = self.path.partition("?")[0].strip("/")
        getattr(self, f"answer_{path.replace('-', '_')}", self.answer_missing)()

    def log_message(self, *parts):
        pass

    def reply(self, status=200, body=b"", **headers):
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def answer_fine(self):
        self.reply(body=PNG)

    def answer_missing(self):
        self.reply(404, b"no")

    def answer_page(self):
        self.reply(body=b"<html>not found, sorry</html>", Content_Type="image/png")

    def answer_empty(self):
        self.reply()

    def answer_busy_once(self):
        times = self.server.asked.count(self.path)
        self.reply(503) if times == 1 else self.reply(body=PNG)

    def answer_busy(self):
        self.reply(503)

    def answer_moved(self):
        self.reply(302, Location="/fine")

    def answer_away(self):
        self.reply(302, Location=f"http://inside.example:{self.server.server_port}/fine")

    def answer_to_file(self):
        self.reply(301, Location="file:///etc/passwd")

    def answer_circle(self):
        self.reply(302, Location="/circle")

    def answer_declared_large(self):
        self.send_response(200)
        self.send_header("Content-Length", str(10**9))
        self.end_headers()
        self.close_connection = True

    def answer_endless(self):
        self.send_response(200)
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(PNG)
        try:
            while True:
                self.wfile.write(b"\0" * 65536)
        except OSError:
            self.close_connection = True

    def answer_cut_off(self):
        self.send_response(200)
        self.send_header("Content-Length", "5000")
        self.end_headers()
        self.wfile.write(PNG)
        self.close_connection = True

    def answer_dripping(self):
        self.drip(b"HTTP/1.1 200 OK\r\nContent-Length: 264\r\n\r\n" + PNG)

    def drip(self, whole):
        try:
            for at in range(len(whole)):
                self.wfile.write(whole[at : at + 1])
                self.wfile.flush()
                if self.server.is_over.wait(0.05):
                    return
        except OSError:
            pass
        self.close_connection = True


@contextmanager
def shop():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Shop)
    server.asked, server.is_over = [], threading.Event()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield server
    finally:
        server.is_over.set()
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def server():
    with shop() as running:
        yield running


@contextmanager
def source(folder, *, may_visit=lambda address: True, resolve=None, **settings):
    limits = PicturesSection(**{"max_bytes": 100_000, "timeout_s": 5.0} | settings)
    fetcher = Fetcher(
        limits, may_visit=may_visit, resolve=resolve or (lambda host, port: ON_LOOPBACK), pause=lambda s: None
    )
    pictures = PictureSource(folder, folder / "cache", limits, fetcher=fetcher)
    try:
        yield pictures
    finally:
        pictures.close()


def url(server, path):
    return f"http://shop.example:{server.server_port}/{path}"


def test_a_picture_behind_a_url_is_downloaded_once(server, tmp_path):
    with source(tmp_path) as pictures:
        first = pictures.local_file(url(server, "fine"))
        assert first.read_bytes() == PNG
        assert pictures.local_file(url(server, "fine")) == first
    assert server.asked == ["/fine"]


def test_a_redirect_is_followed(server, tmp_path):
    with source(tmp_path) as pictures:
        assert pictures.local_file(url(server, "moved")).read_bytes() == PNG


def test_a_server_that_is_busy_is_asked_again(server, tmp_path):
    with source(tmp_path, retries=1) as pictures:
        assert pictures.local_file(url(server, "busy-once")).read_bytes() == PNG


@pytest.mark.parametrize(
    ("path", "error", "asked"),
    [
        ("missing", FetchFailed, 1),
        ("busy", FetchFailed, 3),
        ("cut-off", FetchFailed, 3),
        ("circle", FetchFailed, 6),
        ("page", BadPicture, 1),
        ("empty", BadPicture, 1),
        ("declared-large", BadPicture, 1),
        ("endless", BadPicture, 1),
        ("to-file", RefusedAddress, 1),
    ],
)
def test_what_is_no_picture_is_refused_and_leaves_nothing_behind(server, tmp_path, path, error, asked):
    with source(tmp_path, retries=2) as pictures, pytest.raises(error) as caught:
        pictures.local_file(url(server, path))
    assert caught.value.hint
    assert len(server.asked) == asked
    assert [f for f in (tmp_path / "cache").rglob("*") if f.is_file()] == []


@pytest.mark.timeout(12)  # to its end it would take 15 s
def test_a_server_that_drips_its_bytes_is_left_when_the_time_is_over(server, tmp_path):
    with source(tmp_path, timeout_s=0.5, retries=0) as pictures, pytest.raises(FetchFailed):
        pictures.local_file(url(server, "dripping"))


def test_a_redirect_into_a_private_network_is_refused(server, tmp_path):
    names = {"shop.example": "127.0.0.1", "inside.example": "10.0.0.7"}
    with (
        source(
            tmp_path,
            may_visit=lambda address: address != ipaddress.ip_address("10.0.0.7"),
            resolve=lambda host, port: [names[host]],
        ) as pictures,
        pytest.raises(RefusedAddress, match=r"10\.0\.0\.7"),
    ):
        pictures.local_file(url(server, "away"))
    assert server.asked == ["/away"]


def test_the_address_that_was_checked_is_the_one_that_is_visited(server, tmp_path):
    answers = iter([["127.0.0.1"], ["10.0.0.7"], ["10.0.0.7"]])  # the name moves after the check
    with source(tmp_path, resolve=lambda host, port: next(answers)) as pictures:
        assert pictures.local_file(url(server, "fine")).read_bytes() == PNG


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "0.0.0.0", "localhost", "127.1", "2130706433"])
def test_loopback_is_refused_without_asking_it(server, tmp_path, host):
    limits = PicturesSection(retries=0, timeout_s=2.0)
    pictures = PictureSource(tmp_path, tmp_path / "cache", limits)
    with pytest.raises((RefusedAddress, FetchFailed)):
        pictures.local_file(f"http://{host}:{server.server_port}/fine")
    assert server.asked == []


@pytest.mark.parametrize(
    "address",
    (  # noqa: SIM905  # one address a line would be a page
        "10.0.0.1 172.16.5.5 192.168.1.1 127.0.0.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 240.0.0.1 "
        "255.255.255.255 192.0.2.1 198.18.0.1 ::1 :: fe80::1 fc00::1 ff02::1 ::ffff:10.0.0.1 "
        "2002:0a00:0001:: 64:ff9b::10.0.0.1 2001:db8::1"
    ).split(),
)
def test_addresses_that_are_not_public(address):
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["1.1.1.1", "93.184.215.14", "2606:4700::1111", "64:ff9b::1.1.1.1"])
def test_addresses_that_are_public(address):
    assert is_public(ipaddress.ip_address(address))


def test_one_private_address_among_public_ones_refuses_the_host():
    with pytest.raises(RefusedAddress):
        address_to_visit("x.example", 80, is_public, lambda host, port: ["1.1.1.1", "10.0.0.1"])


@pytest.mark.parametrize(
    "address", ["ftp://x.example/a", "file:///etc/passwd", "gopher://x", "http://", "http://[::1"]
)
def test_other_schemes_are_refused(tmp_path, address):
    with source(tmp_path) as pictures, pytest.raises(RefusedAddress):
        pictures.local_file(address)


def test_a_path_is_found_in_the_folder(tmp_path):
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "a b.png").write_bytes(PNG)
    with source(tmp_path) as pictures:
        assert pictures.local_file("images/a b.png").read_bytes() == PNG


@pytest.mark.parametrize("path", ["../secret.png", "images/../../secret.png", "/etc/passwd", "link.png"])
def test_a_path_never_leads_out_of_the_folder(tmp_path, path):
    folder = tmp_path / "shop"
    (folder / "images").mkdir(parents=True)
    (tmp_path / "secret.png").write_bytes(PNG)
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    with source(folder) as pictures, pytest.raises(RefusedAddress):
        pictures.local_file(path)


@pytest.mark.parametrize("path", ["nothing.png", "", ".", "x" * 5000, "a\0b.png", "images"])
def test_a_file_that_is_not_there_is_not_found(tmp_path, path):
    (tmp_path / "images").mkdir()
    with source(tmp_path) as pictures, pytest.raises(NotFound):
        pictures.local_file(path)


def test_a_file_that_is_too_large_is_refused(tmp_path):
    (tmp_path / "a.png").write_bytes(PNG * 10)
    with source(tmp_path, max_bytes=2000) as pictures, pytest.raises(BadPicture):
        pictures.local_file("a.png")


def test_many_are_fetched_in_order_with_their_errors(server, tmp_path):
    asked = [url(server, f"fine?{n}" if n % 3 else f"missing?{n}") for n in range(100)]
    steps = []

    class Bar:
        def start(self, what, total=None):
            steps.append(total)

        def advance(self, count=1):
            steps.append(count)

        def finish(self):
            steps.append("done")

    with source(tmp_path) as pictures:
        found = list(pictures.fetch_all(asked, Bar()))
    assert [address for address, _ in found] == asked
    assert all(isinstance(result, Path if n % 3 else ShopError) for n, (_, result) in enumerate(found))
    assert steps == [100, *[1] * 100, "done"]


def test_the_picture_folder_is_the_shops_own_unless_the_feed_names_one(tmp_path):
    assert picture_folder(tmp_path, FeedSection()) == tmp_path
    assert picture_folder(tmp_path, FeedSection(pictures="feed/pictures")) == tmp_path / "feed/pictures"
    assert picture_folder(tmp_path, FeedSection(pictures="/data/photos")) == Path("/data/photos")
