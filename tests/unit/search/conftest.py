"""A small bilingual shop, searched through the same two functions as a real one."""

import zlib

import numpy as np
import pytest

from daogou.core.product import Product, Variant
from daogou.core.settings import Settings
from daogou.language.tokens import Tokens
from daogou.search.folder import open_search, write_indexes

DIM = 16


class HashedWords:
    """An encoder and a shared space in one: every token is a fixed random direction."""

    space = "hashed"
    dim = DIM

    def __init__(self):
        self._tokens = Tokens()

    def encode(self, texts):
        return np.array([self._one(text) for text in texts], np.float32).reshape(len(texts), DIM)

    def of_encoded(self, encoded, text):
        return encoded

    def of_picture(self, image):
        """A picture of one colour lies where the colour's name does."""
        red, _, blue = image.reshape(-1, 3).mean(axis=0)
        return self._one("red" if red > blue else "blue")

    def _one(self, text):
        total = np.zeros(DIM)
        for token in self._tokens(text):
            total += np.random.default_rng(zlib.crc32(token.encode())).normal(size=DIM)
        length = np.linalg.norm(total)
        return (total / length if length else total).astype(np.float32)


def product(product_id, title, chinese, category, colour, price, **more):
    sizes, stock = more.get("sizes", ("S", "M", "L")), more.get("stock", 3)
    return Product(
        product_id,
        {"en": title, "zh": chinese},
        brand=more.get("brand", "Lumen"),
        category=category,
        attributes={"colour": (colour,), "audience": (more.get("audience", "Women"),)},
        variants=tuple(Variant(f"{product_id}-{s}", {"size": s}, price, stock=stock) for s in sizes),
        currency="CNY",
    )  # fmt: skip


CLOTHES = ("Apparel",)
SHOES = {"sizes": ("36", "37", "38"), "brand": "Norra"}
PRODUCTS = [
    product("d1", "Red summer dress", "红色夏季连衣裙", (*CLOTHES, "Dresses"), "Red", 199.0),
    product("d2", "Wine red velvet gown", "酒红色丝绒礼服", (*CLOTHES, "Evening dresses"), "Burgundy", 899.0),
    product("d3", "Blue linen dress", "蓝色亚麻连衣裙", (*CLOTHES, "Dresses"), "Blue", 299.0, stock=0),
    product("s1", "White cotton shirt", "白色纯棉衬衫", ("Shirts",), "White", 159.0, audience="Men"),
    product("s2", "Navy oxford shirt", "藏青色牛津衬衫", ("Shirts",), "Navy Blue", 259.0, audience="Men"),
    product("b1", "Black leather ankle boots", "黑色真皮短靴", ("Ankle Boots",), "Black", 499.0, **SHOES),
    product("h1", "Black high heels", "黑色高跟鞋", ("Footwear", "Heels"), "Black", 399.0, **SHOES),
    product("h2", "Red high heels", "红色高跟鞋", ("Heels",), "Red", 349.0, sizes=("36",), brand="Norra"),
    product("c1", "Camel wool coat", "驼色羊毛大衣", (*CLOTHES, "Coats"), "Camel", 1299.0),
    product(
        "t1", "Model WH-1000XM4 travel bag", "旅行包", ("Travel bags",), "Black", 599.0, audience="Unisex"
    ),
]


@pytest.fixture(scope="session")
def settings():
    return Settings()


@pytest.fixture(scope="session")
def searched_folder(tmp_path_factory, settings):
    folder = tmp_path_factory.mktemp("search")
    encoder = HashedWords()
    meaning = encoder.encode([" ".join(p.titles.values()) for p in PRODUCTS])
    looks = encoder.encode([p.attributes["colour"][0].lower() for p in PRODUCTS])
    looks[-1] = 0  # the bag has no picture
    write_indexes(folder, PRODUCTS, meaning, looks, settings)
    return folder


@pytest.fixture(scope="session")
def search(searched_folder, settings):
    space = HashedWords()
    return open_search(searched_folder, space, space, settings)
