"""How entities are found by name, the same in every store.

A store keeps ``searchable(entity)``, one string, and asks whether it holds ``"\\n" + text``: so a line's
begin and end can be told from its middle without an index of words, in Chinese too.
"""

from daogou.core.entity import Entity

_END = "\n"


def searchable(entity: Entity) -> str:
    """Its key and labels, folded, one a line, with a line end before and after each."""
    names = dict.fromkeys(folded(name) for name in (entity.key, *entity.labels.values()))
    return _END + _END.join(name for name in names if name) + _END


def folded(text: str) -> str:
    """Case and space taken away: what is compared."""
    return " ".join(text.casefold().split())


def rank(names: str, text: str) -> int:
    """How well folded text names an entity: 0 wholly, 1 as a beginning, 2 inside; 3 not at all."""
    if _END + text + _END in names:
        return 0
    if _END + text in names:
        return 1
    return 2 if text in names else 3
