"""Paints a drawing: each panel as lit cloth over what lies below it."""

from dataclasses import dataclass

import cv2
import numpy as np

from daogou.sources.demo.studio.curves import Points, bounds
from daogou.sources.demo.studio.drawing import Drawing, Fabric, Line, Panel
from daogou.sources.demo.studio.finish import FINISHES
from daogou.sources.demo.studio.image import Image
from daogou.sources.demo.studio.light import highlight, lit, relief
from daogou.sources.demo.studio.patterns import repeat
from daogou.sources.demo.studio.tiles import texture

WIDTH, HEIGHT = 600, 750
# the product's box inside the picture: the rest is air and shadow
BOX_WIDTH, BOX_HEIGHT = 492, 640
# edges are filled at twice the size and averaged down
FINE = 2
GRID = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
# most pixels per centimetre: beyond, weaves look like sackcloth and small goods fill the page
LARGEST_SCALE = 34.0


@dataclass(slots=True)
class Sheet:
    """What is painted so far: colour float32 [h, w, 3], cover float32 [h, w], and cm -> pixels."""

    colour: Image
    cover: Image
    scale: float
    left: float
    top: float

    def pixels(self, curve: Points) -> Points:
        """Centimetres to pixels."""
        return curve * self.scale + (self.left, self.top)


def paint(drawing: Drawing) -> Sheet:
    """All layers, bottom first, scaled to fill the frame."""
    sheet = framed(drawing)
    for layer in drawing.layers:
        if isinstance(layer, Panel):
            _panel(sheet, layer)
        else:
            _line(sheet, layer)
    return sheet


def framed(drawing: Drawing) -> Sheet:
    """An empty sheet on which the drawing has its place."""
    left, top, right, bottom = bounds(p.outline for p in drawing.layers if isinstance(p, Panel))
    scale = min(BOX_WIDTH / (right - left), BOX_HEIGHT / (bottom - top), LARGEST_SCALE)
    x = WIDTH / 2 - (left + right) / 2 * scale
    # what stands does so a little below the middle, where its shadow falls
    y = HEIGHT * (0.53 if drawing.stands else 0.495) - (top + bottom) / 2 * scale
    return Sheet(np.zeros((HEIGHT, WIDTH, 3), np.float32), np.zeros((HEIGHT, WIDTH), np.float32), scale, x, y)


def _window(sheet: Sheet, curve: Points, margin: int) -> tuple[slice, slice] | None:
    """The part of the sheet the curve touches, in pixels, or None if it lies outside."""
    left, top, right, bottom = bounds([curve])
    x0, y0 = max(0, int(left) - margin), max(0, int(top) - margin)
    x1, y1 = min(WIDTH, int(right) + margin + 2), min(HEIGHT, int(bottom) + margin + 2)
    return (slice(y0, y1), slice(x0, x1)) if x1 - x0 > 1 and y1 - y0 > 1 else None


def _filled(curve: Points, window: tuple[slice, slice]) -> Image:
    """How much of each pixel the outline covers, 0..1."""
    rows, columns = window
    h, w = rows.stop - rows.start, columns.stop - columns.start
    fine = np.zeros((h * FINE, w * FINE), np.uint8)
    moved = np.round((curve - (columns.start, rows.start)) * FINE * 16).astype(np.int32)
    cv2.fillPoly(fine, [moved], 255, cv2.LINE_AA, 4)
    return cv2.resize(fine, (w, h), interpolation=cv2.INTER_AREA).astype(np.float32) / 255


def _panel(sheet: Sheet, panel: Panel) -> None:
    outline = sheet.pixels(panel.outline)
    window = _window(sheet, outline, 10)
    if window is None:
        return
    mask = _filled(outline, window)
    if panel.clip is not None:
        mask *= _filled(sheet.pixels(panel.clip), window)
    finish = FINISHES[panel.fabric.texture]
    solid = np.maximum(mask, sheet.cover[window]) if panel.flush else mask
    height = relief(solid, panel, finish, sheet, window)
    slope_x = cv2.Sobel(height, cv2.CV_32F, 1, 0, ksize=3, scale=0.125)
    slope_y = cv2.Sobel(height, cv2.CV_32F, 0, 1, ksize=3, scale=0.125)
    shade = lit(slope_x, slope_y, solid, finish) * panel.tone
    cloth = _cloth(sheet, panel, window, slope_x, slope_y)
    if panel.fabric.texture == "metal":
        shade = 0.55 + 0.6 * np.abs(np.sin(2.2 * height + 3 * slope_y))
    colour = cloth * shade[..., None]
    if finish.gloss:
        gleam = highlight(slope_x, slope_y, finish) * panel.tone
        colour += gleam[..., None] * (np.float32(1.02) - np.float32(0.55) * cloth)
    _over(sheet, window, colour, mask * panel.opacity, panel.shadow)


