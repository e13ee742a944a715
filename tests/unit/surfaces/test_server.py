"""A newly published release is taken up while requests go on."""

import time
from pathlib import Path

import anyio
import pytest
from small_shop import SmallShop

from daogou.core.errors import BadSetting, NotBuilt
from daogou.surfaces.server import SHOP_VARIABLE, app_from_environment, create_app, following


def publish(folder: Path, release: str) -> None:
    (folder / "current").write_text(release + "\n", encoding="utf-8")


def until(holds, seconds: float = 10.0) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.01)


@pytest.fixture
def followed(tmp_path, clients, portal):
    """A client of a server that looks for releases every 10 ms; one named ``broken`` cannot be opened."""
    shop = SmallShop(tmp_path)
    opened: list[str] = []

    def open_shop(folder: Path) -> SmallShop:
        release = (folder / "current").read_text().strip()
        opened.append(release)
        if release == "broken":
            raise NotBuilt("The release is broken.")
        if release == "of another version":
            raise TypeError("its files have another form")
        return SmallShop(folder, release)

    publish(tmp_path, "r1")
    app = create_app(shop, lifespan=following(tmp_path, open_shop, every_s=0.01))
    client = clients(app)
    client.opened = opened
    with portal.wrap_async_context_manager(app.router.lifespan_context(app)):
        yield client, tmp_path


def release_of(client) -> str:
    answer = client.get("/v1/search", params={"text": "dress"})
    assert answer.status_code == 200
    return answer.json()["release"]


def test_a_new_release_is_taken_up_and_no_request_fails(followed):
    client, folder = followed
    assert release_of(client) == "r1"
    publish(folder, "r2")
    until(lambda: release_of(client) == "r2")
    publish(folder, "r1")  # a rollback is a release like any other
    until(lambda: release_of(client) == "r1")
    assert 'daogou_release_swaps_total{outcome="taken"} 2.0' in client.get("/metrics").text


@pytest.mark.parametrize("broken", ["broken", "of another version"])
def test_a_release_that_cannot_be_opened_leaves_the_old_one_serving_and_is_tried_once(followed, broken):
    client, folder = followed
    publish(folder, broken)
    until(lambda: broken in client.opened)
    time.sleep(0.1)
    assert client.opened.count(broken) == 1
    assert release_of(client) == "r1"
    publish(folder, "r2")
    until(lambda: release_of(client) == "r2")


def test_a_release_file_that_is_gone_changes_nothing(followed):
    client, folder = followed
    (folder / "current").unlink()
    time.sleep(0.1)
    assert release_of(client) == "r1"


def test_the_factory_names_the_missing_variable(monkeypatch):
    monkeypatch.delenv(SHOP_VARIABLE, raising=False)
    with pytest.raises(BadSetting, match=SHOP_VARIABLE):
        app_from_environment()


def test_many_requests_at_once_are_all_answered(clients, shop, portal):
    client = clients(create_app(shop))

    async def crowd() -> set[int]:
        statuses: set[int] = set()

        async def ask() -> None:
            statuses.add((await client._client.get("/v1/search?text=dress")).status_code)

        async with anyio.create_task_group() as group:
            for _ in range(60):
                group.start_soon(ask)
        return statuses

    assert portal.call(crowd) == {200}
