"""Weights are read without torch, and nothing in a checkpoint is run."""

import pickle

import numpy as np
import pytest

from daogou.core.errors import CorruptAsset
from daogou.features.checkpoint import MAGIC, read_checkpoint


def test_reads_what_torch_wrote(tmp_path):
    torch = pytest.importorskip("torch", reason="needs torch")
    state = {"a.weight": torch.randn(3, 4, 2), "b": torch.randn(5).double().float(), "count": torch.tensor(7)}
    state["transposed"] = state["a.weight"][0].T  # shares a storage, other strides
    torch.save(state, tmp_path / "w.pth", _use_new_zipfile_serialization=False)
    read = read_checkpoint(tmp_path / "w.pth")
    assert read.keys() == state.keys()
    for name, tensor in state.items():
        np.testing.assert_array_equal(read[name], tensor.numpy())


class Evil:
    """Would call a function when unpickled."""

    def __reduce__(self):
        return print, ("this must never be printed",)


def test_a_checkpoint_that_calls_a_function_is_refused(tmp_path, capsys):
    header = b"".join(pickle.dumps(part, 2) for part in (MAGIC, 1001, {}))
    (tmp_path / "evil.pth").write_bytes(header + pickle.dumps({"a": Evil()}, 2) + pickle.dumps([], 2))
    with pytest.raises(CorruptAsset, match="print"):
        read_checkpoint(tmp_path / "evil.pth")
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("content", [b"", b"hello", pickle.dumps(1, 2) * 3, b"\x80\x02"])
def test_other_files_are_refused_with_their_name(tmp_path, content):
    (tmp_path / "other.pth").write_bytes(content)
    with pytest.raises(CorruptAsset, match=r"other\.pth"):
        read_checkpoint(tmp_path / "other.pth")


def test_half_a_checkpoint_is_refused(tmp_path):
    torch = pytest.importorskip("torch", reason="needs torch")
    torch.save({"a": torch.randn(100)}, tmp_path / "w.pth", _use_new_zipfile_serialization=False)
    whole = (tmp_path / "w.pth").read_bytes()
    (tmp_path / "half.pth").write_bytes(whole[:-200])
    with pytest.raises(CorruptAsset, match=r"half\.pth"):
        read_checkpoint(tmp_path / "half.pth")
