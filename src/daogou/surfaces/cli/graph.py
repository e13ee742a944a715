"""``daogou graph``: what is known of the products, asked from the terminal; shoppers too are shown here."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from daogou.core.entity import Entity
from daogou.core.errors import BadInput
from daogou.core.product import Language
from daogou.graph.facts import Fact
from daogou.graph.stores import GraphStore
from daogou.surfaces.cli.opening import opened
from daogou.surfaces.cli.output import JsonOption, print_json, print_table
from daogou.surfaces.cli.shop import ShopArgument
from daogou.surfaces.graph.naming import check_relations, named_entity
from daogou.surfaces.graph.public import is_private, is_private_relation, is_public
from daogou.surfaces.graph.words import Words

LanguageOption = Annotated[Language, typer.Option(help="Of names and sentences.")]
NameArgument = Annotated[str, typer.Argument(help="Its id (kind:key) or its name.")]
RelationOption = Annotated[list[str] | None, typer.Option("--relation", help="Of these relations only.")]


def stats(
    context: typer.Context, folder: ShopArgument, language: LanguageOption = "en", as_json: JsonOption = False
) -> None:
    """How many entities of each kind, facts of each relation, and statements."""
    store, words = opened(context, folder).graph(), Words(language)
    counts = store.counts()
    if as_json:
        print_json({"dialect": store.dialect, **asdict(counts)})
        return
    typer.echo(f"{sum(counts.entities.values())} entities; queries are in {store.dialect}")
    print_table("", ("kind", "entities"), counts.entities.items())
    typer.echo(f"{sum(counts.facts.values())} facts by {counts.statements} statements")
    rows = [(name, words.relation(name), number) for name, number in counts.facts.items()]
    print_table("", ("relation", "is called", "facts"), rows)


def find(
    context: typer.Context,
    folder: ShopArgument,
    text: Annotated[str, typer.Argument(help="A part of a name, in any language, or of a key.")],
    kind: Annotated[list[str] | None, typer.Option("--kind", help="Of these kinds only.")] = None,
    limit: Annotated[int, typer.Option(help="How many.", min=1)] = 20,
    as_json: JsonOption = False,
) -> None:
    """Entities whose name holds the text, the most exactly named first."""
    found = opened(context, folder).graph().find(text, kinds=kind or (), limit=limit)
    if as_json:
        print_json([asdict(one) for one in found])
        return
    rows = [(one.id, one.labels.get("en", ""), one.labels.get("zh", "")) for one in found]
    print_table(f"{len(found)} found", ("id", "English", "中文"), rows)


def show(
    context: typer.Context,
    folder: ShopArgument,
    entity: NameArgument,
    relation: RelationOption = None,
    shoppers: Annotated[bool, typer.Option("--shoppers", help="What shoppers did with it, too.")] = False,
    limit: Annotated[int, typer.Option(help="How many facts.", min=1)] = 50,
    language: LanguageOption = "en",
    as_json: JsonOption = False,
) -> None:
    """An entity and what is known of it, with how sure that is and who says so."""
    store = opened(context, folder).graph()
    shown = named_entity(store, entity)
    check_relations(store.counts(), relation or ())
    relations = relation or ([] if shoppers or is_private(shown.id) else _of_things(store))
    facts = store.neighbours(shown.id, relations, limit=limit)
    if as_json:
        print_json({"entity": asdict(shown), "facts": facts_as_json(facts)})
        return
    words = Words(language, named(store, (fact.other(shown.id) for fact in facts)))
    rows = [_told(fact, shown, words) for fact in facts]
    title = f"{shown.label(language)}  ({shown.id})"
    print_table(title, ("relation", "what", "id", "sure", "who says so"), rows)
    if len(facts) == limit:
        typer.echo(f"There may be more: --limit {2 * limit}, or --relation")


def query(
    context: typer.Context,
    folder: ShopArgument,
    text: Annotated[str, typer.Argument(help="In the store's dialect; `stats` names it. Only reading.")],
    param: Annotated[
        list[str] | None, typer.Option("--param", help="name=value, for $name in the query.")
    ] = None,
    limit: Annotated[int, typer.Option(help="How many rows.", min=1)] = 100,
    as_json: JsonOption = False,
) -> None:
    """Ask the graph in the language of its store."""
    rows = opened(context, folder).graph().query(text, dict(map(_parameter, param or ())), limit=limit)
    if as_json:
        print_json(rows)
        return
    columns = list(rows[0]) if rows else ["nothing found"]
    print_table(f"{len(rows)} rows", columns, [[row[name] for name in columns] for row in rows])


def path(
    context: typer.Context,
    folder: ShopArgument,
    start: Annotated[str, typer.Argument(metavar="FROM", help="Its id or its name.")],
    end: Annotated[str, typer.Argument(metavar="TO", help="Its id or its name.")],
    max_length: Annotated[int, typer.Option(help="Of how many facts at most.", min=1, max=4)] = 3,
    limit: Annotated[int, typer.Option(help="How many.", min=1)] = 5,
    language: LanguageOption = "en",
    as_json: JsonOption = False,
) -> None:
    """How two entities hang together, in sentences, the surest first."""
    store = opened(context, folder).graph()
    ends = [named_entity(store, name).id for name in (start, end)]
    found = store.paths(*ends, max_length=max_length, limit=limit)
    words = Words(language, named(store, (node for one in found for node in one.nodes)))
    if as_json:
        told = [{"sentence": words.path(one), "confidence": one.confidence, **asdict(one)} for one in found]
        print_json(told)
        return
    rows = [(f"{one.confidence:.2f}", words.path(one), " > ".join(one.nodes)) for one in found]
    print_table(f"{len(found)} paths", ("sure", "path", "by way of"), rows)


def export(
    context: typer.Context,
    folder: ShopArgument,
    out: Annotated[Path, typer.Argument(help="A file; for csv a folder.")],
    form: Annotated[str, typer.Option("--format", help="csv, turtle or graphml.")] = "csv",
    public: Annotated[bool, typer.Option("--public", help="Leave shoppers and what they did out.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Write the graph out for other programs, with every statement and its source."""
    from daogou.graph import exchange

    names = {name.rpartition("_")[2]: name for name in exchange.ROLE.names()}  # csv is neo4j's
    if form not in names:
        raise BadInput(f"No format {form!r}. There are: {', '.join(sorted(names))}.")
    store = opened(context, folder).graph()
    entities = (one for one in store.entities() if not public or is_public(one.id))
    triples = (one for one in store.triples() if not public or is_public(one.head, one.tail))
    files = exchange.ROLE.open(names[form]).write(out, entities, triples)
    written = list(map(str, files))
    print_json({"format": form, "files": written}) if as_json else typer.echo(f"Wrote {', '.join(written)}")


def named(store: GraphStore, identifiers: Iterable[str]) -> dict[str, Entity]:
    """id -> entity."""
    return store.get(dict.fromkeys(identifiers))


def _of_things(store: GraphStore) -> list[str]:
    """The relations that are not about what shoppers do, of which a product has too many to read."""
    return [name for name in store.counts().facts if not is_private_relation(name)]


def facts_as_json(facts: Iterable[Fact]) -> list[dict[str, Any]]:
    """Each as a dictionary."""
    return [asdict(fact) for fact in facts]


def _told(fact: Fact, shown: Entity, words: Words) -> tuple[str, str, str, str, str]:
    is_head = fact.head == shown.id
    label = words.relation(fact.relation) if is_head else words.inverse(fact.relation)
    other = fact.other(shown.id)
    sources = ", ".join(fact.sources)
    return label, words.name(other), other, f"{fact.confidence:.2f}", sources


def _parameter(text: str) -> tuple[str, Any]:
    """``limit=3`` is a number, ``colour=red`` a text, ``ids=["a"]`` a list."""
    name, equals, value = text.partition("=")
    if not name or not equals:
        raise BadInput(f"{text!r} is no parameter.", hint="Write --param name=value")
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value
