"""The one settings file of a shop, ``shop.toml``: every key it may hold, its default and what it means.

The file that ``daogou init`` writes is made from these classes, so its comments are the field descriptions
below, and a key that is not here is refused by name, with the nearest one that is.
"""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from daogou.core.errors import BadSetting, NotFound
from daogou.core.product import Language
from daogou.core.roles import nearest

FILE_NAME = "shop.toml"


class Section(BaseModel):
    """A table of shop.toml."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class ShopSection(Section):
    """[shop]: who sells."""

    name: str = Field("My shop", description="Shown on every page.")
    languages: list[Language] = Field(
        default=["zh", "en"], min_length=1, description="Languages of the pages; the first is the default."
    )
    currency: str = Field(
        "CNY", pattern="^[A-Z]{3}$", description="ISO 4217 code of prices whose feed names none."
    )
    exchange_rates: dict[str, float] = Field(
        default={"USD": 7.1, "EUR": 7.8},
        description='Worth of one unit of a foreign currency, so that "under $80" is understood.',
    )
    notice: str = Field("", description="A line shown on every page, e.g. that this is a demo.")


class FeedSection(Section):
    """[feed]: where the products come from."""

    path: str = Field("", description="The product feed, relative to this file; `import` may name another.")
    format: str = Field("", description="The feed's format; empty: recognised from the file.")
    columns: dict[str, str] = Field(
        default={},
        description='Our field = the feed\'s column, e.g. "title.en" = "name", "attributes.colour" = "hue".',
    )
    pictures: str = Field("", description="Folder of the pictures that the feed names by relative path.")
    language: Language = Field("en", description="Language of texts whose feed does not say.")
    reviews: str = Field(
        "feed/reviews.jsonl", description="Reviews, one JSON object a line; nothing happens if there is none."
    )
    events: str = Field(
        "feed/events.jsonl", description="What shoppers did, one JSON object a line; may be absent."
    )
    policies: str = Field("policies", description="Folder of policy pages, NAME.LANGUAGE.md: returns.zh.md.")
    size_charts: str = Field(
        "feed/size_charts.json", description="Body measures per category, audience and size; may be absent."
    )


class PicturesSection(Section):
    """[pictures]: limits for fetching and decoding."""

    max_bytes: int = Field(20_000_000, gt=0, description="Larger files are refused.")
    max_pixels: int = Field(50_000_000, gt=0, description="Larger pictures are refused before decoding.")
    timeout_s: float = Field(20.0, gt=0, description="For one picture from a URL, all retries together.")
    retries: int = Field(2, ge=0, description="After a failed fetch.")
    videos: bool = Field(True, description="Whether products are also found by their videos' key frames.")
    models: bool = Field(
        True, description="Whether products are also found by views of their 3D models; the extra models3d."
    )


class BackendSection(Section):
    """One chosen backend: its file name and its options."""

    name: str = Field(description="Which one; `daogou models backends` lists them.")
    options: dict[str, Any] = Field(
        default={}, description="Its own options; ./x is a path in the shop's folder."
    )


class LanguageSection(Section):
    """[language]: the words for goods and what they are like."""

    concepts: list[str] = Field(
        default=[], description="Files of the shop's own concepts, relative to this file: see docs/graph.md."
    )
    packaged: bool = Field(True, description="Whether ours are known beside them; false: only the shop's.")


class FeaturesSection(Section):
    """[features]: the models that turn words and pictures into vectors."""

    text_encoder: BackendSection = Field(
        default=BackendSection(name="use"), description="Words into vectors."
    )
    image_encoder: BackendSection = Field(
        default=BackendSection(name="efficientnet_lite0"), description="Pictures into vectors."
    )
    alignment: BackendSection = Field(
        default=BackendSection(name="contrastive"), description="The space where pictures meet words."
    )


class IndexSection(Section):
    """[index]: how products are found."""

    text: BackendSection = Field(default=BackendSection(name="bm25f"), description="By words.")
    vector: BackendSection = Field(default=BackendSection(name="exact"), description="By nearness.")


class SearchSection(Section):
    """[search]: how the found are ranked."""

    fusion: BackendSection = Field(
        default=BackendSection(name="weighted_sum"), description="How words, meaning and looks are weighed."
    )
    candidates: int = Field(200, gt=0, le=10_000, description="How many each index gives to the fusion.")


class GraphSection(Section):
    """[graph]: what is known of the products, and how they hang together."""

    store: BackendSection = Field(default=BackendSection(name="ladybug"), description="Where it is kept.")
    embedding: BackendSection = Field(
        default=BackendSection(name="complex"), description="What missing facts are guessed by."
    )
    rules: str = Field("", description="The shop's own rules, relative to this file; empty: ours.")
    suggest: bool = Field(True, description="Whether a build looks for missing facts.")
    attributes: list[Annotated[str, Field(pattern="^[^:]+$")]] = Field(
        default=[], description='The feed\'s own attributes that become facts too: ["action", "coating"].'
    )
    learn_values: bool = Field(
        True, description="Whether titles are asked for what a product's fields leave out and others' have."
    )
    new_brands: bool = Field(
        True, description="Whether brands that no field names are looked for; needs the extra train."
    )


class ShoppersSection(Section):
    """[shoppers]: what shoppers did, said and allowed, and where it is kept."""

    url: str = Field(
        "",
        description="Where: empty for state.db in this folder, or postgresql://USER@HOST/DATABASE "
        "(the password comes from PGPASSWORD or ~/.pgpass).",
    )
    consent: Literal["assumed", "ask"] = Field(
        "assumed",
        description="Whether the acts of shoppers who have not said may recommend to them and teach models; "
        "remembering talks and photos always needs a yes.",
    )
    keep_days: int = Field(
        0, ge=0, description="Older events and impressions are forgotten by the next build; 0: none are."
    )
    events_from: Literal["anyone", "owner"] = Field(
        "anyone", description="Who may send events over HTTP; the owner is who serve.owner_actions says."
    )


class ExperimentSection(Section):
    """``recommend.experiment``: another recommender, tried on some of the shoppers.

    ``ab``: half of the shoppers see its shelf; ``interleaving``: everybody's shelf is drafted from both.
    """

    name: str = Field("", max_length=64, pattern="^[a-z0-9-]*$", description="Empty: none runs.")
    other: BackendSection = Field(default=BackendSection(name=""), description="The other recommender.")
    kind: Literal["ab", "interleaving"] = Field("ab", description="How the two are compared.")
    lift: float = Field(
        0.1, gt=0, le=10, description="The change worth finding: 0.1 is from 10 % of shoppers to 11 %."
    )

    @model_validator(mode="after")
    def _is_complete(self) -> "ExperimentSection":
        if bool(self.name) != bool(self.other.name):
            raise ValueError("an experiment has a name and another recommender, or neither")
        return self


class RecommendSection(Section):
    """[recommend]: what shoppers are recommended."""

    recommender: BackendSection = Field(
        default=BackendSection(name="hybrid"), description="What ranks products for a shopper."
    )
    exclude: list[str] = Field(
        default=[],
        description='Never recommended: "id:SKU-1", "brand:Acme", "category:Gift cards", "colour:red".',
    )
    pin: dict[str, int] = Field(
        default={}, description='Products that have a place of their own, 1 is the first: {"SKU-1" = 1}.'
    )
    boost: dict[str, float] = Field(
        default={}, description='Liked so many times as much: {"brand:Acme" = 1.5, "season:winter" = 0.5}.'
    )
    at_most_per_brand: int = Field(0, ge=0, description="Products of one brand on a shelf; 0: any number.")
    diversifier: BackendSection = Field(
        default=BackendSection(name="mmr"), description="How a shelf is made varied."
    )
    diversity: float = Field(
        0.0, ge=0, le=1, description="0: the best, however alike; 1: the most varied of the good ones."
    )
    exploration: float = Field(
        0.0, ge=0, le=1, description="The share of places given to products that were shown little so far."
    )
    experiment: ExperimentSection = Field(
        default=ExperimentSection(),
        description='Another recommender tried on shoppers, as ab or interleaving: {"name" = "try-ease", '
        '"other" = {"name" = "ease"}, "kind" = "ab"}; see docs/evaluation.md.',
    )


class ServeSection(Section):
    """[serve]: the web server."""

    host: str = Field("127.0.0.1", description="Address to listen on; 0.0.0.0 for the whole network.")
    port: int = Field(8600, ge=1, le=65535, description="Port to listen on.")
    max_upload_bytes: int = Field(15_000_000, gt=0, description="Larger photos of shoppers are refused.")
    graph_query: bool = Field(
        False, description="Whether anybody may ask the knowledge graph in its own query language."
    )
    owner_actions: Literal["off", "local", "on"] = Field(
        "local",
        description="Who may decide about suggested facts and see /owner: nobody, this machine, everybody.",
    )
    embed_origins: list[Annotated[str, Field(pattern=r"^https?://[^\s/;,'\"*]+$")]] = Field(
        default=[], description='Sites that may show the guide in a frame: ["https://www.example.com"].'
    )


class BuildSection(Section):
    """[build]: making releases."""

    seed: int = Field(7, description="Same seed, same data: same release.")
    keep_releases: int = Field(3, ge=1, description="Older releases are deleted after a build.")


class GuideSection(Section):
    """[guide]: the conversation."""

    language_model: BackendSection = Field(
        default=BackendSection(name="templates"),
        description="Who chooses skills and words; templates: nobody but the skills.",
    )


class StudioSection(Section):
    """[studio]: the fitting room and the picture workshop."""

    poses: BackendSection = Field(
        default=BackendSection(name="blazepose"), description="How people stand in a photo."
    )
    parser: BackendSection = Field(
        default=BackendSection(name="garment_parser"), description="What they wear, pixel by pixel."
    )
    try_on: BackendSection = Field(
        default=BackendSection(name="warp"), description="How garments are put on people."
    )
    generator: BackendSection = Field(
        default=BackendSection(name="layered_flow"), description="How products that do not exist are drawn."
    )


class Settings(Section):
    """A whole shop.toml."""

    shop: ShopSection = Field(default=ShopSection(), description="Who sells.")
    feed: FeedSection = Field(default=FeedSection(), description="Where the products come from.")
    pictures: PicturesSection = Field(default=PicturesSection(), description="Limits for pictures.")
    language: LanguageSection = Field(default=LanguageSection(), description="The words for goods.")
    features: FeaturesSection = Field(default=FeaturesSection(), description="The models.")
    index: IndexSection = Field(default=IndexSection(), description="How products are found.")
    search: SearchSection = Field(default=SearchSection(), description="How the found are ranked.")
    graph: GraphSection = Field(default=GraphSection(), description="What is known of the products.")
    shoppers: ShoppersSection = Field(default=ShoppersSection(), description="What shoppers did and allowed.")
    recommend: RecommendSection = Field(
        default=RecommendSection(), description="What shoppers are recommended."
    )
    guide: GuideSection = Field(default=GuideSection(), description="The conversation.")
    studio: StudioSection = Field(
        default=StudioSection(), description="The fitting room and the picture workshop."
    )
    serve: ServeSection = Field(default=ServeSection(), description="The web server.")
    build: BuildSection = Field(default=BuildSection(), description="Making releases.")


def read_settings(shop: Path) -> Settings:
    """The settings of the shop in that folder.

    Raises:
        NotFound: the folder has no shop.toml.
        BadSetting: it is no TOML, or a key or value is wrong; the message names it.
    """
    file = shop / FILE_NAME
    if not file.is_file():
        raise NotFound(f"{shop} is no shop: it has no {FILE_NAME}.", hint="Make one with: daogou init FOLDER")
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSetting(f"{file} is not valid TOML: {error}.") from error
    return settings_from(table, str(file))


def settings_from(table: Mapping[str, Any], where: str = FILE_NAME) -> Settings:
    """Settings from a parsed table.

    Raises:
        BadSetting: a key or value is wrong; the message names it and the nearest known key.
    """
    try:
        return Settings.model_validate(table)
    except ValidationError as error:
        raise _explain(error, where) from error


def _explain(error: ValidationError, where: str) -> BadSetting:
    errors = error.errors(include_url=False)
    first = min(errors, key=lambda e: e["type"] != "extra_forbidden")  # a misspelt key explains a missing one
    parts = [str(part) for part in first["loc"]]
    name = ".".join(parts)
    if first["type"] != "extra_forbidden":
        return BadSetting(f"{where}: {name} = {first['input']!r}: {first['msg']}.")
    known = list(_section(parts[:-1]).model_fields)
    close = nearest(parts[-1], known)
    return BadSetting(
        f"{where}: unknown key {name!r}; there are: {', '.join(known)}.",
        hint=f"Did you mean {close!r}?" if close else "",
    )


def _section(path: list[str]) -> type[BaseModel]:
    section: type[BaseModel] = Settings
    for part in path:
        annotation: Any = section.model_fields[part].annotation
        section = annotation
    return section


def default_file(given: Mapping[str, Mapping[str, Any]] | None = None) -> str:
    """A commented shop.toml; ``given`` replaces defaults: ``{"shop": {"name": "…"}}``."""
    lines = ["# The settings of this shop. A line that begins with # shows a default.", ""]
    for section_name, field in Settings.model_fields.items():
        section: Any = field.annotation
        lines.append(f"[{section_name}]  # {field.description}")
        lines.extend(_lines(section, (given or {}).get(section_name, {})))
        lines.append("")
    return "\n".join(lines)


def _lines(section: type[BaseModel], given: Mapping[str, Any]) -> Iterator[str]:
    for key, field in section.model_fields.items():
        yield f"# {field.description}{_choices(field.annotation)}"
        value = given.get(key, field.default)
        mark = "" if key in given else "# "
        yield f"{mark}{key} = {_toml(value)}"


def _choices(annotation: Any) -> str:
    inner = get_args(annotation)[0] if get_origin(annotation) in (list, Union) else annotation
    values = get_args(inner) if get_origin(inner) is Literal else ()
    return f" One of: {', '.join(map(str, values))}." if values else ""


def _toml(value: Any) -> str:
    if isinstance(value, BaseModel):
        value = value.model_dump(exclude_defaults=True)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        return f'"{escaped}"'
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_toml(str(k))} = {_toml(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_toml(v) for v in value) + "]"
    return str(value)
