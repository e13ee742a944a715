"""What a release knows beside its indexes: the graph, the annotator, what is probably missing."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from daogou.assembly.models import Models, named
from daogou.assembly.releases import Release
from daogou.assembly.steps import propose, relate
from daogou.core.entity import entity_id, kind_of
from daogou.core.errors import NotFound
from daogou.core.settings import Settings
from daogou.graph import stores
from daogou.graph.annotation.annotator import Annotator
from daogou.graph.annotation.teaching import load
from daogou.graph.decisions import Decision, read_decisions, record
from daogou.graph.link_prediction import Proposal
from daogou.graph.relate import Relater
from daogou.graph.rules.contradictions import Contradiction
from daogou.graph.stores import GraphStore
from daogou.graph.vocabulary import BadVocabulary, vocabulary
from daogou.language.concepts import Concepts
from daogou.language.relations.vocabulary import RELATION_OF, relation_of


@dataclass(frozen=True)
class Knowledge:
    """Each part is opened when it is first asked for."""

    settings: Settings
    folder: Path
    release: Release
    models: Models
    concepts: Concepts

    @cached_property
    def store(self) -> GraphStore:
        """The graph, for reading only."""
        kept = stores.ROLE.open(*named(self.settings.graph.store, self.folder))
        return kept.open(self.release.stage("relate") / relate.STORE, read_only=True)

    @cached_property
    def annotator(self) -> Annotator:
        """What names what a picture shows."""
        return load(self.release.stage("label"), self.models.eye, known=self.concepts)

    def suggestions(self, product_id: str = "") -> list[Proposal]:
        """Facts that are probably missing, of all products or one, without those decided since the build."""
        decided = read_decisions(self.folder / relate.DECISIONS)
        head = entity_id("product", product_id) if product_id else ""
        return [one for one in self._proposals if one.fact not in decided and head in ("", one.head)]

    @cached_property
    def _proposals(self) -> tuple[Proposal, ...]:
        found = propose.proposals_in(self.release.stage("propose"))
        brands = relate.new_brands_in(self.release.stage("relate"))
        return tuple(sorted((*brands, *found), key=lambda one: -one.confidence))

    def decide(self, decision: Decision) -> None:
        """Keep the owner's word.

        Raises:
            BadVocabulary: no such relation, or it does not join these.
            NotFound: the graph has no such entity.
        """
        if not self._joins(decision):
            raise BadVocabulary(f"{decision.relation} does not join {decision.head} and {decision.tail}.")
        there = self.store.get([decision.head, decision.tail])
        for name in (decision.head, decision.tail):
            if name not in there:
                raise NotFound(f"The graph has no entity {name!r}.", hint="Find its id by its name first.")
        record(self.folder / relate.DECISIONS, decision)

    def _joins(self, decision: Decision) -> bool:
        """Whether such entities can be so related; those of the shop's own kinds are in no vocabulary."""
        kind = kind_of(decision.tail)
        own = Relater(self.concepts, tuple(self.settings.graph.attributes)).kinds - RELATION_OF.keys()
        if kind in own and decision.relation == relation_of(kind):
            return kind_of(decision.head) == "product"
        return vocabulary()[decision.relation].allows(decision.head, decision.tail)

    @cached_property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """Where sources disagree, as the build found them."""
        return relate.contradictions_in(self.release.stage("relate"))
