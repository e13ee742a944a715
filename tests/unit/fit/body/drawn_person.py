"""A drawn person of known measures: Drillis and Contini's proportions, torso of given widths."""

import numpy as np

from daogou.vision.poses import LANDMARKS, Pose

WIDTH, HEIGHT = 600, 800
TOP, BOTTOM = 50, 749  # 700 rows: the person's height
TALL = BOTTOM - TOP + 1
MIDDLE = 300.0


def drawn_person(*, chest=100.0, waist=80.0, hip=110.0, arms_away=60.0):
    """``Pose`` with its mask; widths in pixels."""
    at = {name: (MIDDLE, TOP + 0.1 * TALL) for name in LANDMARKS}
    heights = {"shoulder": 0.818, "elbow": 0.63, "wrist": 0.485, "hip": 0.53, "knee": 0.285, "ankle": 0.039}
    across = {
        "shoulder": 0.129 * TALL,
        "elbow": 0.129 * TALL + arms_away,
        "wrist": 0.129 * TALL + 1.5 * arms_away,
        "hip": 0.06 * TALL,
        "knee": 0.06 * TALL,
        "ankle": 0.06 * TALL,
    }
    for joint, share in heights.items():
        y = BOTTOM + 1 - share * TALL
        at[f"left_{joint}"] = (MIDDLE + across[joint], y)  # the person's left is on our right
        at[f"right_{joint}"] = (MIDDLE - across[joint], y)
    mask = np.zeros((HEIGHT, WIDTH), dtype=np.float32)
    mask[TOP : BOTTOM + 1, 280:321] = 1  # head, neck, legs
    levels = BOTTOM + 1 - TALL * np.array([0.83, 0.72, 0.62, 0.51, 0.45])
    widths = [2 * across["shoulder"], chest, waist, hip, hip]
    for row in range(int(levels[0]), int(levels[-1])):
        half = float(np.interp(row, levels, widths)) / 2
        mask[row, round(MIDDLE - half) : round(MIDDLE + half)] = 1
    points = np.array([[*at[name], 0.0] for name in LANDMARKS], dtype=np.float32)
    return Pose(points, np.ones(len(LANDMARKS), dtype=np.float32), 0.95, mask)
