"""Whatever is asked, the server answers in its own shape and never breaks."""

import json
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_shop import SmallShop

from daogou.surfaces.server import create_app

# "trouble" is the small shop's own built-in bug
TEXTS = st.text(max_size=40).filter(lambda text: "trouble" not in text)
FILTERS = st.one_of(
    TEXTS,
    st.builds("{}:{}".format, st.sampled_from(["colour", "price", "size", "-brand", "in_stock"]), TEXTS),
    st.builds("price:{}..{}".format, st.floats(), st.floats()),
)
VALUES = st.one_of(TEXTS, st.integers().map(str), st.floats().map(str), FILTERS)
JSON_NAMES = ["text", "language", "filters", "drop", "sort", "k", "offset", "like", "photo", "x"]
GRAPH_NAMES = ["entity", "depth", "limit", "from", "to", "max_length", "head", "relation", "tail", "kind"]
PAGE_NAMES = ["filter", "q", "page", "low", "high", "lang", "width", "v", "prefix"]
NAMES = st.sampled_from([*JSON_NAMES, *PAGE_NAMES, *GRAPH_NAMES, "direction", "product", "accepted"])
JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=8,
)
QUICK = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def fuzzed(clients, shop):
    return clients(create_app(shop))


def hold(answer) -> None:
    assert answer.status_code < 500, answer.text[:300]
    if answer.status_code >= 400 and answer.headers["content-type"] == "application/json":
        assert set(answer.json()["error"]) == {"code", "message", "hint"}


@QUICK
@given(
    parameters=st.lists(st.tuples(NAMES, VALUES), max_size=6),
    address=st.sampled_from(
        [
            "/v1/search",
            "/v1/suggest",
            "/search",
            "/",
            "/v1/pictures/dress-1/0",
            "/v1/products/dress-1/similar",
            "/v1/graph",
            "/v1/graph/entities",
            "/v1/graph/entities/product:dress-1",
            "/v1/graph/subgraph",
            "/v1/graph/paths",
            "/v1/graph/provenance",
            "/v1/graph/suggestions",
            "/v1/graph/contradictions",
        ]
    ),
)
def test_any_parameters(fuzzed, parameters, address):
    hold(fuzzed.get(address, params=[(name, value.encode("utf-8", "replace")) for name, value in parameters]))


@QUICK
@given(
    parts=st.lists(TEXTS, max_size=4),
    root=st.sampled_from(
        ["/v1/products", "/v1/pictures", "/v1/graph/entities", "/products", "/policies", "/photos", ""]
    ),
)
def test_any_address(fuzzed, parts, root):
    path = "/".join(quote(part, safe="", errors="replace") for part in parts)
    hold(fuzzed.get(f"http://shop.test{root}/{path}"))


@QUICK
@given(
    body=st.dictionaries(
        st.sampled_from(JSON_NAMES),
        JSON,
    )
)
def test_any_json(fuzzed, body):
    hold(fuzzed.post("/v1/search", content=json.dumps(body), headers={"Content-Type": "application/json"}))


@pytest.fixture(scope="module")
def open_shop(tmp_path_factory):
    """A shop that takes queries and decisions from everybody."""
    return SmallShop(tmp_path_factory.mktemp("open"), graph_query=True, owner_actions="on")


@pytest.fixture
def fuzzed_owner(clients, open_shop):
    return clients(create_app(open_shop))


ENTITY = st.sampled_from(["product:dress-1", "season:summer", "shopper:mei", "?p", "$x", ""]) | TEXTS
RELATION = st.sampled_from(["for_season", "made_of", "bought", "!=", ">="]) | TEXTS


@QUICK
@given(
    body=st.fixed_dictionaries({"head": ENTITY, "relation": RELATION, "tail": ENTITY, "accepted": JSON})
    | st.fixed_dictionaries({"query": st.builds("{} {} {}".format, ENTITY, RELATION, ENTITY)})
    | st.fixed_dictionaries({"query": TEXTS, "parameters": JSON, "limit": JSON})
    | st.fixed_dictionaries({"photo": JSON, "question": JSON}),
    to=st.sampled_from(["/v1/graph/query", "/v1/graph/decisions", "/v1/annotate", "/v1/ask"]),
)
def test_any_json_about_the_graph(fuzzed_owner, body, to):
    content = json.dumps(body)
    hold(fuzzed_owner.post(to, content=content, headers={"Content-Type": "application/json"}))


@QUICK
@given(
    content=st.binary(max_size=300),
    kind=st.sampled_from(
        ["application/json", "multipart/form-data; boundary=b", "application/x-www-form-urlencoded"]
    ),
    to=st.sampled_from(["/v1/search", "/v1/annotate", "/v1/ask", "/v1/graph/query", "/photo"]),
)
def test_any_bytes(fuzzed, content, kind, to):
    hold(fuzzed.post(to, content=content, headers={"Content-Type": kind}))


@QUICK
@given(
    content=st.binary(max_size=300),
    start=st.sampled_from([b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF0000WEBP", b""]),
)
def test_any_photo(fuzzed, content, start):
    hold(fuzzed.post("/photo", files={"photo": ("p", start + content)}))


@QUICK
@given(language=TEXTS, accept=TEXTS, cookie=TEXTS)
def test_any_headers(fuzzed, language, accept, cookie):
    headers = {
        "Accept-Language": language,
        "Accept": accept,
        "Cookie": f"lang={cookie}",
        "If-None-Match": cookie,
    }
    raw = {name: value.encode("utf-8", "replace") for name, value in headers.items()}
    hold(fuzzed.get("/v1/pictures/dress-1/0", headers=raw))
    hold(fuzzed.get("/", headers=raw))
