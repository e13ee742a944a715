"""Patterns of facts, as in rules and in queries: ``?p made_of ?m, ?m broader material:wool``.

A pattern is a head, a relation and a tail. ``?name`` is a variable, anything else an entity id, in double
quotes if it has spaces or commas; ``$name`` takes its value from the parameters. ``?s rated >= 0.8 ?p`` holds
for facts of at least that confidence. Patterns are joined by commas; ``?a != ?b`` says that two differ.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

from daogou.core.errors import BadQuery
from daogou.graph.facts import Fact

_TOKEN = re.compile(r'\s*(?:"(?P<quoted>[^"]*)"|(?P<sign>,|>=|!=)|(?P<word>[^\s,"]+))')
_RELATION = re.compile(r"[a-z][a-z0-9_]*")
Binding = Mapping[str, str]
# (head or None, relation, tail or None) -> facts that match
Lookup = Callable[[str | None, str, str | None], Iterable[Fact]]


@dataclass(frozen=True, slots=True)
class Pattern:
    """Facts of one relation; a term that begins with ``?`` is a variable."""

    head: str
    relation: str
    tail: str
    at_least: float = 0.0

    @property
    def variables(self) -> tuple[str, ...]:
        """Its variables, head first."""
        return tuple(term for term in (self.head, self.tail) if is_variable(term))


@dataclass(frozen=True, slots=True)
class Conjunction:
    """All patterns must hold at once, and the terms of each pair in ``unequal`` differ."""

    patterns: tuple[Pattern, ...]
    unequal: tuple[tuple[str, str], ...] = ()

    @property
    def variables(self) -> tuple[str, ...]:
        """Every variable once, in the order of the text."""
        return tuple(dict.fromkeys(v for pattern in self.patterns for v in pattern.variables))


def is_variable(term: str) -> bool:
    """Whether a term stands for any entity."""
    return term.startswith("?")


def parse_patterns(text: str, parameters: Mapping[str, Any] | None = None) -> Conjunction:
    """The patterns of a text.

    Raises:
        BadQuery: the message names the part that is none.
    """
    patterns: list[Pattern] = []
    unequal: list[tuple[str, str]] = []
    for part in _parts(text):
        terms = [_term(token, parameters or {}) for token in part]
        if len(terms) == 3 and part[1] == "!=":
            unequal.append((terms[0], terms[2]))
        else:
            patterns.append(_pattern(part, terms))
    parsed = Conjunction(tuple(patterns), tuple(unequal))
    _check(parsed, text)
    return parsed


def _check(parsed: Conjunction, text: str) -> None:
    if not parsed.patterns:
        raise BadQuery(f"{text!r} holds no pattern.", hint="For example: ?p made_of material:wool")
    known = set(parsed.variables)
    loose = [t for pair in parsed.unequal for t in pair if is_variable(t) and t not in known]
    if loose:
        raise BadQuery(f"{loose[0]} is in no pattern of {text!r}.")


def _parts(text: str) -> Iterator[list[str]]:
    part: list[str] = []
    for token in _tokens(text):
        if token == ",":
            yield part
            part = []
        else:
            part.append(token)
    if part:
        yield part


def _tokens(text: str) -> Iterator[str]:
    place = 0
    while place < len(text.rstrip()):
        match = _TOKEN.match(text, place)
        if not match:
            raise BadQuery(f"Cannot read {text[place:]!r} in {text!r}.", hint="Is a quotation mark missing?")
        yield match["quoted"] if match["quoted"] is not None else match["sign"] or match["word"]
        place = match.end()


def _term(token: str, parameters: Mapping[str, Any]) -> str:
    if not token.startswith("$"):
        return token
    if token[1:] not in parameters:
        raise BadQuery(f"No value for {token}; there are: {', '.join(parameters) or 'none'}.")
    return str(parameters[token[1:]])


def _pattern(part: Sequence[str], terms: Sequence[str]) -> Pattern:
    shown = " ".join(part)
    if len(terms) == 5 and terms[2] == ">=":
        head, relation, _, least, tail = terms
    elif len(terms) == 3:
        (head, relation, tail), least = terms, "0"
    else:
        raise BadQuery(f"{shown!r} is no pattern; expected head, relation, tail.")
    if not _RELATION.fullmatch(relation):
        raise BadQuery(f"{relation!r} in {shown!r} is no relation: small letters, digits and _.")
    bad = [end for end in (head, tail) if not (re.fullmatch(r"\?\w+", end) or ":" in end)]
    if bad:
        raise BadQuery(f"{bad[0]!r} in {shown!r} is neither a ?variable nor a kind:key.")
    return Pattern(head, relation, tail, _confidence(least, shown))


def _confidence(text: str, shown: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0.0 <= value <= 1.0:
        raise BadQuery(f"{text!r} in {shown!r} is no confidence: a number from 0 to 1.")
    return value


def answers(asked: Conjunction, lookup: Lookup, *, limit: int | None = None) -> list[dict[str, str]]:
    """Every way to fill the variables, each once, without their question marks."""
    found = (
        tuple(binding[v] for v in asked.variables)
        for binding, _ in matches(asked.patterns, lookup, unequal=asked.unequal)
    )
    names = [v[1:] for v in asked.variables]
    return [dict(zip(names, row, strict=True)) for row in islice(dict.fromkeys(found), limit)]


def matches(
    patterns: Sequence[Pattern],
    lookup: Lookup,
    *,
    bound: Binding | None = None,
    unequal: Sequence[tuple[str, str]] = (),
) -> Iterator[tuple[dict[str, str], tuple[Fact, ...]]]:
    """Each way to fill the variables, with the facts that do it in the order of the patterns.

    Patterns are taken most-bound first (nested-loop join), so that a hub is entered from its small side.
    """
    steps = _steps(tuple(patterns), frozenset(bound or ()))
    if unequal and _clashes(bound or {}, unequal):
        return
    for binding, facts in _joined(steps, lookup, dict(bound or {}), unequal):
        yield binding, tuple(facts[index] for index in range(len(patterns)))


class _Step(NamedTuple):
    """A pattern of a join with what does not change from one binding to the next; ``place``: its own."""

    place: int
    pattern: Pattern
    head_varies: bool
    tail_varies: bool


@lru_cache(maxsize=1024)  # rules ask for the same few joins, once for every fact
def _steps(patterns: tuple[Pattern, ...], known: frozenset[str]) -> tuple[_Step, ...]:
    left = list(enumerate(patterns))
    steps = []
    while left:
        best = max(left, key=lambda entry: (_boundness(entry[1], known), -entry[0]))
        left.remove(best)
        steps.append(_Step(*best, is_variable(best[1].head), is_variable(best[1].tail)))
        known = known | set(best[1].variables)
    return tuple(steps)


def _boundness(pattern: Pattern, known: frozenset[str]) -> int:
    """A known head narrows more than a known tail: a colour has many products, a product few colours."""
    head, tail = (not is_variable(t) or t in known for t in (pattern.head, pattern.tail))
    return 2 * head + tail


def _joined(
    steps: tuple[_Step, ...],
    lookup: Lookup,
    binding: dict[str, str],
    unequal: Sequence[tuple[str, str]],
) -> Iterator[tuple[dict[str, str], dict[int, Fact]]]:
    if not steps:
        yield binding, {}
        return
    step, rest = steps[0], steps[1:]
    pattern = step.pattern
    head = binding.get(pattern.head) if step.head_varies else pattern.head
    tail = binding.get(pattern.tail) if step.tail_varies else pattern.tail
    for fact in lookup(head, pattern.relation, tail):
        if fact.confidence < pattern.at_least:
            continue
        extended = _extended(step, fact, binding)
        if extended is None or (unequal and _clashes(extended, unequal)):
            continue
        for final, facts in _joined(rest, lookup, extended, unequal):
            yield final, {step.place: fact, **facts}


def _value(term: str, binding: Binding) -> str | None:
    return binding.get(term) if is_variable(term) else term


def _extended(step: _Step, fact: Fact, binding: Binding) -> dict[str, str] | None:
    extended = dict(binding)
    if step.head_varies and extended.setdefault(step.pattern.head, fact.head) != fact.head:
        return None
    if step.tail_varies and extended.setdefault(step.pattern.tail, fact.tail) != fact.tail:
        return None
    return extended


def _clashes(binding: Binding, unequal: Sequence[tuple[str, str]]) -> bool:
    pairs = ((_value(one, binding), _value(other, binding)) for one, other in unequal)
    return any(one is not None and one == other for one, other in pairs)
