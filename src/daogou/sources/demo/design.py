"""What each product is, before it is drawn or described: both read the same design, so they agree."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from daogou.sources.demo.vocabulary import Table, distance, material, table

# What most shops sell most of; a category may name its own.
STAPLES = ("black", "white", "navy", "beige", "grey", "blue")
STAPLE_SHARE = 0.5  # of the families

# Every third design of a category opens a family: the same thing in up to three colours.
FAMILY_EVERY = 3
FAMILY_SIZE = 3
# Two colours of one pattern must differ at least so much in sRGB to be told apart.
CONTRAST = 120.0
# Patterns that only exist in some colours; the rest go with any.
COLOURS_OF_PATTERN: Mapping[str, Sequence[str]] = {
    "camouflage": ("olive", "khaki", "grey"),
    "leopard": ("camel", "beige", "brown"),
    "houndstooth": ("black", "grey", "brown", "navy", "camel", "burgundy"),
    "pinstriped": ("navy", "black", "grey", "brown", "blue", "burgundy"),
}
GROWN_UP = ("office", "date", "wedding", "party", "business", "elegant")
BARE_ARMS = ("sleeveless", "cap sleeve", "short sleeve", "puff sleeve")
# Colours that only metal, shoes and bags have.
METALLIC = ("gold", "silver")
SECOND_COLOURS = ("white", "white", "black", "navy", "beige", "red", "pink", "yellow", "light blue", "brown")


@dataclass(frozen=True, slots=True)
class Design:
    """One product to be: every choice made, nothing drawn yet. Empty text where a choice does not apply."""

    number: int
    id: str
    seed: str
    category: str
    silhouette: Mapping[str, Any]
    brand: str
    audience: str
    colour: str
    second: str
    material: str
    pattern: str
    neckline: str
    sleeve: str
    length: str
    fit: str
    style: str
    occasions: tuple[str, ...]
    seasons: tuple[str, ...]

    @property
    def kind(self) -> Table:
        """The row of the category's table."""
        row: Table = table("categories")[self.category]
        return row

    @property
    def shape(self) -> str:
        """The silhouette's name."""
        return str(self.silhouette["name"])

    @property
    def leaf(self) -> str:
        """The narrowest category's name."""
        return str(self.kind["path"][-1])

    def random(self, purpose: str) -> Random:
        """Chance for one purpose, the same for colour siblings, so that they differ in colour only."""
        return Random(f"{self.seed}/{purpose}")


def designs(count: int, seed: int) -> Iterator[Design]:
    """That many designs, categories in proportion to their weights at every point of the stream."""
    seen: Counter[str] = Counter()
    for number, category in zip(range(count), _categories(seed), strict=False):
        seen[category] += 1
        yield _design(number, category, seen[category], seed)


def _categories(seed: int) -> Iterator[str]:
    """Smooth weighted round robin: the category that lags most behind its share comes next."""
    weights = {name: row["weight"] for name, row in table("categories").items()}
    start = Random(f"{seed}/categories")
    credit = {name: start.random() * weight for name, weight in weights.items()}
    total = sum(weights.values())
    while True:
        for name, weight in weights.items():
            credit[name] += weight
        best = max(credit, key=credit.__getitem__)
        credit[best] -= total
        yield best


def _family(nth: int) -> tuple[int, int]:
    """(family, member) of the nth design of a category: one large family, then singles, in turn."""
    cycle = FAMILY_SIZE + FAMILY_EVERY
    round_, place = divmod(nth - 1, cycle)
    families = round_ * (FAMILY_EVERY + 1)
    return (families, place) if place < FAMILY_SIZE else (families + place - FAMILY_SIZE + 1, 0)


