"""Which product is on a shopper's photo? Compared place by place with the catalogue's clean pictures.

One vector for a whole photo drowns the product in the shelf around it. Here every place of a product's
picture looks for its likeness anywhere in the photo (a Chamfer distance between sets of places, Barrow et al.
1977, over the feature maps of a network), in a fine map that reads print and a coarse one that knows things.
Nothing is learnt from photos: how photo-like pictures differ from clean ones, and which products look like
anything, is measured on scenes that ``vision/staging`` draws of the catalogue itself.

Exact, and linear in the number of products: for a catalogue of thousands, match among the best of an index.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from daogou.core.progress import SILENT, Progress, tracked
from daogou.features.image_encoders import PlacesEncoder
from daogou.features.pixels import Pixels
from daogou.features.places import Places
from daogou.features.rows import unit_rows
from daogou.vision.foreground import plain_background
from daogou.vision.oklab import oklab
from daogou.vision.resize import padded
from daogou.vision.staging import Stage, cut_out

PHOTO_SIDE = 320  # pixels: a photo holds more than the product
PRODUCT_SIDES = (128, 192, 288)  # the product may fill a third of the photo, or all of it
WHOLE_SIDE = 224  # as the network was trained
MASK_SIDE = 96  # for telling the product from its background
MASK_SHARE = 100  # of 255: a place belongs to the product if so much of it does
SCENES_EACH, MOST_SCENES = 2, 200
BATCH_SIZE = 16

# Two opinions are added as probabilities: a sharp one for what is printed, and a soft one for what kind of
# thing it is. Sharpness and weight were chosen on photos of every second class of the grocery data.
PRINT_SHARPNESS, KIND_SHARPNESS, PRINT_WEIGHT = 3.0, 1.0, 0.5

Vectors = NDArray[np.float32]


@dataclass(frozen=True)
class _Pieces:
    """Places of all products at one size of one map, centred, unit rows; ``owner``: of which product."""

    pieces: Vectors  # (pieces, channels)
    owner: NDArray[np.intp]  # (pieces,)
    count: NDArray[np.intp]  # (products,)

    def likeness(self, places: Vectors) -> Vectors:
        """A photo's centred unit places [places, channels] -> mean best likeness [products]."""
        best = (self.pieces @ places.T).max(axis=1)
        return (np.bincount(self.owner, best, minlength=len(self.count)) / self.count).astype(np.float32)


@dataclass(frozen=True)
class _Map:
    """One map ("fine" or "coarse"): the mean of photos, the products' pieces, their usual likeness."""

    name: str
    photo_mean: Vectors  # (channels,)
    pieces: tuple[_Pieces, ...]  # one per size
    usual: Vectors  # (products,), over the scenes: some products look like anything

    def likeness(self, photo: Places) -> Vectors:
        """float32 [products], about 0 for an unlike product."""
        return self.raw(photo) - self.usual

    def raw(self, photo: Places) -> Vectors:
        """Summed over the sizes."""
        places = unit_rows(getattr(photo, self.name)[0] - self.photo_mean)
        summed: Vectors = np.stack([pieces.likeness(places) for pieces in self.pieces]).sum(axis=0)
        return summed


