"""A small shop of drawn shapes, seen by a real eye whose encoder looks at 8 x 8 grey places."""

import numpy as np
from PIL import Image, ImageDraw

from daogou.core.product import Picture, Product, Variant
from daogou.features.see import Eye

RGB = {"Red": (208, 2, 27), "Blue": (30, 102, 208), "Black": (10, 10, 10)}
SHAPES = ("Belts", "Handbags")


class Grey:
    space, dim, classes = "grey", 64, ()

    def encode(self, images):
        small = [Image.fromarray(image).convert("L").resize((8, 8)) for image in images]
        return np.stack([np.asarray(one, np.float32).reshape(-1) < 250 for one in small]).astype(np.float32)

    def probabilities(self, features):
        raise NotImplementedError


def drawn(shape, colour, shift=0):
    """A bar is a belt, a square a handbag."""
    picture = Image.new("RGB", (96, 96), "white")
    box = (10 + shift, 40, 80 + shift, 54) if shape == "Belts" else (28 + shift, 28, 66 + shift, 66)
    ImageDraw.Draw(picture).rectangle(box, fill=RGB[colour])
    return np.asarray(picture)


def shop(count=60):
    """(products, rows, shades, eye): shapes and colours by turns, places at random."""
    eye, random = Eye(Grey()), np.random.default_rng(0)
    products, seen = [], []
    for n in range(count):
        shape, colour = SHAPES[n % 2], list(RGB)[n % 3]
        seen.append(eye.look(drawn(shape, colour, int(random.integers(-8, 9)))))
        products.append(
            Product(
                id=f"p{n}",
                titles={"en": f"{colour} {shape} {n}"},
                brand="Acme" if shape == "Belts" else "Zenith",
                category=("Accessories", shape),
                attributes={"colour": (colour,), "material": ("Leather",)},
                variants=(Variant(f"v{n}", price=10.0 + n),),
                pictures=(Picture(f"pictures/{n}.png"),),
                currency="CNY",
            )
        )
    return products, np.stack([s.row for s in seen]), np.stack([s.shades for s in seen]), eye
