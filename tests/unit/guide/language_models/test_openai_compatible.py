import json

import httpx
import pytest

from daogou.core.errors import BadOption
from daogou.guide.failures import ModelUnavailable
from daogou.guide.language_models import ROLE, Call, Line, Tool
from daogou.guide.language_models.openai_compatible import OpenAICompatible, Options

LINES = [Line("system", "Be kind."), Line("user", "你好")]
TOOLS = [Tool("find", "look for products", {"type": "object", "properties": {}})]


class Server:
    """Answers as it is told and keeps the requests."""

    def __init__(self, status: int = 200, body: str = "{}") -> None:
        self.status, self.body = status, body
        self.requests: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return httpx.Response(self.status, text=self.body)

    @property
    def sent(self) -> dict:
        return json.loads(self.requests[-1].content)


def model(server: Server, **options: object) -> OpenAICompatible:
    return OpenAICompatible(Options(model="qwen3:8b", **options), httpx.MockTransport(server))


def message(**said: object) -> str:
    return json.dumps({"choices": [{"message": said}]})


def test_it_asks_as_chat_completions_are_asked(monkeypatch):
    monkeypatch.setenv("SHOP_KEY", "secret")
    server = Server(body=message(content="hello"))
    asked = model(server, base_url="http://models.test/v1/", key_variable="SHOP_KEY")
    assert asked.choose(LINES, TOOLS) is None
    request = server.requests[0]
    assert str(request.url) == "http://models.test/v1/chat/completions"
    assert request.headers["authorization"] == "Bearer secret"
    assert server.sent["messages"] == [
        {"role": "system", "content": "Be kind."},
        {"role": "user", "content": "你好"},
    ]
    assert server.sent["model"] == "qwen3:8b"
    assert server.sent["tools"][0] == {
        "type": "function",
        "function": {"name": "find", "description": "look for products", "parameters": TOOLS[0].parameters},
    }


def test_without_a_key_none_is_sent(monkeypatch):
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    server = Server(body=message(content="hello"))
    model(server).choose(LINES, TOOLS)
    assert "authorization" not in server.requests[0].headers


def test_the_first_tool_call_is_the_choice():
    called = {"tool_calls": [{"function": {"name": "find", "arguments": '{"colour": "red"}'}}]}
    assert model(Server(body=message(**called))).choose(LINES, TOOLS) == Call("find", {"colour": "red"})


def test_arguments_that_are_no_object_are_none():
    called = {"tool_calls": [{"function": {"name": "find", "arguments": "[1]"}}]}
    assert model(Server(body=message(**called))).choose(LINES, TOOLS) == Call("find", {})


def test_text_comes_in_pieces():
    pieces = [{"choices": [{"delta": {"content": text}}]} for text in ("It ", "is ", "red.")]
    pieces += [{"choices": [{"delta": {}}]}, {"choices": []}]
    body = "".join(f"data: {json.dumps(piece)}\n\n" for piece in pieces) + ": a comment\n\ndata: [DONE]\n\n"
    server = Server(body=body)
    assert "".join(model(server).write(LINES)) == "It is red."
    assert server.sent["stream"] is True


@pytest.mark.parametrize(
    ("server", "hint"),
    [
        (Server(401, "{}"), "key in OPENAI_API_KEY"),
        (Server(404, "{}"), "model and address"),
        (Server(200, "<html>"), "address"),
        (Server(200, '{"choices": []}'), "address"),
        (
            Server(200, message(tool_calls=[{"function": {"name": "find", "arguments": "{broken"}}])),
            "address",
        ),
    ],
)
def test_a_server_that_fails_or_says_something_else_is_unavailable(server, hint):
    with pytest.raises(ModelUnavailable) as raised:
        model(server).choose(LINES, TOOLS)
    assert hint in raised.value.hint


def test_a_stream_of_something_else_is_unavailable():
    with pytest.raises(ModelUnavailable):
        list(model(Server(body="data: {broken\n\n")).write(LINES))


def test_a_server_that_is_not_there_is_unavailable():
    def refuse(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused", request=request)

    absent = OpenAICompatible(Options(model="m"), httpx.MockTransport(refuse))
    with pytest.raises(ModelUnavailable, match="does not answer"):
        absent.choose(LINES, TOOLS)


@pytest.mark.parametrize("options", [{}, {"model": "m", "base_url": "ftp://models"}])
def test_options_that_cannot_work_are_refused_at_once(options):
    with pytest.raises(BadOption):
        ROLE.open("openai_compatible", options)
