"""A file of rules, parsed and checked; the shipped ``graph/data/rules.toml`` explains its form."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from daogou.core.entity import entity_id
from daogou.core.errors import BadInput, BadQuery
from daogou.core.triple import Triple
from daogou.graph.patterns import Conjunction, Pattern, is_variable, parse_patterns

FAMILY = "rule"
_KEYS = frozenset(("rules", "disjoint", "functional", "known", "complements"))
_RULE_KEYS = frozenset(("when", "then", "confidence", "at_least", "on_demand"))


class BadRules(BadInput):
    """A rule file cannot be understood; the message names the rule and what is wrong with it."""

    code = "bad_rules"


@dataclass(frozen=True, slots=True)
class Rule:
    """``when`` all holds, ``then`` holds; if counted, for at least ``count`` values of that variable."""

    name: str
    when: Conjunction
    then: Pattern
    confidence: float = 1.0
    counted: str = ""
    count: int = 1
    on_demand: bool = False

    @property
    def source(self) -> str:
        """As in the triples that it concludes."""
        return f"{FAMILY}:{self.name}"


@dataclass(frozen=True, slots=True)
class Disjoint:
    """No thing has two of these values by this relation."""

    relation: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class RuleBook:
    """``known``: facts that the file itself states; ``functional``: relations with one value only."""

    rules: tuple[Rule, ...] = ()
    disjoint: tuple[Disjoint, ...] = ()
    functional: tuple[str, ...] = ()
    known: tuple[Triple, ...] = ()

    def rule(self, name: str) -> Rule:
        """One rule.

        Raises:
            BadRules: no such.
        """
        for rule in self.rules:
            if rule.name == name:
                return rule
        raise BadRules(f"No rule {name!r}; there are: {', '.join(one.name for one in self.rules)}.")


def parse_rules(text: str, where: str = "rules.toml") -> RuleBook:
    """The rules of a file's text.

    Raises:
        BadRules: see there.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadRules(f"{where} is not valid TOML: {error}.") from error
    _only(table, _KEYS, where)
    return RuleBook(
        tuple(_rule(name, entry) for name, entry in table.get("rules", {}).items()),
        tuple(_disjoint(entry) for entry in table.get("disjoint", [])),
        tuple(table.get("functional", {}).get("relations", [])),
        (*_known(table.get("known", {}).get("facts", [])), *_complements(table.get("complements", {}))),
    )


def _only(entry: Mapping[str, Any], keys: frozenset[str], where: str) -> None:
    unknown = [key for key in entry if key not in keys]
    if unknown:
        raise BadRules(f"{where}: unknown key {unknown[0]!r}; there are: {', '.join(sorted(keys))}.")


def _rule(name: str, entry: Mapping[str, Any]) -> Rule:
    where = f"Rule {name!r}"
    _only(entry, _RULE_KEYS, where)
    try:
        when, conclusion = parse_patterns(entry.get("when", "")), parse_patterns(entry.get("then", ""))
    except BadQuery as error:
        raise BadRules(f"{where}: {error.message}", hint=error.hint) from error
    if len(conclusion.patterns) != 1 or conclusion.unequal or conclusion.patterns[0].at_least:
        raise BadRules(f"{where}: then is one plain pattern, given {entry.get('then')!r}.")
    then = conclusion.patterns[0]
    _check_variables(where, when, [*then.variables, *_counted(where, entry)[:1]])
    confidence = entry.get("confidence", 1.0)
    if not isinstance(confidence, int | float) or not 0 < confidence <= 1:
        raise BadRules(f"{where}: confidence {confidence!r} is not in (0, 1].")
    counted = _counted(where, entry)
    of, count = counted if counted else ("", 1)
    return Rule(name, when, then, float(confidence), of, count, entry.get("on_demand", False) is True)


def _counted(where: str, entry: Mapping[str, Any]) -> tuple[()] | tuple[str, int]:
    given = entry.get("at_least")
    if given is None:
        return ()
    count, of = (given.get("count"), given.get("of")) if isinstance(given, Mapping) else (None, None)
    if not isinstance(count, int) or count < 1 or not isinstance(of, str) or not is_variable(of):
        raise BadRules(f'{where}: at_least is {{ count = 3, of = "?p" }}, given {given!r}.')
    return of, count


def _check_variables(where: str, when: Conjunction, wanted: list[Any]) -> None:
    loose = [name for name in wanted if name not in when.variables]
    if loose:
        raise BadRules(
            f"{where}: {loose[0]} is in no pattern of its when; there are {', '.join(when.variables)}."
        )


def _disjoint(entry: Mapping[str, Any]) -> Disjoint:
    relation, values = entry.get("relation"), entry.get("values")
    if not isinstance(relation, str) or not isinstance(values, list) or len(set(map(str, values))) < 2:
        raise BadRules(f"disjoint: expected a relation and at least two values, given {dict(entry)!r}.")
    return Disjoint(relation, frozenset(map(str, values)))


def _known(facts: list[Any]) -> Iterator[Triple]:
    for fact in facts:
        try:
            (pattern,) = parse_patterns(str(fact)).patterns
            if pattern.variables:
                raise ValueError("a known fact has no variables")
            yield Triple(pattern.head, pattern.relation, pattern.tail, 1.0, f"{FAMILY}:known")
        except (BadQuery, ValueError) as error:
            raise BadRules(f"known: {fact!r}: {error}.") from error


def _complements(table: Mapping[str, Any]) -> Iterator[Triple]:
    """Both ways, because they go with each other: ``"coat: scarf boots"``."""
    _only(table, frozenset(("categories", "colours")), "complements")
    said: dict[tuple[str, str], None] = {}
    for kind, key in (("category", "categories"), ("colour", "colours")):
        for line in table.get(key, []):
            one, colon, others = str(line).partition(":")
            if not colon or not others.split():
                raise BadRules(f"complements: expected 'coat: scarf boots', given {line!r}.")
            for other in others.split():
                said[entity_id(kind, one.strip()), entity_id(kind, other)] = None
                said[entity_id(kind, other), entity_id(kind, one.strip())] = None
    return (Triple(one, "complements", other, 1.0, f"{FAMILY}:complements") for one, other in said)


@cache
def rule_book() -> RuleBook:
    """The rules that come with the package."""
    return parse_rules(files("daogou.graph").joinpath("data", "rules.toml").read_text(encoding="utf-8"))
