"""Rules run until nothing new follows, each round looking only at what the round before found.

Semi-naive evaluation (Bancilhon and Ramakrishnan, 1986). A conclusion is as sure as its rule times its
weakest premise, over the best way to reach it; as a premise it counts with the surest of its sources, not
with all of them together, so that a circle of rules never makes itself surer, and the end is reached.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from daogou.core.triple import Triple
from daogou.graph.facts import Fact
from daogou.graph.patterns import Lookup, Pattern, is_variable, matches
from daogou.graph.rules.book import FAMILY, Rule, RuleBook
from daogou.graph.statements import Key, fact_of, gathered, is_of

_SURER = 1e-9  # less is the noise of floating point


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What a rule found; its source names the rule. ``premises`` are the facts of the surest way to it."""

    triple: Triple
    premises: tuple[Key, ...]


class FactIndex:
    """Facts in memory, by relation and head and by relation and tail; each with its surest confidence."""

    def __init__(self, facts: Iterable[Fact] = ()) -> None:
        self._of: dict[str, dict[Key, Fact]] = defaultdict(dict)
        self._by_head: dict[tuple[str, str], dict[str, Fact]] = defaultdict(dict)
        self._by_tail: dict[tuple[str, str], dict[str, Fact]] = defaultdict(dict)
        for fact in facts:
            self.add(fact)

    def add(self, fact: Fact) -> bool:
        """Whether it is new, or surer than before."""
        known = self._of[fact.relation].get(fact.key)
        if known and fact.confidence <= known.confidence + _SURER:
            return False
        self._of[fact.relation][fact.key] = fact
        self._by_head[fact.relation, fact.head][fact.tail] = fact
        self._by_tail[fact.relation, fact.tail][fact.head] = fact
        return True

    def count(self, relation: str) -> int:
        """How many facts of a relation."""
        return len(self._of[relation])

    def lookup(self, head: str | None, relation: str, tail: str | None) -> Iterable[Fact]:
        """See ``patterns.Lookup``."""
        if head is not None and tail is not None:
            found = self._of[relation].get((head, relation, tail))
            return (found,) if found else ()
        if head is not None:
            return tuple(self._by_head.get((relation, head), {}).values())
        if tail is not None:
            return tuple(self._by_tail.get((relation, tail), {}).values())
        return tuple(self._of[relation].values())


def concluded(triples: Iterable[Triple], book: RuleBook) -> list[Conclusion]:
    """Everything that follows, the book's own known facts first, each statement once.

    What is stated, or follows by another rule, as surely already is not concluded again: a rule would only
    repeat its own premises. Statements of earlier runs (``rule:…``) among ``triples`` are passed over: this
    makes them anew.
    """
    rules = [rule for rule in book.rules if not rule.on_demand]
    told = {pattern.relation for rule in rules for pattern in (*rule.when.patterns, rule.then)}
    stated = gathered(t for t in triples if t.relation in told and not is_of(t.source, FAMILY))
    for key, said in gathered(book.known).items():
        stated[key] = {**stated.get(key, {}), **said}
    index = FactIndex(fact_of(key, said) for key, said in stated.items())
    found: dict[tuple[Key, str], Conclusion] = {}
    new = [one for rule in rules for one in _first_round(rule, index)]
    while new:
        kept = {one.triple.fact: one for one in sorted(new, key=_sureness) if index.add(_as_fact(one))}
        found.update(((one.triple.fact, one.triple.source), one) for one in kept.values())
        fresh = _by_relation(_as_fact(one) for one in kept.values())
        new = [one for rule in rules for one in _round(rule, index, fresh)]
    return [*(Conclusion(triple, ()) for triple in book.known), *found.values()]


def _sureness(conclusion: Conclusion) -> tuple[float, str]:
    """Surest last, so that it stays."""
    return conclusion.triple.confidence, conclusion.triple.source


def _as_fact(conclusion: Conclusion) -> Fact:
    triple = conclusion.triple
    return Fact(*triple.fact, triple.confidence, (triple.source,))


Fresh = Mapping[str, Sequence[Fact]]


def _by_relation(facts: Iterable[Fact]) -> Fresh:
    fresh: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        fresh[fact.relation].append(fact)
    return fresh


def _first_round(rule: Rule, index: FactIndex) -> Iterator[Conclusion]:
    """Entered by the pattern with the fewest facts: what is broader is a table, what things are a shop."""
    patterns = rule.when.patterns
    smallest = min(range(len(patterns)), key=lambda place: index.count(patterns[place].relation))
    facts = {patterns[smallest].relation: tuple(index.lookup(None, patterns[smallest].relation, None))}
    return _round(rule, index, facts, (smallest,))


