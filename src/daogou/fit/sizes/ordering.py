"""The order of sizes, and the next one."""

from collections.abc import Sequence

LETTERS = ("XXS", "XS", "S", "M", "L", "XL", "XXL", "XXXL", "XXXXL")


def size_order(size: str) -> tuple[int, float, str]:
    """What sizes are sorted by: letters from small to large, then numbers, then the rest by name."""
    if size in LETTERS:
        return 0, LETTERS.index(size), size
    return (1, float(size), size) if _is_number(size) else (2, 0.0, size)


def next_size(size: str, sizes: Sequence[str], step: int) -> str:
    """The next size of the same sort, larger (``step`` 1) or smaller (-1); "" if there is none."""
    sort = size_order(size)[0]
    if sort > 1:
        return ""
    ladder = sorted({one for one in (*sizes, size) if size_order(one)[0] == sort}, key=size_order)
    place = ladder.index(size) + step
    return ladder[place] if 0 <= place < len(ladder) else ""


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdigit()
