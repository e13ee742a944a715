"""A thing of the knowledge graph: a product, a brand, a colour, a shopper."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from daogou.core.product import Language


def entity_id(kind: str, key: str) -> str:
    """``entity_id("colour", "red")`` is ``colour:red``."""
    return f"{kind}:{key}"


def kind_of(identifier: str) -> str:
    """The kind of an entity id: what stands before its first colon."""
    return identifier.partition(":")[0]


def key_of(identifier: str) -> str:
    """The key of an entity id: what stands after its first colon; a key may hold colons itself."""
    return identifier.partition(":")[2]


@dataclass(frozen=True, slots=True)
class Entity:
    """``id`` is ``kind:key``: ``product:SKU``, ``material:cotton``; ``labels`` maps a language to a name.

    Raises:
        ValueError: the id does not begin with the kind and a colon, or has no key.
    """

    id: str
    kind: str
    labels: Mapping[Language, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.kind or kind_of(self.id) != self.kind or not key_of(self.id):
            raise ValueError(f"{self.id!r} is no id of kind {self.kind!r}; expected {self.kind}:KEY.")

    @property
    def key(self) -> str:
        """The id without the kind."""
        return key_of(self.id)

    def label(self, language: str = "en") -> str:
        """Its name in that language, else in whichever language there is, else its key."""
        named = (name for known, name in self.labels.items() if known == language)
        return next(named, "") or next((name for name in self.labels.values() if name), self.key)


def bare_entity(identifier: str) -> Entity:
    """An entity of which nothing is known but its id."""
    return Entity(identifier, kind_of(identifier))
