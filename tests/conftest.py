"""What several test folders need."""

import sys

import pytest
from hypothesis import HealthCheck, settings

# no timed tests: how long a draw or an example takes says more about the machine than about the code
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


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
