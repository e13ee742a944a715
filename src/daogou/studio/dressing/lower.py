"""Where the legs of trousers and shorts and the cloth of skirts come to lie on a person."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from daogou.studio.dressing.body import OUTWARDS, SIDES, Body, Point, outline_scan
from daogou.studio.dressing.cut import Cut
from daogou.studio.dressing.upper import Piece
from daogou.studio.dressing.warping import strip

WAIST_Y = {"trousers": 0.74, "shorts": 0.74, "skirt": 0.68}  # torsos below the shoulders' line
CROTCH_Y = 1.16
HIGHEST_WAIST = 0.5  # below the chest
HIPS = 0.70  # torsos that the hips of somebody who faces the camera are wide
EASE, COVERS = 1.04, 1.35
FULL_LEG = 2.7  # full legs are so many times as long as the seat is deep
LONG = 0.8  # from this part of the leg trousers are long and end at the ankle
ALONG = np.linspace(0, 1, 13)
ACROSS = 5  # nodes of a net from side to side


@dataclass(frozen=True)
class LowerFit:
    """A garment's measures on a body; ``old``: what is worn there now, bool [h, w]."""

    cut: Cut
    body: Body
    old: NDArray[np.bool_]

    @cached_property
    def scale(self) -> float:
        """Pixels of the person's picture per pixel of the garment's."""
        return HIPS * self.body.torso * self.body.breadth / self.cut.width("hip")

    @cached_property
    def waist_y(self) -> float:
        """Torsos below the shoulders' line: as high as what is worn now, if that goes higher than usual."""
        usual = WAIST_Y[self.cut.kind]
        start = self.body.at(0, 1.0)
        up = outline_scan(self.old, start, -self.body.down, self.body.torso) / self.body.torso
        return float(np.clip(1.0 - up, HIGHEST_WAIST, usual)) if up > 0 else usual

    def pieces(self) -> tuple[Piece, ...]:
        """One for a skirt, one a leg for trousers."""
        if self.cut.kind == "skirt":
            places = strip(self._skirt_source(), self._skirt_target(), self.body.size)
            return (Piece(places, self.cut.mask, "skirt"),)
        return tuple(
            Piece(strip(self._leg_source(side), self._leg_target(side), self.body.size), None, f"leg_{side}")
            for side in SIDES
        )

    # trousers and shorts: each leg with its half of the seat

    @cached_property
    def reach(self) -> float:
        """Which part of the leg, 0..1, is covered."""
        deep = self.cut.mark("crotch")[1] - self.cut.middle("waist")[1]
        long = self.cut.middle("hem_outer")[1] - self.cut.mark("crotch")[1]
        share = float(long / max(FULL_LEG * deep, 1.0))
        return 1.0 if share > LONG else share

    def _leg_source(self, side: str) -> NDArray[np.float64]:
        mark, centre = self.cut.mark, self.cut.middle("waist")
        crotch = mark("crotch")
        seat = [
            (mark(f"waist_{side}"), centre),
            (mark(f"hip_{side}"), (centre + crotch) / 2 * (1, 0) + (0, mark(f"hip_{side}")[1])),
        ]
        top = (np.array([mark(f"hip_{side}")[0], crotch[1]]), crotch)
        end = (mark(f"hem_outer_{side}"), mark(f"hem_inner_{side}"))
        rows = [*seat]
        for share in ALONG:
            outer, inner = (a + share * (b - a) for a, b in zip(top, end, strict=True))
            rows.append(self._seen(outer, inner))
        return np.array([np.linspace(*row, ACROSS) for row in rows])

    def _seen(self, outer: Point, inner: Point) -> tuple[Point, Point]:
        """A section through a leg from edge to edge, told from the mask."""
        out = (outer - inner) / max(float(np.linalg.norm(outer - inner)), 1e-6)
        middle = (outer + inner) / 2
        mask, wide = self.cut.mask > 0.5, float(np.linalg.norm(outer - inner))
        right, left = outline_scan(mask, middle, out, wide), outline_scan(mask, middle, -out, wide / 2 + 2)
        if right + left < wide / 4:
            return outer, inner
        return middle + out * right, middle - out * left

    def _leg_target(self, side: str) -> NDArray[np.float64]:
        bones, body = self.body.leg(side), self.body
        rows = [
            (self.edge(side, self.waist_y), body.at(0, self.waist_y)),
            (self.edge(side, 1.0), body.at(0, 1.0)),
        ]
        crotch = body.at(0, CROTCH_Y)
        rows.append((self.edge(side, CROTCH_Y), crotch))
        start = _share_below(bones, crotch, body.down)
        for share in ALONG[1:]:
            place, direction = _on(bones, start + share * (self._end(start) - start))
            normal = np.array([direction[1], -direction[0]]) * OUTWARDS[side]
            outer, inner = (self._leg_half(side, place, sign * normal, share, start) for sign in (1, -1))
            rows.append((place + outer * normal, place - inner * normal))
        return np.array([np.linspace(*row, ACROSS) for row in rows])

    def _end(self, start: float) -> float:
        return start + self.reach * (1.03 - start)

    def _leg_half(self, side: str, place: Point, out: Point, share: float, start: float) -> float:
        """Pixels from the bone to the edge of the leg."""
        here = start + share * (self._end(start) - start)
        limb = float(np.interp(here, (0, 0.5, 1), (0.19, 0.115, 0.075))) * self.body.torso
        thigh = self.cut.width("hip") / 2
        hem = float(np.linalg.norm(self.cut.mark(f"hem_outer_{side}") - self.cut.mark(f"hem_inner_{side}")))
        flat = (thigh * (1 - share) + hem * share) * self.scale / 2
        least = max(EASE * limb, flat)
        return float(np.clip(outline_scan(self.old, place, out, 2 * least) + 1, least, 1.25 * least))

    # skirts

    @cached_property
    def hem_y(self) -> float:
        """Torsos below the shoulders' line."""
        long = self.cut.middle("hem")[1] - self.cut.middle("waist")[1]
        # a waist of 35 cm lies on one of 28; hips of 49 on 35
        by_waist, by_hip = 0.62 / self.cut.width("waist"), 0.80 / self.cut.width("hip")
        return float(np.clip(self.waist_y + long * (by_waist + by_hip) / 2, 1.2, 2.65))

    def _skirt_source(self) -> NDArray[np.float64]:
        names = [name for name in ("waist", "hip", "hem") if f"{name}_left" in self.cut.marks]
        ends = [np.array([self.cut.mark(f"{name}_{side}") for name in names]) for side in SIDES]
        rows = []
        for share in ALONG:
            pair = []
            for line in ends:
                y = line[0, 1] + share * (line[-1, 1] - line[0, 1])
                pair.append(np.array([np.interp(y, line[:, 1], line[:, 0]), y]))
            rows.append(np.linspace(pair[0], pair[1], ACROSS))
        rows.append(rows[-1] + (0, 0.06 * self.cut.width("hem")))  # a hem's curve hangs below its ends
        rows.insert(0, rows[0] - (0, 0.05 * self.cut.width("waist")))
        return np.array(rows)

    def _skirt_target(self) -> NDArray[np.float64]:
        heights = self.waist_y + ALONG * (self.hem_y - self.waist_y)
        rows = [np.linspace(self.edge("right", y), self.edge("left", y), ACROSS) for y in heights]
        down = self.body.down
        rows.append(rows[-1] + 0.06 * float(np.linalg.norm(rows[-1][0] - rows[-1][-1])) * down)
        rows.insert(0, rows[0] - 0.05 * float(np.linalg.norm(rows[0][0] - rows[0][-1])) * down)
        return np.array(rows)

    def edge(self, side: str, y: float) -> Point:
        """Where the garment's side is, so many torsos below the shoulders."""
        return self.body.at(OUTWARDS[side] * self._half_width(side, y) + self._sway(y), y)

    def _sway(self, y: float) -> float:
        """Below the hips a skirt hangs between the knees, not along the trunk's line."""
        if y <= 1:
            return 0.0
        knees = (self.body.middle("knee") - self.body.middle("shoulder")) @ self.body.across
        depth = (self.body.middle("knee") - self.body.middle("shoulder")) @ self.body.down
        return float(knees / depth * (y - 1)) if depth > self.body.torso * 1.2 else 0.0

    def _half_width(self, side: str, y: float) -> float:
        flat = self._flat(y) * self.scale / self.body.torso
        limit = self.body.half_width(min(y, 1.15)) if y < 1.3 else 0.0
        least = max(flat, EASE * limit)
        start = self.body.at(self._sway(y), y)
        now = outline_scan(self._old_trunk, start, OUTWARDS[side] * self.body.across, self.body.torso)
        return float(np.clip(now / self.body.torso, least, COVERS * least))

    def _flat(self, y: float) -> float:
        """Half the flat width in pixels of the garment's picture."""
        if self.cut.kind != "skirt" or y <= 1.0:
            share = np.clip((y - self.waist_y) / (1.0 - self.waist_y), 0, 1)
            return float((1 - share) * self.cut.width("waist") + share * self.cut.width("hip")) / 2
        share = (y - 1.0) / max(self.hem_y - 1.0, 1e-3)
        return float((1 - share) * self.cut.width("hip") + share * self.cut.width("hem")) / 2

    @cached_property
    def _old_trunk(self) -> NDArray[np.bool_]:
        arms = self.body.arm_mask("left", start=0.3) | self.body.arm_mask("right", start=0.3)
        trunk: NDArray[np.bool_] = self.old & ~arms
        return trunk


def _share_below(bones: NDArray[np.float64], place: Point, down: Point) -> float:
    """The share of a leg's length at which it is as far down as a place."""
    lengths = np.linalg.norm(np.diff(bones, axis=0), axis=1).sum()
    return float(np.clip((place - bones[0]) @ down / max(lengths, 1e-6), 0.02, 0.3))


def _on(bones: NDArray[np.float64], share: float) -> tuple[Point, Point]:
    """A place along a chain of bones by its length (beyond 1: further on), and the soft direction there."""
    lengths = np.linalg.norm(np.diff(bones, axis=0), axis=1)
    way = np.concatenate([[0.0], np.cumsum(lengths)]) / max(lengths.sum(), 1e-6)

    def at(where: float) -> Point:
        inside = np.array([np.interp(where, way, bones[:, axis]) for axis in (0, 1)])
        beyond = max(0.0, where - 1) * lengths.sum() / max(lengths[-1], 1e-6)
        return np.asarray(inside + beyond * (bones[-1] - bones[-2]))

    direction = at(share + 0.08) - at(max(0.0, share - 0.08))
    return at(share), direction / max(float(np.linalg.norm(direction)), 1e-6)