def _cloth(sheet: Sheet, panel: Panel, window: tuple[slice, slice], slope_x: Image, slope_y: Image) -> Image:
    """The cloth's own colour at each pixel: pattern and weave, bent a little by the folds."""
    y, x = GRID[0][window], GRID[1][window]
    fabric = panel.fabric
    # folds take cloth in: the pattern shifts by a few pixels where the surface slopes
    u, v = x - np.float32(sheet.left) + 5 * slope_x, y - np.float32(sheet.top) + 5 * slope_y
    if panel.grain:
        c, s = np.float32(np.cos(panel.grain)), np.float32(np.sin(panel.grain))
        u, v = u * c + v * s, v * c - u * s
    scale = round(sheet.scale * fabric.size, 2)
    tile = repeat(fabric.pattern, fabric.rgb, fabric.second, scale, fabric.seed)
    colour = _sampled(tile, u, v)
    if fabric.zone is not None and fabric.second is not None:
        colour = _zoned(colour, fabric, (y - np.float32(sheet.top)) / np.float32(sheet.scale))
    finish = FINISHES[fabric.texture]
    if finish.weave:
        weave = _sampled(texture(fabric.texture), u, v)[..., None] * np.float32(finish.weave)
        # on dark cloth a weave shows less in ratio but must not vanish: hence the constant
        colour = colour + weave * (colour + np.float32(0.1))
    return colour


def _sampled(tile: Image, u: Image, v: Image) -> Image:
    h, w = tile.shape[:2]
    if h == 1 and w == 1:
        return tile
    # floor is a third of the price of the remainder; the last row and column repeat the first
    u, v = u - w * np.floor(u * np.float32(1 / w)), v - h * np.floor(v * np.float32(1 / h))
    wrapped: Image = cv2.remap(tile, u, v, cv2.INTER_LINEAR, borderMode=cv2.BORDER_WRAP)
    return wrapped


def _zoned(colour: Image, fabric: Fabric, y_cm: Image) -> Image:
    """The second colour below the zone, the first above, mixed inside it."""
    start, end = fabric.zone or (0.0, 1.0)
    t = np.clip((y_cm - start) / max(end - start, 1e-3), 0, 1)
    share = (t * t * (3 - 2 * t))[..., None]
    second = np.array(fabric.second, np.float32) / 255
    return colour * (1 - share) + second * share


def _over(sheet: Sheet, window: tuple[slice, slice], colour: Image, mask: Image, shadow: float) -> None:
    below, cover = sheet.colour[window], sheet.cover[window]
    left = 1 - mask
    dimmed = left
    if shadow and below.any():
        soft = np.zeros_like(mask)
        # two pixels to the right and three down: the lamp stands at the upper left
        soft[3:, 2:] = mask[:-3, :-2]
        dimmed = left * (1 - shadow * cv2.GaussianBlur(soft, (17, 17), 3.2))
    below *= dimmed[..., None]
    colour *= mask[..., None]
    below += colour
    cover *= left
    cover += mask


def _line(sheet: Sheet, line: Line) -> None:
    path = sheet.pixels(line.path)
    window = _window(sheet, path, 6)
    if window is None:
        return
    width = max(1, round(line.width * sheet.scale * FINE))
    mask = _stroked(path, window, width, line.kind == "stitch") * sheet.cover[window] * line.opacity
    below = sheet.colour[window]
    if line.kind == "groove":
        # a seam: a dark valley with a lit lip just under it
        lip = cv2.warpAffine(mask, np.array([[1, 0, 1.0], [0, 1, 1.4]], np.float32), mask.shape[::-1])
        np.copyto(below, below * (1 - 0.42 * mask)[..., None] + 0.09 * (lip * (1 - mask))[..., None] * below)
        return
    ink = np.array(line.rgb, np.float32) / 255
    np.copyto(below, below * (1 - mask[..., None]) + ink * mask[..., None])


def _stroked(path: Points, window: tuple[slice, slice], width: int, dashed: bool) -> Image:
    rows, columns = window
    h, w = rows.stop - rows.start, columns.stop - columns.start
    fine = np.zeros((h * FINE, w * FINE), np.uint8)
    local = (path - (columns.start, rows.start)) * FINE
    pieces = _dashes(local) if dashed else [local]
    cv2.polylines(
        fine, [np.round(p * 16).astype(np.int32) for p in pieces], False, 255, width, cv2.LINE_AA, 4
    )
    return cv2.resize(fine, (w, h), interpolation=cv2.INTER_AREA).astype(np.float32) / 255


def _dashes(path: Points) -> list[Points]:
    """Stitches of 4 pixels with gaps of 3 (doubled on the fine grid)."""
    steps = np.hypot(*np.diff(path, axis=0).T)
    way = np.concatenate([[0.0], np.cumsum(steps)])
    starts = np.arange(0, way[-1], 14.0)
    ends = np.minimum(starts + 8.0, way[-1])
    x, y = (np.interp(np.stack([starts, ends]), way, path[:, axis]) for axis in (0, 1))
    return list(np.stack([x, y], axis=-1).transpose(1, 0, 2))
