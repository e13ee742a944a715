"""What several test folders need."""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

# before numpy and torch are imported: test processes run side by side, and more threads than cores only wait
os.environ.setdefault("OMP_NUM_THREADS", "1")

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings

# no timed tests: how long a draw or an example takes says more about the machine than about the code.
# 40 examples where a test does not say, for the suite is to end within minutes on two cores: a fault that
# many inputs show is found at once, a rare one by one of the next runs, whose examples are others
settings.register_profile(
    "untimed", deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def for_all_workers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the test processes of one run share; without pytest-xdist there is but one process."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def made_once(for_all_workers: Path) -> Callable[[str, Callable[[Path], object]], Path]:
    """A function that gives a folder that ``make`` wrote, once in all test processes: it is for reading."""

    def once(name: str, make: Callable[[Path], object]) -> Path:
        folder, done = for_all_workers / name, for_all_workers / f"{name}.done"
        with FileLock(for_all_workers / f"{name}.lock"):
            if not done.exists():
                shutil.rmtree(folder, ignore_errors=True)  # of a try that failed
                make(folder)
                done.touch()
        return folder

    return once


@pytest.fixture(scope="session")
def torchvision_operators():
    """Lets timm, open_clip and transformers import where torchvision's compiled operators do not load.

    A torchvision built for another torch than the installed one lacks its operators; importing it needs two
    of them to be declared. None of our encoders calls them.
    """
    torch = pytest.importorskip("torch", reason="needs torch")
    library = None
    try:
        import torchvision  # noqa: F401
    except RuntimeError:  # operator torchvision::nms does not exist
        for module in [name for name in sys.modules if name.partition(".")[0] == "torchvision"]:
            del sys.modules[module]
        library = torch.library.Library("torchvision", "DEF")
        for name in ("nms", "qnms"):
            library.define(f"{name}(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")
    except ModuleNotFoundError:
        pass  # who cannot do without it will say so
    return library  # the declarations live as long as this object
