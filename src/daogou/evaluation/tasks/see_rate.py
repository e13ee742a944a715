"""How many pictures a second a build sees, beside bare onnxruntime on the same pictures."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from daogou.core.progress import Progress
from daogou.evaluation.see_rate import ROUNDS, measure_see
from daogou.evaluation.tasks import Measurement, Task
from daogou.features import image_encoders
from daogou.features.see import Eye
from daogou.sources.demo import draw_shop

PROTOCOL = (
    "{count} pictures: of fashion/ if it is there, else drawn. All of seeing (reading, decoding, resizing, "
    "colours, network) and the network alone on inputs made ready, in turn, {rounds} times; medians."
)


@dataclass(frozen=True)
class Options:
    """``pictures``: how many."""

    pictures: int = 640


class SeeRateTask:
    """See the protocol."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def __call__(self, data: Path, *, seed: int, progress: Progress) -> Measurement:
        """See the contract; without fashion/ it draws its pictures."""
        count = self._options.pictures
        real = sorted((data / "fashion" / "images").glob("*.jpg"))[:count]
        if real:
            return _measured(real, real)
        with tempfile.TemporaryDirectory() as name:
            draw_shop(Path(name), products=count, seed=seed, progress=progress)
            return _measured(sorted(Path(name).glob("feed/pictures/*")), [])


def _measured(files: list[Path], read: list[Path]) -> Measurement:
    rate = measure_see(files, Eye(image_encoders.ROLE.open("efficientnet_lite0")))
    metrics = {"see_per_second": rate.see, "bare_per_second": rate.bare, "see_over_bare": rate.ratio}
    return Measurement(metrics, PROTOCOL.format(count=len(files), rounds=ROUNDS), tuple(read))


def build(options: Options) -> Task:
    """The task."""
    return SeeRateTask(options)
