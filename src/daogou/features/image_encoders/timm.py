"""Any network of timm (Wightman 2019): VGG, ResNet, Inception, EfficientNet, ViT and a thousand more.

The picture is prepared as timm says that the weights were trained. The features are those before the last
layer, which gives the class probabilities where it alone leads from them to the network's own answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from pickle import UnpicklingError
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from daogou.core.errors import BadOption, MissingAsset
from daogou.core.files import sha256_of
from daogou.core.roles import nearest, required
from daogou.features.class_names import class_names, usual_names
from daogou.features.image_encoders import ImageEncoder
from daogou.features.pixels import batches

NEEDED_BY = "image encoder 'timm'"


@dataclass(frozen=True)
class Options:
    """``model``: a name of timm, as in ``timm.list_models()``; ``weights``: a checkpoint file.

    Without ``weights`` timm fetches its own from the model hub. ``classes``: a file that names the classes of
    the checkpoint, one a line; needed only if they are not ImageNet's.
    """

    model: str = "resnet50"
    weights: str = ""
    classes: str = ""
    device: str = "cpu"
    batch_size: int = 16


class TimmNetwork:
    """A network of timm with its own preparation of pictures."""

    def __init__(self, network: Any, options: Options, space: str) -> None:
        timm_data = required("timm.data", NEEDED_BY, "timm")
        self._torch = required("torch", NEEDED_BY, "timm")
        self._network = network.eval().to(options.device)
        self._options = options
        config = timm_data.resolve_model_data_config(network)
        self._prepare = timm_data.create_transform(**config, is_training=False)
        self.space = space
        probe = self._torch.zeros((1, *config["input_size"]), device=options.device)
        with self._torch.inference_mode():
            features = self._features(probe)
            self.dim = int(features.shape[1])
            names = class_names(options.classes) or usual_names(network.num_classes)
            self.classes = names if self._answers(probe, features) else ()

    def encode(self, images: Sequence[NDArray[np.uint8]]) -> NDArray[np.float32]:
        """float32 [n, dim]: what the last layer gets."""
        rows = [np.zeros((0, self.dim), np.float32)]
        with self._torch.inference_mode():
            for batch in batches(images, self._options.batch_size):
                pixels = self._torch.stack([self._prepare(Image.fromarray(image)) for image in batch])
                rows.append(self._features(pixels.to(self._options.device)).float().cpu().numpy())
        return np.concatenate(rows)

    def probabilities(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """The last layer and a softmax; no columns for a network without classes."""
        if not self.classes:
            return np.zeros((len(features), 0), np.float32)
        with self._torch.inference_mode():
            logits = self._network.get_classifier()(self._torch.from_numpy(features).to(self._options.device))
            shares: NDArray[np.float32] = logits.float().softmax(dim=1).cpu().numpy()
        return shares

    def _features(self, pixels: Any) -> Any:
        return self._network.forward_head(self._network.forward_features(pixels), pre_logits=True)

    def _answers(self, probe: Any, features: Any) -> bool:
        """Whether the last layer alone turns the features into the network's own answer."""
        classifier = self._network.get_classifier()
        if not isinstance(classifier, self._torch.nn.Linear) or classifier.in_features != self.dim:
            return False
        return bool(self._torch.allclose(classifier(features), self._network(probe), atol=1e-4))


def build(options: Options) -> ImageEncoder:
    """Make the network and load its weights.

    Raises:
        BadOption: timm has no such model, or the checkpoint does not fit it.
        MissingAsset: no weights came from the hub.
    """
    timm = required("timm", NEEDED_BY, "timm")
    if not timm.is_model(options.model):
        close = nearest(options.model, timm.list_models())
        raise BadOption(
            f"timm has no model {options.model!r}.", hint=f"Did you mean {close!r}?" if close else ""
        )
    own = {"num_classes": len(class_names(options.classes))} if options.classes else {}
    if options.weights:
        network = _from_file(timm, options, own)
        return TimmNetwork(network, options, f"timm:{options.model}:{sha256_of(Path(options.weights))[:12]}")
    network = _from_hub(timm, options)
    return TimmNetwork(network, options, f"timm:{options.model}:{network.pretrained_cfg.get('tag')}")


def _from_file(timm: Any, options: Options, own: dict[str, int]) -> Any:
    if not Path(options.weights).is_file():
        raise BadOption(f"There is no checkpoint at {options.weights}.", hint="Check the option 'weights'.")
    try:
        return timm.create_model(options.model, checkpoint_path=options.weights, **own)
    except (RuntimeError, KeyError, ValueError, OSError, EOFError, UnpicklingError) as error:
        first = str(error).partition("\n")[0]
        raise BadOption(f"{options.weights} is no checkpoint of {options.model}: {first}") from error


def _from_hub(timm: Any, options: Options) -> Any:
    try:
        return timm.create_model(options.model, pretrained=True)
    except (RuntimeError, OSError) as error:
        first = str(error).splitlines()[0]
        raise MissingAsset(
            f"The model hub gave no weights for {options.model!r}: {first}",
            hint="Name a checkpoint file in the option 'weights'.",
        ) from error
