"""A learnt model as arrays in one file: no pickle, so that a file can run nothing."""

import json
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from daogou.core.errors import CorruptAsset
from daogou.fit.learned.columns import Columns
from daogou.fit.learned.effects import Effects
from daogou.fit.learned.trees import trees_from

EFFECTS = ("products", "shoppers", "usual")


def columns_arrays(columns: Columns) -> dict[str, NDArray[Any]]:
    """For ``np.savez``; ``columns_from`` reads them."""
    arrays: dict[str, NDArray[Any]] = {
        "middle": np.array(columns.middle),
        "codes": np.array(json.dumps({name: dict(codes) for name, codes in columns.codes.items()})),
    }
    for name in EFFECTS:
        arrays |= effects_arrays(getattr(columns, name), f"columns.{name}.")
    return arrays | (columns.expected.arrays("expected.") if columns.expected else {})


def columns_from(arrays: Any) -> Columns:
    """What ``columns_arrays`` gave."""
    expected = trees_from(arrays, "expected.") if "expected.roots" in arrays else None
    kept = {name: effects_from(arrays, f"columns.{name}.") for name in EFFECTS}
    return Columns(
        expected,
        kept["products"],
        kept["shoppers"],
        kept["usual"],
        float(arrays["middle"]),
        json.loads(str(arrays["codes"])),
    )


def effects_arrays(effects: Effects, prefix: str) -> dict[str, NDArray[Any]]:
    """For ``np.savez``; ``effects_from`` reads them."""
    keys = np.array(sorted(effects.rows, key=lambda key: effects.rows[key]), dtype=np.str_)
    return {
        prefix + "keys": keys,
        prefix + "sums": effects.sums,
        prefix + "shrink": np.array(effects.shrink),
    }


def effects_from(arrays: Any, prefix: str) -> Effects:
    """What ``effects_arrays`` gave."""
    rows = {str(key): at for at, key in enumerate(arrays[prefix + "keys"])}
    return Effects(rows, arrays[prefix + "sums"], float(arrays[prefix + "shrink"]))


def read_arrays(file: Path) -> dict[str, NDArray[Any]]:
    """Every array of a file.

    Raises:
        CorruptAsset: it is no such file.
    """
    try:
        with np.load(BytesIO(file.read_bytes()), allow_pickle=False) as kept:
            return dict(kept)
    except (OSError, ValueError, EOFError, zipfile.BadZipFile) as error:
        raise CorruptAsset(f"{file} holds no size model.", hint="Learn it again.") from error
