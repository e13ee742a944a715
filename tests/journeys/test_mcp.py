"""A real client of the Model Context Protocol starts ``daogou mcp``, shops, and asks about the rules."""

import socket
import subprocess
import sys
import time
from contextlib import asynccontextmanager

import anyio
import httpx
import pytest

mcp = pytest.importorskip("mcp", reason="needs the SDK: pip install daogou[mcp]")
pytestmark = pytest.mark.slow

COMMAND = ["-c", "from daogou.surfaces.cli import main; main()", "mcp"]
STARTED_S = 60  # a shop opens in 5 s; a busy machine takes longer


@pytest.fixture(scope="module")
def folder(drawn_shop):
    return drawn_shop()


def over_stdio(folder, work, *options):
    """What ``work`` gives, told a session with a server that runs in a process of its own."""

    @asynccontextmanager
    async def session():
        server = mcp.StdioServerParameters(command=sys.executable, args=[*COMMAND, str(folder), *options])
        async with mcp.stdio_client(server) as (reading, writing), mcp.ClientSession(reading, writing) as one:
            await one.initialize()
            yield one

    async def run():
        async with session() as one:
            return await work(one)

    return anyio.run(run)


async def told(session, name, **arguments):
    """The structure of an answer that is no error."""
    answer = await session.call_tool(name, arguments)
    assert not answer.is_error, answer.content[0].text
    return answer.structured_content


async def refused(session, name, **arguments):
    """The text of an error."""
    answer = await session.call_tool(name, arguments)
    assert answer.is_error
    return answer.content[0].text


def test_a_program_finds_compares_asks_and_fills_a_cart(folder):
    async def shops(session):
        tools = {tool.name: tool for tool in (await session.list_tools()).tools}
        assert {"search_catalog", "lookup_catalog", "get_product", "recommend", "ask_policy"} <= set(tools)
        assert tools["search_catalog"].input_schema["properties"]["limit"]["maximum"] == 50

        found = await told(session, "search_catalog", query="dress", limit=3)
        first = found["products"][0]
        assert first["because"]
        chinese = await told(session, "search_catalog", query="连衣裙", language="zh", limit=3)
        assert chinese["understood"] == ["连衣裙"]
        assert any("一" <= letter <= "鿿" for letter in chinese["products"][0]["title"])
        cheap = await told(
            session, "search_catalog", filters={"price": {"max": 300}, "available": True}, sort="price_up"
        )
        prices = [card["price"] for card in cheap["products"]]
        assert prices == sorted(prices)
        assert prices[-1] <= 300

        looked_up = await told(session, "lookup_catalog", ids=[first["id"], "nope"])
        assert looked_up["products"][0]["title"] == first["title"]
        assert looked_up["not_found"] == ["nope"]

        trending = await told(session, "recommend", shelf="trending", limit=4)
        assert len(trending["products"]) == 4
        beside = await told(session, "recommend", shelf="also_liked", product_id=first["id"])
        assert beside["about"] == first["id"]

        detail = await told(session, "get_product", id=first["id"])
        variant = next(one for one in detail["variants"] if one["in_stock"])
        item = {"product_id": first["id"], "variant_id": variant["variant_id"]}
        cart = await told(session, "update_cart", add_items=[item, {"product_id": "nope"}])
        assert cart["totals"] == {detail["product"]["currency"]: variant["price"]}
        assert [one["code"] for one in cart["refused"]] == ["unknown_product"]
        assert (await told(session, "get_cart", language="zh"))["lines"][0]["quantity"] == 1
        assert (await told(session, "empty_cart"))["lines"] == []

    over_stdio(folder, shops)


def test_policy_pages_answer_in_both_languages_or_say_that_they_do_not(folder):
    async def asks(session):
        english = await told(session, "ask_policy", question="How many days do I have to return something?")
        assert english["passages"][0]["page"] == "returns"
        assert english["passages"][0]["source"].startswith("policy:returns")
        chinese = await told(session, "ask_policy", question="几天之内可以退货？", language="zh")
        assert chinese["passages"][0]["page"] == "returns"
        assert "30天" in chinese["passages"][0]["text"]
        silent = await told(session, "ask_policy", question="Can I pay with bitcoin?")
        assert silent["passages"] == []
        assert len(silent["pages"]) == 3

    over_stdio(folder, asks)


def test_mistakes_are_told_with_a_hint_and_end_nothing(folder):
    async def errs(session):
        assert "not_found" in await refused(session, "get_product", id="nope")
        assert "colour" in await refused(session, "search_catalog", filters={"attributes": {"colr": ["red"]}})
        assert "limit" in await refused(session, "search_catalog", query="dress", limit=1000)
        assert "qery" in await refused(session, "search_catalog", qery="dress")
        dress = (await told(session, "search_catalog", query="dress", limit=1))["products"][0]["id"]
        assert "option_needed" in await refused(session, "update_cart", add_items=[{"product_id": dress}])
        assert "cart_id" in await refused(session, "get_cart", cart_id="shopper-1")

    over_stdio(folder, errs)


def test_a_shoppers_cart_outlives_the_session(folder):
    async def fills(session):
        hat = (await told(session, "search_catalog", filters={"available": True}, limit=1))["products"][0]
        detail = await told(session, "get_product", id=hat["id"])
        variant = next(one["variant_id"] for one in detail["variants"] if one["in_stock"])
        await told(
            session,
            "update_cart",
            update_items=[{"product_id": hat["id"], "variant_id": variant, "quantity": 1}],
        )
        return variant

    async def looks(session):
        return [line["variant_id"] for line in (await told(session, "get_cart"))["lines"]]

    variant = over_stdio(folder, fills, "--shopper", "mei")
    assert over_stdio(folder, looks, "--shopper", "mei") == [variant]
    assert over_stdio(folder, looks) == []


def test_over_http_on_loopback_each_cart_goes_by_its_id(folder):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}/mcp"
    with subprocess.Popen([sys.executable, *COMMAND, str(folder), "--http", str(port)]) as server:
        try:
            _wait_for(port)
            anyio.run(_shops_over_http, address)
            attack = httpx.post(address, headers={"Host": "evil.example"}, json={})
            assert attack.status_code == 421  # a page elsewhere that points its name here
        finally:
            server.terminate()


async def _shops_over_http(address):
    async with mcp.Client(address) as client:
        found = await told(client, "search_catalog", query="连衣裙", language="zh", limit=1)
        detail = await told(client, "get_product", id=found["products"][0]["id"])
        variant = next(one["variant_id"] for one in detail["variants"] if one["in_stock"])
        item = {"product_id": detail["product"]["id"], "variant_id": variant}
        cart_id = (await told(client, "update_cart", add_items=[item]))["cart_id"]
    async with mcp.Client(address) as other:
        assert "No cart" in await refused(other, "get_cart")
        assert len((await told(other, "get_cart", cart_id=cart_id))["lines"]) == 1


def _wait_for(port):
    end = time.monotonic() + STARTED_S
    while time.monotonic() < end:
        with socket.socket() as asking:
            if asking.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("the server did not start")
