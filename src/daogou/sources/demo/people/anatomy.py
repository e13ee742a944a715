"""Where a figure's joints are and how its body is outlined, in cm; (0, 0) is the crown, y downwards.

Heights are shares of 170 cm as anthropometric tables have them for adults: chin .13, shoulders .18, armpits
.25, waist .385, crotch .53, knees .72, ankles .955.
"""

from dataclasses import dataclass

from daogou.sources.demo.people.figure import Figure
from daogou.sources.demo.studio.curves import Point, Points, join, points, smooth

CHIN, NECK, SHOULDER, ARMPIT, BUST, WAIST = 22.0, 27.0, 30.5, 43.5, 48.0, 65.5
HIP, CROTCH, KNEE, CALF, ANKLE, SOLE = 85.0, 90.0, 123.0, 133.0, 162.0, 169.0
ELBOW, WRIST, KNUCKLE, FINGER = 63.0, 88.0, 96.5, 106.0
STANCE = 0.5  # of the hip's half width: how far the feet stand from the middle


@dataclass(frozen=True)
class Anatomy:
    """Points of one figure; the person's left side is the viewer's right, where x > 0."""

    figure: Figure

    def y(self, height: float) -> float:
        """A height of the figure of 170 cm, on this one."""
        return height * self.figure.unit

    @property
    def girth(self) -> float:
        """How stout: 1 for a bust of 88 cm at 170 cm."""
        return (self.figure.bust + self.figure.hip) / 182 / self.figure.unit

    @property
    def shoulder(self) -> Point:
        """The joint; the outline passes outside of it."""
        return self.figure.shoulder / 2 - 1.8, self.y(SHOULDER) + 3.2

    @property
    def elbow(self) -> Point:
        """The arms hang a little away from the body, so that sleeves can be told from sides."""
        return max(self.figure.shoulder / 2 + 3.4, self.figure.waist_half + 8.2), self.y(ELBOW)

    @property
    def wrist(self) -> Point:
        """Outside of the hip."""
        return max(self.elbow[0] + 2.6, self.figure.hip_half + 5.8), self.y(WRIST)

    @property
    def finger(self) -> Point:
        """The tip of the hand."""
        return self.wrist[0] + 1.2, self.y(FINGER)

    @property
    def hip(self) -> Point:
        """The joint of the leg."""
        return self.figure.hip_half * 0.56, self.y(HIP) - 2

    @property
    def knee(self) -> Point:
        """In the middle of the leg."""
        return self.figure.hip_half * 0.52, self.y(KNEE)

    @property
    def ankle(self) -> Point:
        """Above the shoe."""
        return self.figure.hip_half * STANCE, self.y(ANKLE)

    def arm(self) -> Points:
        """The outline of the left arm with its hand."""
        (sx, sy), (ex, ey), (wx, wy), (fx, fy) = self.shoulder, self.elbow, self.wrist, self.finger
        upper, fore, wrist = 4.6 * self.girth**0.8, 3.9 * self.girth**0.7, 2.5 * self.girth**0.4
        outer = smooth(
            (sx - 4, sy - 0.5),
            (sx + 0.8, sy + 0.4),
            (sx + upper * 0.58, sy + 7),
            (sx + (ex - sx) * 0.55 + upper * 0.78, (sy + ey) / 2 + 1),
            (ex + fore * 0.84, ey - 2),
            (ex + fore * 0.92 + 0.5, ey + 6),
            (ex + (wx - ex) * 0.55 + fore * 0.78, ey + 14),
            (wx + wrist, wy),
            (wx + wrist + 1.3, wy + 4.2),
            (fx + 1.9, fy - 7),
            (fx + 1.1, fy - 1.6),
        )
        inner = smooth(
            (fx - 0.6, fy),
            (fx - 1.8, fy - 4),
            (wx - wrist - 0.2, wy + 5.0),
            (wx - wrist, wy),
            (ex + (wx - ex) * 0.5 - fore * 0.72, ey + 13),
            (ex - fore * 0.86, ey + 5),
            (ex - fore * 0.84, ey - 2),
            (ex - upper * 0.82, ey - 9),
            (sx - upper * 0.74, sy + 12),
            (sx - upper, sy + 6),
        )
        return join(outer, inner)

    def thumb(self) -> Points:
        """The left thumb, towards the body."""
        (wx, wy), (fx, _) = self.wrist, self.finger
        return smooth(
            (wx - 2.0, wy + 1.6),
            (wx - 3.5, wy + 5.2),
            (fx - 4.4, wy + 9.8),
            (fx - 3.2, wy + 10.6),
            (wx - 1.4, wy + 6.8),
            (wx - 0.4, wy + 3.2),
            closed=True,
        )

    def leg(self) -> Points:
        """The outline of the left leg down to the ankle."""
        f, (kx, ky), (ax, ay) = self.figure, self.knee, self.ankle
        knee, calf, ankle = 5.1 * self.girth**0.6, 5.2 * self.girth**0.7, 3.0 * self.girth**0.4
        outer = smooth(
            (f.hip_half - 0.8, self.y(HIP) - 4),
            (f.hip_half - 0.2, self.y(CROTCH) + 4),
            (f.hip_half * 0.93 + 0.2, self.y(CROTCH) + 13),
            (kx + knee + 0.5, ky - 6),
            (kx + knee - 0.2, ky + 2),
            (kx + calf + 0.3, self.y(CALF) + 1),
            (ax + ankle + 1.4, ay - 14),
            (ax + ankle, ay + 3),
        )
        inner = smooth(
            (ax - ankle, ay + 3),
            (ax - ankle - 0.5, ay - 13),
            (kx - calf + 0.4, self.y(CALF) - 1),
            (kx - knee + 1.0, ky + 2),
            (kx - knee + 0.4, ky - 6),
            (0.9, self.y(CROTCH) + 13),
            (0.3, self.y(CROTCH) + 3),
            (0.3, self.y(CROTCH) - 8),
        )
        return join(outer, inner)

    def trunk(self) -> Points:
        """The right half of neck and trunk down to the crotch, from the middle of the neck."""
        f = self.figure
        neck = (4.9 if f.audience == "women" else 5.7) * self.girth**0.35
        half = f.shoulder / 2
        slope = smooth(
            (neck - 0.6, self.y(CHIN) - 4),
            (neck - 0.3, self.y(NECK) - 2.2),
            (neck + 2.6, self.y(SHOULDER) - 2.6),
            (half * 0.72, self.y(SHOULDER) - 0.4),
            (half - 1.5, self.y(SHOULDER) + 1.6),
            (half + 0.2, self.y(SHOULDER) + 5.2),
        )
        side = smooth(
            (half - 0.6, self.y(SHOULDER) + 8),
            (f.chest_half + 0.6, self.y(ARMPIT)),
            (f.chest_half + 0.2, self.y(BUST)),
            (f.waist_half + 0.5, self.y(WAIST) - 6),
            (f.waist_half, self.y(WAIST)),
            (f.waist_half + (f.hip_half - f.waist_half) * 0.62, self.y(WAIST) + 9),
            (f.hip_half, self.y(HIP) - 2),
            (f.hip_half - 0.3, self.y(CROTCH)),
        )
        return join(points((0, self.y(CHIN) - 4)), slope, side, points((0, self.y(CROTCH) + 1)))

    def joints(self) -> dict[str, Point]:
        """BlazePose's landmarks; ``left`` is the person's, where x > 0."""
        u = self.y(CHIN) / 22
        face = {
            "eye_inner": (1.9, 11.2 * u),
            "eye": (3.15, 11.2 * u),
            "eye_outer": (4.5, 11.2 * u),
            "ear": (7.3, 12.2 * u),
            "mouth": (2.1, 18.1 * u),
        }
        (wx, wy), (fx, fy), (ax, ay) = self.wrist, self.finger, self.ankle
        limbs = {
            "shoulder": self.shoulder,
            "elbow": self.elbow,
            "wrist": (wx, wy),
            "pinky": (fx + 1.2, fy - 6),
            "index": (fx - 0.8, fy - 4),
            "thumb": (wx - 3.0, wy + 7),
            "hip": self.hip,
            "knee": self.knee,
            "ankle": (ax, ay),
            "heel": (ax, self.y(SOLE) - 2),
            "foot_index": (ax + 0.6, self.y(SOLE) - 0.6),
        }
        found: dict[str, Point] = {"nose": (0.0, 15.0 * u)}
        for name, (x, y) in (*face.items(), *limbs.items()):
            for side, sign in (("left", 1), ("right", -1)):
                found[f"mouth_{side}" if name == "mouth" else f"{side}_{name}"] = (sign * x, y)
        return found
