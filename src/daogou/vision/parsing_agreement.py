"""What the garment parser said of each place, weighed against what it said of the rest of the person.

A garment is of few colours and in one piece, so places of like colour near each other should be called alike:
mean-field inference in a fully connected field (Krähenbühl and Koltun 2011) over the clothes alone, whose
summed chance stays as it is. Then clothes stand together against all that is none: a place that may be three
garments is likelier cloth than a bag, though the bag is likelier than each of them.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from daogou.vision.oklab import oklab
from daogou.vision.parsing_region import Region
from daogou.vision.parts import PARTS

View = tuple[Region, NDArray[np.float32]]  # chances [labels, 128, 64] of a region

CLOTHES = np.array(
    [PARTS.index(part) for part in ("top", "coat", "dress", "skirt", "trousers", "shorts")], np.intp
)
COARSE = 4  # cells of the chances to a side of one that votes: a 32nd of the region's height
# chosen on validation photos, together with the next two: .001 more of their pixels are right
REACH = 10.0  # coarse cells: about a third of the height
ALIKE = 0.03  # in OKLab: what light makes of one cloth
WEIGHT = 0.5  # of all others' mean logarithm, beside a place's own
ROUNDS = 3  # after which nothing changes
CLOTH = 0.15  # chance of being cloth from which a place votes
ALONE = 3.0  # votes that a place of a colour of its own has for nothing
LEAST = 1e-3  # chance below which none counts


def joined(views: list[View]) -> View:
    """Looks at the same person, each within the first -> the mean of those that show a place, as the first
    shows it."""
    (widest, chances), *nearer = views
    total, count = chances.copy(), np.ones(chances.shape[1:], np.float32)
    for region, seen in nearer:
        place = _place_of(region, widest, chances.shape[1])
        for row, chance in enumerate(seen):
            total[row] += _moved(chance, place, count.shape)
        count += _moved(np.ones_like(count), place, count.shape)
    return widest, total / count


def _place_of(region: Region, widest: Region, height: int) -> NDArray[np.float64]:
    """float64 [2, 3]: from cells of the widest to those of the region, both so many high."""
    scale = widest.height / region.height
    across, down = (region.place(x, y, height) for x, y in ((widest.left, 0.0), (0.0, widest.top)))
    return np.array([[scale, 0, across[0] + scale / 2 - 0.5], [0, scale, down[1] + scale / 2 - 0.5]])


def _moved(
    chance: NDArray[np.float32], place: NDArray[np.float64], shape: tuple[int, ...]
) -> NDArray[np.float32]:
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return np.asarray(cv2.warpAffine(chance, place, shape[::-1], flags=flags), np.float32)


def agreed(
    chances: NDArray[np.float32], parts: NDArray[np.intp], cut: NDArray[np.uint8]
) -> NDArray[np.float32]:
    """[labels, h, w] and what the region looks like, uint8 [?, ?, 3] -> the chances after the vote; ``parts``
    [labels]: the row of PARTS that each is."""
    clothes = np.isin(parts, CLOTHES)
    if not clothes.any():
        return chances
    cloth = np.stack([chances[parts == row].sum(axis=0) for row in CLOTHES])
    height, width = (side // COARSE for side in chances.shape[1:])
    coarse = cloth.reshape(len(cloth), height, COARSE, width, COARSE).mean(axis=(2, 4))
    colours = oklab(np.asarray(cv2.resize(cut, (width, height), interpolation=cv2.INTER_AREA), np.uint8))
    ratios = _ratios(coarse, colours)
    fine = np.ones((len(PARTS), *chances.shape[1:]), np.float32)
    for row, ratio in zip(CLOTHES, ratios, strict=True):
        fine[row] = cv2.resize(ratio, fine.shape[:0:-1], interpolation=cv2.INTER_LINEAR)
    voted = chances * fine[parts]
    voted[clothes] *= cloth.sum(axis=0) / np.maximum(voted[clothes].sum(axis=0), 1e-9)
    return voted


def _ratios(cloth: NDArray[np.float32], colours: NDArray[np.float32]) -> NDArray[np.float32]:
    """[6, h, w] and OKLab [h, w, 3] -> by how much the vote raises each garment's chance."""
    ratios = np.ones_like(cloth)
    mass = cloth.sum(axis=0)
    votes = mass > CLOTH
    if votes.sum() < 2:
        return ratios
    own = (cloth[:, votes] / mass[votes]).T
    heard = _affinity(np.argwhere(votes).astype(np.float32), colours[votes], mass[votes])
    start = np.log(own + LEAST)
    chance = own
    for _ in range(ROUNDS):
        level = start + WEIGHT * heard @ np.log(chance + LEAST)
        chance = np.exp(level - level.max(axis=1, keepdims=True))
        chance /= chance.sum(axis=1, keepdims=True)
    ratios[:, votes] = ((chance + LEAST) / (own + LEAST)).T
    return ratios


def _affinity(
    places: NDArray[np.float32], colours: NDArray[np.float32], mass: NDArray[np.float32]
) -> NDArray[np.float32]:
    """[n, n]: how much each place hears of every other."""
    near = np.exp(-_apart(places / REACH) / 2 - _apart(colours / ALIKE) / 2) * mass
    np.fill_diagonal(near, 0)
    heard: NDArray[np.float32] = near / (near.sum(axis=1, keepdims=True) + ALONE)
    return heard


def _apart(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """[n, k] -> [n, n]: squares of the distances."""
    squares = (values * values).sum(axis=1)
    return np.asarray(np.maximum(squares[:, None] + squares - 2 * values @ values.T, 0), np.float32)


def clothes_first(chances: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """[PARTS, h, w] -> the same, the likeliest garment having all clothes' chances; and its own share of
    them, [h, w]."""
    cloth = chances[CLOTHES]
    total, best = cloth.sum(axis=0), cloth.argmax(axis=0)
    first = chances.copy()
    first[CLOTHES] = np.where(np.arange(len(CLOTHES))[:, None, None] == best, total, 0)
    return first, cloth.max(axis=0) / np.maximum(total, 1e-9)
