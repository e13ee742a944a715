"""The parts that make up a dressed person."""

# What a garment parser tells apart: clothes merged by where and how they are worn
PARTS = (
    "background", "skin", "hair", "face", "top", "coat", "dress", "skirt", "trousers", "shorts", "legwear",
    "shoes", "bag", "hat", "glasses", "scarf", "belt", "accessory",
)  # fmt: skip
