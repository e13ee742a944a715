"""The one array type of the studio."""

from typing import Any

from numpy.typing import NDArray

# float32 [h, w] or [h, w, 3] RGB 0..1; Any because OpenCV's stubs name no dtype for what they give back
Image = NDArray[Any]
