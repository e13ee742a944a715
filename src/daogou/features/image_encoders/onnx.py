"""Any network in an ONNX file, run by onnxruntime; the options say what goes in and what comes out."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from daogou.core.errors import BadOption
from daogou.core.files import fingerprint, sha256_of
from daogou.core.roles import nearest, required
from daogou.features.class_names import class_names, usual_names
from daogou.features.image_encoders import ImageEncoder
from daogou.features.pixels import Fit, Pixels, batches, fitted, softmax

NEEDED_BY = "image encoder 'onnx'"
BATCH_SIZE = 16  # on a CPU larger batches are no faster, and they take memory


@dataclass(frozen=True)
class Options:
    """What the network takes: pixels / ``scale``, less ``mean``, divided by ``std`` (ImageNet's by default).

    ``height`` and ``width`` count only where the file leaves them open. ``output``: the name of the output to
    take, empty for the first; one with positions (feature maps, tokens) is averaged over them.
    ``gives`` "logits": the output scores the classes that the file ``classes`` names, else ImageNet's.
    """

    path: str = ""
    layout: Literal["NCHW", "NHWC"] = "NCHW"
    height: int = 224
    width: int = 224
    fit: Fit = "squash"
    channels: Literal["RGB", "BGR"] = "RGB"
    scale: float = 255.0
    mean: list[float] = field(default_factory=lambda: [0.485, 0.456, 0.406])
    std: list[float] = field(default_factory=lambda: [0.229, 0.224, 0.225])
    output: str = ""
    gives: Literal["features", "logits"] = "features"
    classes: str = ""
    threads: int = 0


class OnnxFile:
    """A session of onnxruntime."""

    def __init__(self, session: Any, options: Options) -> None:
        self._session = session
        self._options = options
        self._input = session.get_inputs()[0]
        self._output = _output_name(session, options.output)
        self._mean = np.array(options.mean, dtype=np.float32)
        self._std = np.array(options.std, dtype=np.float32)
        self._size = _size(self._input.shape, options)
        self._batch_size = _fixed(self._input.shape[0], BATCH_SIZE)
        self.dim = int(self._run([np.zeros((8, 8, 3), np.uint8)]).shape[1])
        names = class_names(options.classes) or usual_names(self.dim)
        self.classes = names if options.gives == "logits" else ()
        if self.classes and len(self.classes) != self.dim:
            raise BadOption(
                f"{options.path} scores {self.dim} classes, {options.classes} names {len(self.classes)}."
            )
        what = {name: value for name, value in vars(options).items() if name not in ("path", "threads")}
        self.space = f"onnx:{sha256_of(Path(options.path))[:12]}:{fingerprint(what)[:8]}"

    def encode(self, images: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
        """float32 [n, dim]: the chosen output."""
        rows = [self._run(batch) for batch in batches(images, self._batch_size)]
        return np.concatenate(rows) if rows else np.zeros((0, self.dim), np.float32)

    def probabilities(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """Softmax of the logits; no columns if the output is no logits."""
        return softmax(features) if self.classes else np.zeros((len(features), 0), np.float32)

    def _run(self, images: Sequence[Pixels]) -> NDArray[np.float32]:
        batch = np.stack([self._prepared(image) for image in images])
        missing = _fixed(self._input.shape[0], len(batch)) - len(batch)  # some files fix the batch's size
        filled = np.concatenate([batch, np.repeat(batch[:1], missing, axis=0)]) if missing > 0 else batch
        (result,) = self._session.run([self._output], {self._input.name: filled})
        return _flat(np.asarray(result, dtype=np.float32)[: len(batch)], self._options.layout)

    def _prepared(self, image: Pixels) -> NDArray[np.float32]:
        pixels = fitted(image, *self._size, self._options.fit).astype(np.float32) / self._options.scale
        if self._options.channels == "BGR":
            pixels = pixels[:, :, ::-1]
        normal = (pixels - self._mean) / self._std
        return normal.transpose(2, 0, 1) if self._options.layout == "NCHW" else normal


def _flat(output: NDArray[np.float32], layout: str) -> NDArray[np.float32]:
    """(n, dim); feature maps (n, c, h, w) or (n, h, w, c) and tokens (n, t, c) averaged over positions."""
    if output.ndim == 4 and layout == "NCHW":
        output = output.transpose(0, 2, 3, 1)
    positions = tuple(range(1, output.ndim - 1))
    flat: NDArray[np.float32] = output.mean(axis=positions) if positions else output
    return flat


def _fixed(size: object, otherwise: int) -> int:
    return size if isinstance(size, int) else otherwise  # open sizes are names or None


def _size(shape: Sequence[object], options: Options) -> tuple[int, int]:
    _, *sizes = shape
    channels, height, width = sizes if options.layout == "NCHW" else (sizes[2], *sizes[:2])
    if isinstance(channels, int) and channels != 3:
        raise ValueError(f"with the layout {options.layout}, {list(shape)} has {channels} channels, not 3")
    return _fixed(height, options.height), _fixed(width, options.width)


def _output_name(session: Any, wanted: str) -> str:
    names: list[str] = [output.name for output in session.get_outputs()]
    if wanted and wanted not in names:
        close = nearest(wanted, names)
        raise BadOption(
            f"The network has no output {wanted!r}; there are: {', '.join(names)}.",
            hint=f"Did you mean {close!r}?" if close else "",
        )
    return wanted or names[0]


def build(options: Options) -> ImageEncoder:
    """Load the file.

    Raises:
        BadOption: there is no such file, it is no network, or it does not take what the options say.
    """
    if not Path(options.path).is_file():
        raise BadOption(f"{NEEDED_BY} needs the option 'path': an ONNX file; {options.path!r} is none.")
    runtime = required("onnxruntime", NEEDED_BY)
    settings = runtime.SessionOptions()
    settings.intra_op_num_threads = options.threads  # 0: as many as there are cores
    settings.log_severity_level = 3  # errors only
    try:
        session = runtime.InferenceSession(options.path, settings, providers=["CPUExecutionProvider"])
        return OnnxFile(session, options)
    except (RuntimeError, ValueError, IndexError) as error:
        raise BadOption(f"{options.path} cannot be run as the options say: {error}") from error
    except Exception as error:  # onnxruntime's own errors share no base but Exception
        if type(error).__module__.startswith("onnxruntime"):
            raise BadOption(f"{options.path} is no network that onnxruntime can run: {error}") from error
        raise
