"""Growing a part of the graph around an entity, step by step, the same in every store."""

from collections.abc import Callable, Collection, Sequence

from daogou.graph.facts import Fact

# entity ids, at most so many -> the facts that touch them, best first
Around = Callable[[Collection[str], int], Sequence[Fact]]


def grown(start: str, depth: int, limit: int, around: Around) -> tuple[list[str], tuple[Fact, ...]]:
    """The entities within ``depth`` facts of one and the facts that led there: nearest first, then best."""
    taken: dict[tuple[str, str, str], Fact] = {}
    reached = {start: None}
    frontier = [start]
    for _ in range(depth):
        # all that were taken before may come back once more, and are skipped
        found = [fact for fact in around(frontier, limit + len(taken)) if fact.key not in taken]
        chosen = found[: limit - len(taken)]
        taken.update((fact.key, fact) for fact in chosen)
        ends = dict.fromkeys(end for fact in chosen for end in (fact.head, fact.tail))
        frontier = [end for end in ends if end not in reached]
        reached.update(dict.fromkeys(frontier))
        if not frontier or len(taken) >= limit:
            break
    return list(reached), tuple(taken.values())