def _round(
    rule: Rule, index: FactIndex, fresh: Fresh, places: Sequence[int] | None = None
) -> Iterator[Conclusion]:
    """What follows with a fresh fact as one of the premises, at one of these places among them."""
    if rule.counted:
        if any(fresh.get(pattern.relation) for pattern in rule.when.patterns):
            yield from _counting(rule, index.lookup)
        return
    for binding, facts in _new_ways(rule, index.lookup, fresh, places):
        conclusion = _conclusion(rule, binding, facts)
        if conclusion:
            yield conclusion


Way = tuple[dict[str, str], tuple[Fact, ...]]


def _ways(rule: Rule, lookup: Lookup, bound: dict[str, str] | None = None) -> Iterator[Way]:
    return matches(rule.when.patterns, lookup, bound=bound, unequal=rule.when.unequal)


def _new_ways(rule: Rule, lookup: Lookup, fresh: Fresh, places: Sequence[int] | None) -> Iterator[Way]:
    """Ways in which at least one premise is fresh."""
    patterns = rule.when.patterns
    for place in range(len(patterns)) if places is None else places:
        pattern, others = patterns[place], (*patterns[:place], *patterns[place + 1 :])
        for fact in fresh.get(pattern.relation, ()):
            bound = _unified(pattern, fact)
            if bound is not None:
                for binding, facts in matches(others, lookup, bound=bound, unequal=rule.when.unequal):
                    yield binding, (*facts[:place], fact, *facts[place:])


def _unified(pattern: Pattern, fact: Fact) -> dict[str, str] | None:
    if fact.relation != pattern.relation or fact.confidence < pattern.at_least:
        return None
    bound: dict[str, str] = {}
    for term, value in ((pattern.head, fact.head), (pattern.tail, fact.tail)):
        if (bound.setdefault(term, value) if is_variable(term) else term) != value:
            return None
    return bound


def _conclusion(rule: Rule, binding: dict[str, str], facts: Sequence[Fact]) -> Conclusion | None:
    head, tail = (binding.get(term, term) for term in (rule.then.head, rule.then.tail))
    if head == tail:
        return None  # nothing follows about a thing and itself
    sure = rule.confidence * min(fact.confidence for fact in facts)
    triple = Triple(head, rule.then.relation, tail, sure, rule.source)
    return Conclusion(triple, tuple(fact.key for fact in facts))


def _counting(rule: Rule, lookup: Lookup) -> Iterator[Conclusion]:
    """As sure as the weakest of the ``count`` best of what is counted."""
    groups: dict[tuple[str, str], dict[str, Conclusion]] = defaultdict(dict)
    for binding, facts in _ways(rule, lookup):
        one = _conclusion(rule, binding, facts)
        if one:
            best = groups[one.triple.head, one.triple.tail]
            value = binding[rule.counted]
            if value not in best or best[value].triple.confidence < one.triple.confidence:
                best[value] = one
    for counted in groups.values():
        if len(counted) >= rule.count:
            best_first = sorted(counted.values(), key=lambda one: (-one.triple.confidence, one.premises))
            chosen = best_first[: rule.count]
            yield Conclusion(chosen[-1].triple, tuple(key for one in chosen for key in one.premises))


def following(rule: Rule, lookup: Lookup, head: str, *, limit: int = 20) -> list[Conclusion]:
    """What a rule concludes about one head, each tail once; for rules that are asked on demand."""
    found: dict[str, Conclusion] = {}
    for binding, facts in _ways(rule, lookup, {rule.then.head: head}):
        one = _conclusion(rule, binding, facts)
        if one:
            found.setdefault(one.triple.tail, one)
        if len(found) >= limit:
            break
    return sorted(found.values(), key=lambda one: (-one.triple.confidence, one.triple.tail))


def why(triple: Triple, book: RuleBook, lookup: Lookup) -> tuple[Key, ...]:
    """The premises of a statement that a rule made, found again; none if they no longer hold."""
    rule = book.rule(triple.source.removeprefix(f"{FAMILY}:"))
    bound = _unified(rule.then, Fact(*triple.fact, 1.0, ()))
    ways = sorted(
        (-min(f.confidence for f in facts), tuple(f.key for f in facts))
        for _, facts in _ways(rule, lookup, bound)
    )
    keys = dict.fromkeys(key for _, way in ways[: rule.count] for key in way)
    return tuple(keys) if len(ways) >= rule.count else ()
