"""Any server that speaks OpenAI's chat completions: GPT, Qwen, DeepSeek, Ollama, vLLM, llama.cpp's server."""

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx

from daogou.core.errors import BadOption
from daogou.guide.failures import ModelUnavailable
from daogou.guide.language_models import Call, Line, Tool

_PREFIX = "data:"
_END = "[DONE]"


@dataclass(frozen=True)
class Options:
    """``key_variable``: the environment variable that holds the key, so that none stands in shop.toml."""

    base_url: str = "http://127.0.0.1:11434/v1"
    model: str = ""
    key_variable: str = "OPENAI_API_KEY"
    timeout_s: float = 20.0
    temperature: float = 0.2
    max_tokens: int = 400


class OpenAICompatible:
    """Safe to use from several threads; ``transport`` stands in for the network where given."""

    def __init__(self, options: Options, transport: httpx.BaseTransport | None = None) -> None:
        self._options = options
        key = os.environ.get(options.key_variable, "")
        self._client = httpx.Client(
            base_url=options.base_url.rstrip("/") + "/",
            headers={"Authorization": f"Bearer {key}"} if key else {},
            timeout=options.timeout_s,
            transport=transport,
        )

    def choose(self, lines: Sequence[Line], tools: Sequence[Tool]) -> Call | None:
        """The first tool that the model calls.

        Raises:
            ModelUnavailable: the server does not answer, refuses, or answers something else.
        """
        functions = [
            {"name": tool.name, "description": tool.description, "parameters": dict(tool.parameters)}
            for tool in tools
        ]
        body = self._body(lines) | {"tools": [{"type": "function", "function": one} for one in functions]}
        with _answering(self._options):
            response = self._client.post("chat/completions", json=body)
            response.raise_for_status()
            calls = response.json()["choices"][0]["message"].get("tool_calls") or []
            if not calls:
                return None
            called = calls[0]["function"]
            arguments = json.loads(called.get("arguments") or "{}")
            return Call(str(called["name"]), arguments if isinstance(arguments, dict) else {})

    def write(self, lines: Sequence[Line]) -> Iterator[str]:
        """The text as the server streams it.

        Raises:
            ModelUnavailable: as ``choose``, at any piece.
        """
        body = self._body(lines) | {"stream": True}
        with (
            _answering(self._options),
            self._client.stream("POST", "chat/completions", json=body) as response,
        ):
            response.raise_for_status()
            for line in response.iter_lines():
                piece = line.removeprefix(_PREFIX).strip()
                if line.startswith(_PREFIX) and piece != _END:
                    yield _content(json.loads(piece))

    def _body(self, lines: Sequence[Line]) -> dict[str, Any]:
        return {
            "model": self._options.model,
            "messages": [{"role": line.role, "content": line.text} for line in lines],
            "temperature": self._options.temperature,
            "max_tokens": self._options.max_tokens,
        }


def build(options: Options) -> OpenAICompatible:
    """No request is made before the first message.

    Raises:
        BadOption: no model is named, or the address is none.
    """
    if not options.model:
        raise BadOption("openai_compatible: no `model` is named.", hint='E.g. model = "qwen3:8b".')
    if not options.base_url.startswith(("http://", "https://")):
        raise BadOption(f"openai_compatible: {options.base_url!r} is no http(s) address.")
    return OpenAICompatible(options)


@contextmanager
def _answering(options: Options) -> Iterator[None]:
    """Whatever goes wrong with the server, said in one way."""
    try:
        yield
    except httpx.HTTPStatusError as error:
        status = error.response.status_code
        hint = (
            f"Check the key in {options.key_variable}."
            if status in (401, 403)
            else "Check model and address."
        )
        raise ModelUnavailable(f"{options.base_url} answered {status}.", hint=hint) from error
    except httpx.HTTPError as error:
        raise ModelUnavailable(
            f"{options.base_url} does not answer: {error}.",
            hint="Is the server running, and the address right?",
        ) from error
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        raise ModelUnavailable(
            f"{options.base_url} answered something that is no chat completion.", hint="Check the address."
        ) from error


def _content(piece: dict[str, Any]) -> str:
    choices = piece["choices"]
    return (choices[0].get("delta", {}).get("content") or "") if choices else ""