def _design(number: int, category: str, nth: int, seed: int) -> Design:
    family, member = _family(nth)
    family_seed = f"{seed}/{category}/{family}"
    chance = Random(family_seed)
    kind = table("categories")[category]
    silhouette = chance.choice(kind["silhouettes"])
    options = {**kind, **silhouette}

    def pick(field: str) -> str:
        return str(chance.choice(options[field])) if field in options else ""

    audience, cloth, sleeve = pick("audience"), pick("material"), pick("sleeve")
    pattern = _pattern(chance, options, cloth, audience)
    colours = _colours(chance, options, pattern, cloth)
    colour = colours[member % len(colours)]
    brand = _brand(chance, kind["group"], audience, _fitting(options["style"], audience))
    return Design(
        number=number,
        id=f"{category}-{nth:04d}",
        seed=family_seed,
        category=category,
        silhouette=silhouette,
        brand=brand,
        audience=audience,
        colour=colour,
        second=_second(Random(f"{family_seed}/second/{colour}"), colour, pattern),
        material=cloth,
        pattern=pattern,
        neckline=pick("neckline"),
        sleeve=sleeve,
        length=pick("length"),
        fit=pick("fit"),
        style=_style(chance, brand, _fitting(options["style"], audience)),
        occasions=_some(chance, _fitting(options["occasion"], audience)),
        seasons=_seasons(options, cloth, sleeve),
    )


def _pattern(chance: Random, options: Table, cloth: str, audience: str) -> str:
    allowed = material(cloth).get("patterns")
    good = [p for p in options["pattern"] if allowed is None or p in allowed or options.get("texture")]
    if audience == "men":
        good = [p for p in good if p not in ("floral", "heart print") or options["builder"] == "tie"]
    return str(chance.choice(good or ["plain"]))


def _colours(chance: Random, options: Table, pattern: str, cloth: str) -> list[str]:
    """The colours of a family, best first; each product takes the one of its place."""
    words = table("words")["colour"]
    plain = [colour for colour in words if colour not in METALLIC]
    if options["group"] in ("shoes", "bags") and options["path"][-1] in ("Heels", "Sandals", "Handbags"):
        plain += METALLIC
    colours = list(COLOURS_OF_PATTERN.get(pattern) or options.get("colour") or plain)
    if cloth == "stainless steel":
        colours = ["silver", "gold", "black"]
    chance.shuffle(colours)
    # some colours sell most: let half of the families begin with one of them
    staples = [c for c in colours if c in options.get("staples", STAPLES)]
    if staples and chance.random() < STAPLE_SHARE:
        colours.insert(0, colours.pop(colours.index(staples[0])))
    return colours


def _second(chance: Random, colour: str, pattern: str) -> str:
    if pattern in ("plain", "cable knit", "camouflage", "leopard"):
        return ""
    if pattern == "pinstriped":
        return "white"
    contrasting = [c for c in SECOND_COLOURS if distance(c, colour) >= CONTRAST]
    return chance.choice(contrasting)


def _brand(chance: Random, group: str, audience: str, styles: Sequence[str]) -> str:
    wanted = {"kids"} if audience == "kids" else {group}
    if group == "clothes" and audience != "kids":
        wanted = {"men", "women"} if audience == "unisex" else {audience}
    brands = {name: row for name, row in table("brands").items() if wanted & set(row["sells"])}
    # a brand that is known for one of these styles is four times as likely
    weights = [4 if set(row["styles"]) & set(styles) else 1 for row in brands.values()]
    return chance.choices(list(brands), weights)[0]


def _style(chance: Random, brand: str, styles: Sequence[str]) -> str:
    known = [style for style in table("brands")[brand]["styles"] if style in styles]
    return str(chance.choice(known if known and chance.random() < 0.75 else list(styles)))


def _some(chance: Random, values: Sequence[str]) -> tuple[str, ...]:
    return tuple(chance.sample(list(values), k=min(len(values), chance.choice((1, 2, 2)))))


def _fitting(values: Sequence[str], audience: str) -> Sequence[str]:
    """Without what children do not do; they go to school instead."""
    if audience != "kids":
        return values
    return [value for value in values if value not in GROWN_UP] or ["school"]


def _seasons(options: Table, cloth: str, sleeve: str) -> tuple[str, ...]:
    of_cloth = list(material(cloth)["seasons"])
    of_kind = options.get("seasons")
    both = [season for season in of_cloth if of_kind is None or season in of_kind]
    seasons = list(both or of_kind or of_cloth)
    if sleeve in BARE_ARMS and options["builder"] != "coat":
        # nobody sells bare arms for the winter; heavy cloth then goes with autumn
        seasons = [season for season in seasons if season != "winter"] or ["autumn"]
    return tuple(seasons)
