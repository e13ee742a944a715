"""Titles in both languages, each as a shop of that language writes them, from the same design."""

from daogou.sources.demo.design import Design
from daogou.sources.demo.vocabulary import chinese, table

# necklines too common to be worth a word in a title
PLAIN_NECKS = ("crew neck", "shirt collar", "lapel")
SHORT_AUDIENCE = {"women": "女", "men": "男", "kids": "儿童", "unisex": "男女同款"}
SMALL_WORDS = ("in", "with", "and", "for", "of")


def brand_name(design: Design) -> str:
    """The brand in both scripts, as the product carries it: ``Umber Lane 赭巷``."""
    return f"{design.brand} {table('brands')[design.brand]['zh']}"


def noun(design: Design, language: str) -> str:
    """What it is called: the silhouette's own word, else the category's."""
    own = design.silhouette.get(f"noun_{language}")
    return str(own or design.kind[language])


def english(design: Design) -> str:
    """``Umber Lane Camel Wool Double-Breasted Coat``, or one of three other orders."""
    template = design.random("title").randrange(4)
    colour, pattern, cloth = design.colour, _en_pattern(design), _en_material(design)
    shape, thing = str(design.silhouette["en"]), noun(design, "en")
    length = design.length if design.length not in ("regular", "full length", "") else ""
    if shape and shape in thing:
        shape = ""
    whose = {"women": "women's", "men": "men's", "kids": "kids'", "unisex": "unisex"}[design.audience]
    orders = (
        (design.brand, colour, pattern, length, cloth, shape, thing),
        (design.brand, whose, pattern, shape, thing, "in", colour, cloth or _plain_word(design)),
        (colour, pattern, cloth, length, shape, thing, _feature(design), "by", design.brand),
        (
            design.brand,
            length,
            shape,
            cloth,
            pattern,
            thing,
            "for",
            whose[:-2] if whose[-2] == "'" else "everyone",
            "–",
            colour,
        ),
    )
    if template == 3 and design.audience in ("kids", "unisex"):
        template = 0
    return _titled(" ".join(part for part in orders[template] if part))


def _titled(text: str) -> str:
    words = text.split(" ")
    return " ".join(w if w in SMALL_WORDS or w == "by" else w[:1].upper() + w[1:] for w in words)


def _plain_word(design: Design) -> str:
    return "" if design.material in noun(design, "en") else design.material


def _en_pattern(design: Design) -> str:
    return "" if design.pattern == "plain" else design.pattern


def _en_material(design: Design) -> str:
    thing = noun(design, "en")
    return "" if design.material in thing or thing in ("jeans", "sunglasses") else design.material


def _feature(design: Design) -> str:
    if design.neckline and design.neckline not in PLAIN_NECKS and design.neckline != "hood":
        return f"with {design.neckline}"
    if design.sleeve and design.sleeve != "long sleeve" and "sleeveless" not in design.sleeve:
        return f"with {design.sleeve}s"
    return ""


def chinese_title(design: Design) -> str:
    """``赭巷秋冬复古双排扣羊毛大衣女 驼色``, or one of three other orders."""
    brand = table("brands")[design.brand]["zh"]
    thing = noun(design, "zh")
    who = SHORT_AUDIENCE[design.audience]
    style = chinese("style", design.style)
    colour, season = chinese("colour", design.colour), season_zh(design)
    shape = _unless_in(design.silhouette["zh"], thing)
    cloth = _unless_in(chinese("material", design.material), thing + shape)
    pattern = "" if design.pattern == "plain" else _unless_in(chinese("pattern", design.pattern), thing)
    top = _neck_zh(design, thing) + _sleeve_zh(design)
    length = _length_zh(design, thing + shape)
    fit = _fit_zh(design, thing + shape + length)
    front = "儿童" if design.audience == "kids" else ""
    orders = (
        (brand, season, style, pattern, cloth, top, shape, thing, who if not front else "", " ", colour),
        (
            brand,
            front or who,
            style,
            shape,
            pattern,
            cloth,
            thing,
            " ",
            colour,
            length or fit,
            season,
            "新款",
        ),
        (
            brand,
            " ",
            colour,
            pattern,
            cloth,
            top,
            length,
            shape,
            front,
            thing,
            "" if front else who,
        ),
        (brand, season, "新款", who, fit, pattern, top, shape, cloth, thing, " ", style, colour),
    )
    return "".join(orders[design.random("title-zh").randrange(4)]).strip()


def season_zh(design: Design) -> str:
    """``春夏``, ``秋冬``, ``四季`` … as titles shorten it."""
    seasons = design.seasons
    if len(seasons) == 4:
        return "四季"
    if len(seasons) == 1:
        return chinese("season", seasons[0]) + "季"
    if "winter" in seasons and "autumn" in seasons:
        return "秋冬"
    if "summer" in seasons and "spring" in seasons:
        return "春夏"
    return "".join(chinese("season", season) for season in seasons[:2])


def _unless_in(word: str, text: str) -> str:
    """The word, unless the title says it already: no 牛仔牛仔裤."""
    return "" if word in text else word


def _neck_zh(design: Design, thing: str) -> str:
    worth = design.neckline and design.neckline not in PLAIN_NECKS
    return _unless_in(chinese("neckline", design.neckline), thing) if worth else ""


def _sleeve_zh(design: Design) -> str:
    # a coat's long sleeves go without saying
    if not design.sleeve or (design.sleeve == "long sleeve" and design.kind["builder"] == "coat"):
        return ""
    return chinese("sleeve", design.sleeve)


def _length_zh(design: Design, said: str) -> str:
    if not design.length or design.length == "regular" or "款" in said or "裤" in said:
        return ""
    return chinese("length", design.length)


def _fit_zh(design: Design, said: str) -> str:
    if design.fit in ("", "regular") or "修身" in said or "裤" in said:
        return ""
    return chinese("fit", design.fit)
