"""Open a feed: by the format that the settings name, else by what the file looks like."""

from pathlib import Path

from daogou.core.errors import BadFeed, NotFound
from daogou.core.settings import FeedSection
from daogou.sources.feeds import ROLE, Feed

# special formats before the general ones that would read them too
ORDER = (
    "shopify",
    "vendure",
    "google_merchant_tsv",
    "google_merchant_xml",
    "schema_org",
    "parquet",
    "jsonl",
    "csv",
)


def open_feed(path: Path, settings: FeedSection, currency: str = "") -> Feed:
    """The feed that reads this file, with the shop's language, currency and column mapping.

    Raises:
        NotFound: no such file.
        BadFeed: no format recognises it; the message names what there is.
        UnknownBackend: the settings name a format that there is not.
    """
    if not path.is_file():
        raise NotFound(
            f"There is no feed at {path}.", hint="Name a file, or set path under [feed] in shop.toml."
        )
    options = {"language": settings.language, "currency": currency, "columns": dict(settings.columns)}
    if settings.format:
        return ROLE.open(settings.format, options)
    if path.stat().st_size == 0:
        raise BadFeed(f"{path.name} is empty.", hint="Export the feed again.")
    return ROLE.open(recognised(path), options)


def recognised(path: Path) -> str:
    """The name of the format that the file's beginning and ending look like.

    Raises:
        BadFeed: none does.
    """
    names = ROLE.names()
    ordered = [n for n in ORDER if n in names] + [n for n in names if n not in ORDER]
    alike = [name for name in ordered if ROLE.open(name).recognises(path)]
    fitting = [name for name in alike if path.suffix.casefold() in ROLE.open(name).suffixes]
    if not alike:
        raise BadFeed(
            f"{path.name} looks like none of the formats that can be read: {', '.join(names)}.",
            hint="If it is one of them, name it in shop.toml, under [feed]: format = …",
        )
    return (fitting or alike)[0]
