"""What the outputs of a classifier are called in English."""

from importlib.resources import files
from pathlib import Path

from daogou.core.errors import BadOption

IMAGENET_CLASSES = 1000


def class_names(path: str) -> tuple[str, ...]:
    """The classes of a file, one a line in the order of the outputs; a line that begins with # is a comment.

    Raises:
        BadOption: there is no such file.
    """
    if not path:
        return ()
    file = Path(path)
    if not file.is_file():
        raise BadOption(f"There is no file of class names at {path}.", hint="Check the option 'classes'.")
    return _lines(file.read_text(encoding="utf-8"))


def usual_names(outputs: int) -> tuple[str, ...]:
    """ImageNet's names for a network with 1,000 outputs; none for any other."""
    if outputs != IMAGENET_CLASSES:
        return ()
    return _lines(files("daogou.features").joinpath("data/imagenet_classes.txt").read_text(encoding="utf-8"))


def _lines(text: str) -> tuple[str, ...]:
    lines = (line.strip() for line in text.splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))
