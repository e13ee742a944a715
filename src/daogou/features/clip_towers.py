"""The two towers of a CLIP model (Radford et al. 2021), loaded once and shared by both encoders."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from daogou.core.errors import BadOption, MissingAsset
from daogou.core.files import fingerprint, sha256_of
from daogou.core.roles import required

NEEDED_BY = "encoder 'open_clip'"


@dataclass(frozen=True)
class Towers:
    """``prepare``: PIL picture -> tensor; ``tokenize``: texts -> tensor; both towers give ``dim`` numbers."""

    model: Any
    prepare: Callable[[Any], Any]
    tokenize: Callable[[list[str]], Any]
    space: str
    dim: int


@lru_cache(maxsize=2)  # the picture's and the text's encoder ask for the same one
def load_towers(model: str, weights: str, device: str) -> Towers:
    """Load a model: a folder, ``hf-hub:owner/name``, or a name of open_clip with a tag or file of weights.

    Raises:
        BadOption: open_clip has no such model.
        MissingAsset: its weights are not there.
    """
    open_clip = required("open_clip", NEEDED_BY, "open-clip")
    torch = required("torch", NEEDED_BY, "open-clip")
    name = f"local-dir:{model}" if Path(model).is_dir() else model
    if ":" not in name and name not in open_clip.list_models():
        raise BadOption(
            f"open_clip has no model {model!r}, and there is no such folder.",
            hint='Known names: python -c "import open_clip; print(open_clip.list_models())"',
        )
    network = _network(open_clip, name, weights, device)
    config = open_clip.transform.PreprocessCfg(**network.visual.preprocess_cfg)
    tokenize = open_clip.get_tokenizer(name)
    with torch.inference_mode():
        dim = int(network.encode_text(tokenize(["a"]).to(device)).shape[1])
    prepare = open_clip.transform.image_transform_v2(config, is_train=False)
    return Towers(network, prepare, tokenize, f"open_clip:{_identity(model, weights)}", dim)


def _network(open_clip: Any, name: str, weights: str, device: str) -> Any:
    pretrained = None if ":" in name else weights
    try:
        # without require_pretrained a model whose weights are missing is random numbers and a warning
        model = open_clip.create_model(name, pretrained, device=device, require_pretrained=True)
    except (RuntimeError, OSError, ValueError) as error:
        raise MissingAsset(
            f"open_clip cannot load {name!r} with the weights {weights!r}: {str(error).splitlines()[0]}",
            hint="Name a folder that holds open_clip_config.json and the weights, or a file of weights.",
        ) from error
    return model.eval()


def _identity(model: str, weights: str) -> str:
    """Names as they are, files by their contents: new weights are a new space."""
    folder, file = Path(model), Path(weights)
    if folder.is_dir():
        files = sorted(file for file in folder.iterdir() if file.is_file())
        return f"{folder.name}:{fingerprint([(f.name, sha256_of(f)) for f in files])[:12]}"
    return f"{model}:{sha256_of(file)[:12] if file.is_file() else weights}"