class PhotoMatcher:
    """Ranks the products of a small catalogue by how likely a photo shows them."""

    def __init__(
        self,
        encoder: PlacesEncoder,
        pictures: Sequence[Pixels],
        *,
        seed: int = 0,
        progress: Progress = SILENT,
    ) -> None:
        self._encoder = encoder
        products = {side: _places(encoder, pictures, side) for side in PRODUCT_SIDES}
        masks = [_product_mask(picture) for picture in pictures]
        scenes = _staged(pictures, seed)
        seen = [encoder.places([s], PHOTO_SIDE) for s in tracked(scenes, progress, "Staging", len(scenes))]
        self._maps = [_map(name, products, masks, seen) for name in ("fine", "coarse")]
        whole = _places(encoder, pictures, WHOLE_SIDE).features
        large = products[PRODUCT_SIDES[-1]].features
        self._wholes = (self._depths(whole), self._depths(large))
        self._kinds = np.sqrt((encoder.probabilities(whole) + encoder.probabilities(large)) / 2)

    def scores(self, photo: Pixels) -> Vectors:
        """float32 [products], a probability each; higher is likelier. uint8 [h, w, 3] RGB of any size."""
        at_large = self._encoder.places([photo], PHOTO_SIDE)
        at_whole = self._encoder.places([photo], WHOLE_SIDE)
        fine, coarse = (_standard(one.likeness(at_large)) for one in self._maps)
        whole = _standard(self._wholly_alike(at_whole.features, at_large.features))
        kind = _standard(self._alike_in_kind(at_whole.features, at_large.features))
        printed = _probabilities(fine + coarse + whole, PRINT_SHARPNESS)
        of_kind = _probabilities(kind + whole + coarse, KIND_SHARPNESS)
        return (PRINT_WEIGHT * printed + of_kind) / (PRINT_WEIGHT + 1)

    def _wholly_alike(self, small: Vectors, large: Vectors) -> Vectors:
        """The summed cosines of whole pictures, at two sizes."""
        of_small, of_large = self._wholes
        alike: Vectors = of_small @ self._depths(small)[0] + of_large @ self._depths(large)[0]
        return alike

    def _alike_in_kind(self, small: Vectors, large: Vectors) -> Vectors:
        """Bhattacharyya's coefficient of the class probabilities."""
        probabilities = (self._encoder.probabilities(small) + self._encoder.probabilities(large)) / 2
        alike: Vectors = self._kinds @ np.sqrt(probabilities[0])
        return alike

    def _depths(self, features: Vectors) -> Vectors:
        """Unit rows of the pooled coarse map, with which an encoder's features begin."""
        return unit_rows(features[:, : self._maps[1].photo_mean.shape[0]])


def _places(encoder: PlacesEncoder, pictures: Sequence[Pixels], side: int) -> Places:
    parts = [encoder.places(pictures[i : i + BATCH_SIZE], side) for i in range(0, len(pictures), BATCH_SIZE)]
    names = ("features", "fine", "coarse")
    return Places(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


def _product_mask(picture: Pixels) -> Image.Image:
    background = plain_background(oklab(padded(picture, MASK_SIDE)))
    return Image.fromarray((~background * 255).astype(np.uint8))


def _staged(pictures: Sequence[Pixels], seed: int) -> list[Pixels]:
    """Photo-like scenes of products drawn at random, at most ``MOST_SCENES``."""
    random = np.random.default_rng(seed)
    cut_outs = [cut_out(picture) for picture in pictures]
    drawn = random.permutation(len(pictures))[: MOST_SCENES // SCENES_EACH]
    stage = Stage(PHOTO_SIDE)
    return [s for which in drawn for s in stage.scenes(cut_outs, int(which), SCENES_EACH, random)]


def _map(
    name: str, products: dict[int, Places], masks: Sequence[Image.Image], scenes: Sequence[Places]
) -> _Map:
    photo_mean: Vectors = np.stack([getattr(scene, name)[0].mean(axis=0) for scene in scenes]).mean(axis=0)
    pieces = tuple(_pieces(getattr(places, name), masks) for places in products.values())
    unbiased = _Map(name, photo_mean, pieces, np.zeros(len(masks), dtype=np.float32))
    usual: Vectors = np.stack([unbiased.raw(scene) for scene in scenes]).mean(axis=0)
    return _Map(name, photo_mean, pieces, usual)


def _pieces(places: Vectors, masks: Sequence[Image.Image]) -> _Pieces:
    """The places that are on the product, float32 [products, places, channels] -> pieces."""
    grid = round(places.shape[1] ** 0.5)
    kept, owner = [], []
    for number, (mask, vectors) in enumerate(zip(masks, places, strict=True)):
        on = np.asarray(mask.resize((grid, grid), Image.Resampling.BOX)).reshape(-1) > MASK_SHARE
        chosen = vectors[on] if on.any() else vectors  # thinner than a place: all of them
        kept.append(chosen)
        owner.extend([number] * len(chosen))
    pieces = np.concatenate(kept)
    owners = np.array(owner)
    return _Pieces(unit_rows(pieces - pieces.mean(axis=0)), owners, np.bincount(owners, minlength=len(masks)))


def _standard(scores: Vectors) -> Vectors:
    """Brought to mean 0 and deviation 1, so that different likenesses can be added."""
    standard: Vectors = (scores - scores.mean()) / max(float(scores.std()), 1e-9)
    return standard


def _probabilities(scores: Vectors, sharpness: float) -> Vectors:
    powers: Vectors = np.exp(sharpness * (scores - scores.max()))
    shares: Vectors = powers / powers.sum()
    return shares
