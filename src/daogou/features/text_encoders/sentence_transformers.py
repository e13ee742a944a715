"""Any BERT-family model through sentence-transformers (Reimers and Gurevych 2019): a folder or a hub name.

A model made for sentences (multilingual-e5, BGE, paraphrase-multilingual-MiniLM …) is pooled as its own
configuration says; a plain BERT, which has none, by the mean of its tokens.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from daogou.core.errors import BadOption, MissingAsset
from daogou.core.files import sha256_of
from daogou.core.roles import required
from daogou.features.rows import encode_present
from daogou.features.text_encoders import TextEncoder

NEEDED_BY = "text encoder 'sentence_transformers'"


@dataclass(frozen=True)
class Options:
    """``model``: a folder, or a name on the model hub; ``prefix`` goes before every text ("query: " for E5).

    ``device``: "cpu", "cuda", "mps" …; ``max_tokens`` 0: as many as the model takes.
    """

    model: str = ""
    prefix: str = ""
    device: str = "cpu"
    batch_size: int = 32
    max_tokens: int = 0


class SentenceTransformer:
    """A model of sentence-transformers."""

    def __init__(self, model: Any, space: str, prefix: str, batch_size: int) -> None:
        self._model = model
        self._prefix = prefix
        self._batch_size = batch_size
        self.dim = int(model.get_embedding_dimension())
        self.space = space

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit rows; text after the model's last token is not read."""
        return encode_present(texts, self.dim, self._batch, batch_size=self._batch_size)

    def _batch(self, texts: list[str]) -> NDArray[np.float32]:
        prefixed = [self._prefix + text for text in texts]
        rows = self._model.encode(
            prefixed, batch_size=self._batch_size, convert_to_numpy=True, show_progress_bar=False
        )
        return np.asarray(rows, dtype=np.float32)


def build(options: Options) -> TextEncoder:
    """Load the model.

    Raises:
        BadOption: no model is named.
        MissingAsset: there is no such folder, and the hub gave nothing.
    """
    if not options.model:
        raise BadOption(
            f"{NEEDED_BY} needs the option 'model': a folder, or a name on the model hub.",
            hint='For example: model = "intfloat/multilingual-e5-small"',
        )
    library = required("sentence_transformers", NEEDED_BY, "sentence-transformers")
    try:
        model = library.SentenceTransformer(options.model, device=options.device)
    except (OSError, ValueError) as error:
        raise MissingAsset(
            f"sentence-transformers cannot load {options.model!r}: {str(error).splitlines()[0]}",
            hint="Name a folder that holds the model, or check the name and the way to the hub.",
        ) from error
    if options.max_tokens:
        model.max_seq_length = options.max_tokens
    space = f"sentence_transformers:{_identity(options.model)}:{options.prefix}:{options.max_tokens}"
    return SentenceTransformer(model, space, options.prefix, options.batch_size)


def _identity(model: str) -> str:
    """A hub name as it is; a folder by its contents, so that new weights are a new space."""
    folder = Path(model)
    if not folder.is_dir():
        return model
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    names = "".join(f"{file.relative_to(folder)}:{sha256_of(file)}\n" for file in files)
    return f"{folder.name}:{hashlib.sha256(names.encode()).hexdigest()[:12]}"
