"""What a split of a shop's events is called on the command line, which must not wait for numpy to start."""

from typing import Literal, get_args

SplitName = Literal["time", "last"]
SPLITS: tuple[SplitName, ...] = get_args(SplitName)
