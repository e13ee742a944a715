"""Keras applications (VGG16, ResNet50, InceptionV3, EfficientNet, MobileNet …) on Keras 3.

Keras 3 runs on torch, TensorFlow or JAX; the option ``backend`` chooses, torch by default, so that no second
framework is needed. Pictures are squashed to the network's size, as ``keras.utils.load_img`` does.
"""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from daogou.core.errors import BadOption, MissingAsset
from daogou.core.files import sha256_of
from daogou.core.roles import nearest, required
from daogou.features.class_names import class_names, usual_names
from daogou.features.image_encoders import ImageEncoder
from daogou.features.pixels import Pixels, batches, fitted

NEEDED_BY = "image encoder 'keras'"
OPEN_SIZE = 224  # of networks that take any size (MobileNetV3): what they were trained on


@dataclass(frozen=True)
class Options:
    """``model``: a name in ``keras.applications``; ``weights``: "imagenet", which Keras fetches, or a file.

    ``classes``: a file that names the classes, one a line; needed only if they are not ImageNet's.
    """

    model: str = "ResNet50"
    weights: str = "imagenet"
    backend: Literal["torch", "tensorflow", "jax"] = "torch"
    classes: str = ""
    batch_size: int = 16


class KerasNetwork:
    """The network up to the last layer, and the last layer."""

    def __init__(self, keras: Any, network: Any, prepare: Any, options: Options, space: str) -> None:
        *_, before, last = network.layers
        is_classifier = isinstance(last, keras.layers.Dense)
        self._features = keras.Model(network.input, before.output if is_classifier else network.output)
        self._last = last
        self._prepare = prepare
        self._batch_size = options.batch_size
        height, width = network.input_shape[1:3]
        self._size = (height or OPEN_SIZE, width or OPEN_SIZE)
        self.space = space
        self.dim = int(self._features.output_shape[-1])
        self.classes = class_names(options.classes) or usual_names(last.units) if is_classifier else ()
        if self.classes and len(self.classes) != last.units:
            raise BadOption(
                f"{options.model} has {last.units} classes, {options.classes} names {len(self.classes)}."
            )

    def encode(self, images: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
        """float32 [n, dim]: what the last layer gets."""
        rows = [self._batch(batch) for batch in batches(images, self._batch_size)]
        return np.concatenate([np.zeros((0, self.dim), np.float32), *rows])

    def probabilities(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """The last layer, which ends in a softmax; no columns if no classes are named."""
        if not self.classes or not len(features):
            return np.zeros((len(features), len(self.classes)), np.float32)
        return _numpy(self._last(features))

    def _batch(self, images: Sequence[Pixels]) -> NDArray[np.float32]:
        pixels = np.stack([fitted(image, *self._size, "squash") for image in images]).astype(np.float32)
        return np.asarray(self._features.predict_on_batch(self._prepare(pixels)), dtype=np.float32)


def _numpy(tensor: Any) -> NDArray[np.float32]:
    return np.asarray(sys.modules["keras"].ops.convert_to_numpy(tensor), dtype=np.float32)


def _keras(backend: str) -> Any:
    """Keras on the chosen framework.

    Raises:
        BadOption: this process already runs Keras on another one.
    """
    if "keras" not in sys.modules:
        os.environ["KERAS_BACKEND"] = backend  # read once, when Keras is imported
    required(backend, NEEDED_BY, "keras")
    keras = required("keras", NEEDED_BY, "keras")
    running = keras.config.backend()
    if running != backend:
        raise BadOption(
            f"Keras already runs on {running!r} in this process, so it cannot run on {backend!r}."
        )
    return keras


def build(options: Options) -> ImageEncoder:
    """Make the network and load its weights.

    Raises:
        BadOption: Keras has no such network, or the file does not fit it.
        MissingAsset: Keras could not fetch its weights.
    """
    keras = _keras(options.backend)
    make = getattr(keras.applications, options.model, None)
    if not callable(make):
        names = [name for name in dir(keras.applications) if name[0].isupper()]
        close = nearest(options.model, names)
        raise BadOption(
            f"Keras has no application {options.model!r}; there are: {', '.join(names)}.",
            hint=f"Did you mean {close!r}?" if close else "",
        )
    prepare = sys.modules[make.__module__].preprocess_input
    network, identity = (
        _imagenet(make, options) if options.weights == "imagenet" else _from_file(make, options)
    )
    return KerasNetwork(keras, network, prepare, options, f"keras:{options.model}:{identity}")


def _imagenet(make: Any, options: Options) -> tuple[Any, str]:
    try:
        return make(weights="imagenet"), "imagenet"
    except Exception as error:  # Keras raises a bare Exception where the download fails
        raise MissingAsset(
            f"Keras could not fetch the weights of {options.model}: {error}",
            hint="Name a file of weights in the option 'weights'.",
        ) from error


def _from_file(make: Any, options: Options) -> tuple[Any, str]:
    file = Path(options.weights)
    if not file.is_file():
        raise BadOption(f"There is no file of weights at {file}.", hint="Check the option 'weights'.")
    count = len(class_names(options.classes))
    network = make(weights=None, **({"classes": count} if count else {}))
    try:
        network.load_weights(file)
    except (ValueError, OSError, KeyError) as error:
        first = str(error).splitlines()[0]
        raise BadOption(f"{file} holds no weights of {options.model}: {first}") from error
    return network, sha256_of(file)[:12]
