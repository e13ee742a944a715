"""A labeller on the disk: its numbers in one file, its words in another."""

from pathlib import Path
from typing import Any

import numpy as np

from daogou.core.errors import NotBuilt, SpaceMismatch
from daogou.core.files import read_json, replacing, write_json
from daogou.features.label_views import Standard
from daogou.features.labeller import Head, Labeller, Mix
from daogou.features.rows import Vectors
from daogou.features.see import Eye

ARRAYS, WORDS = "labeller.npz", "labeller.json"


def save_labeller(labeller: Labeller, folder: Path, eye: Eye) -> None:
    """Write it into an existing folder; ``eye`` is the one whose rows it was taught on.

    The taught views are kept in half precision, which moves no probability by a thousandth.
    """
    arrays: dict[str, Any] = {}
    for name, taught in labeller.taught.items():
        arrays[f"taught {name}"] = taught.astype(np.float16)
        arrays[f"mean {name}"] = labeller.standards[name].mean
        arrays[f"deviation {name}"] = labeller.standards[name].deviation
    arrays |= {f"dual {kind}": head.dual for kind, head in labeller.heads.items()}
    arrays |= {f"held out {kind}": head.held_out.astype(np.float16) for kind, head in labeller.heads.items()}
    with replacing(folder / ARRAYS) as file, file.open("wb") as stream:
        np.savez(stream, allow_pickle=False, **arrays)
    heads = {kind: _words_of(head) for kind, head in labeller.heads.items()}
    words = {"eye": eye.space, "ids": labeller.ids, "labels": labeller.labels, "heads": heads}
    write_json(folder / WORDS, words | {"views": list(labeller.taught)})


def _words_of(head: Head) -> dict[str, Any]:
    mix = {"weights": dict(head.mix.weights), "sharpness": head.mix.sharpness, "ridge": head.mix.ridge}
    plain = {name: getattr(head, name) for name in ("classes", "several", "slope", "shift", "vote", "doubt")}
    return plain | {"mix": mix}


def load_labeller(folder: Path, eye: Eye) -> Labeller:
    """What ``save_labeller`` wrote.

    Raises:
        NotBuilt: nothing was saved there.
        SpaceMismatch: it was taught on another eye's rows.
    """
    if not (folder / WORDS).is_file():
        raise NotBuilt(f"There is no labeller in {folder}.", hint="`daogou build` teaches it.")
    words = read_json(folder / WORDS)
    if words["eye"] != eye.space:
        raise SpaceMismatch(
            f"The labeller in {folder} was taught on {words['eye']!r}, the shop's eye is {eye.space!r}.",
            hint="`daogou build` teaches a new one.",
        )
    with np.load(folder / ARRAYS, allow_pickle=False) as stored:
        views = words["views"]
        taught = {name: stored[f"taught {name}"].astype(np.float32) for name in views}
        standards = {name: Standard(stored[f"mean {name}"], stored[f"deviation {name}"]) for name in views}
        heads = {
            kind: _head_from(own, stored[f"dual {kind}"], stored[f"held out {kind}"].astype(np.float32))
            for kind, own in words["heads"].items()
        }
    labels = {kind: tuple(map(tuple, own)) for kind, own in words["labels"].items()}
    return Labeller(tuple(words["ids"]), standards, taught, labels, heads)


def _head_from(words: dict[str, Any], dual: Vectors, held_out: Vectors) -> Head:
    mix = Mix(**words["mix"])
    plain = {name: words[name] for name in ("several", "slope", "shift", "vote", "doubt")}
    return Head(mix, tuple(words["classes"]), dual, held_out, **plain)
