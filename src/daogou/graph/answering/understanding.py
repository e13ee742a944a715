"""From a question to what it asks: cue words, values that it names, and its meaning as a sentence vector.

Meaning decides between what a picture can tell and everything else, which no list of words can: a question
must lie nearer to examples of a kind than to examples of other talk.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from daogou.core.product import Language
from daogou.features.rows import Vectors
from daogou.features.text_encoders import TextEncoder
from daogou.graph.answering.cues import cues, examples
from daogou.graph.answering.mentions import Vocabulary
from daogou.graph.answering.question import Mention, Question
from daogou.language.detect import detect
from daogou.language.normalise import normalise

NONE = "none"
LONGEST = 300  # characters: a longer text is no question about a picture
# Chosen on the examples, each held out in turn: how near the best kind must be, and how much nearer than
# other talk, for a question without a cue word.
NEAR = 0.55
NEARER = 0.05
FAR_FROM_ALL = 0.15  # a cue word in a text that is nearer to other talk by this much is an accident

_YES_OR_NO = re.compile(
    r"^(?:so |and |but |then |well |please )*(?:is|are|was|were|am|does|do|did|can|could|would|will|should"
    r"|has|have|isn't|aren't|doesn't|don't|may|might)\b"
    r"|\b(?:isn't|aren't|wasn't|doesn't|don't|right|correct) ?(?:it|they|this|that)?\s*\?*$"
    r"|(?:吗|(?<!什)么|吧)\s*[?。!]*$|是不是|是否|有没有|算不算|能不能|可不可以|可以.{0,4}[吗么]"
)
# Who speaks of himself asks of the product only what to do with it, or asks to be told.
_OWN_AFFAIRS = re.compile(r"\b(?:i|i've|i'm|me|my|mine|we|our)\b")
_ABOUT_IT = re.compile(
    r"\b(?:wear|wore|put|use|carry|dress|looking at|seeing|look at|see|have here"
    r"|(?:tell|show|give|help) (?:me|us))\b"
)
_POINTING = re.compile(
    r"\b(?:it|its|this|that|these|those|they|them|he|she|picture|photo|image|item|product|thing|one)\b|isn't"
)
MOST_UNPOINTED = 5  # words of a question that points at nothing: "red or not?", "a summer dress?"
_NAMED_CHOICE = re.compile(r"\bor\b|还是")


@dataclass(frozen=True)
class Understanding:
    """``vocabulary`` of the shop; ``text`` encodes sentences, None leaves cue words alone to decide."""

    vocabulary: Vocabulary
    text: TextEncoder | None = None

    def __call__(self, question: str, language: Language | None = None) -> Question:
        """Never raises: what is not understood says so, and why."""
        plain = normalise(question[:LONGEST]).strip()
        spoken = language or detect(plain)
        if not plain or len(question) > LONGEST:
            return Question(question, spoken, "unknown", why="not_understood")
        if cues().is_beyond(plain):
            return Question(question, spoken, "unknown", why="beyond_a_picture")
        if _OWN_AFFAIRS.search(plain) and not _ABOUT_IT.search(plain):
            return Question(question, spoken, "unknown", why="off_topic")
        mentions = self.vocabulary.mentions(plain)
        asked = cues().kinds_in(plain)
        if mentions and _YES_OR_NO.search(plain) and not _NAMED_CHOICE.search(plain):
            return self._verified(question, spoken, mentions, asked)
        kind = self._kind(plain, asked, mentions)
        if kind is None:
            return Question(question, spoken, "unknown", why="off_topic")
        return Question(question, spoken, "ask", kind, tuple(m for m in mentions if m.kind == kind))

    def _verified(
        self, question: str, spoken: Language, mentions: list[Mention], asked: list[str]
    ) -> Question:
        """Is it so? Mentions of the kind that the question speaks of, else all."""
        plain = normalise(question)
        points = _POINTING.search(plain) or _ABOUT_IT.search(plain) or len(plain.split()) <= MOST_UNPOINTED
        if (spoken == "en" and not points) or self._is_other_talk(plain):
            return Question(question, spoken, "unknown", why="off_topic")
        of_kind = [mention for mention in mentions if mention.kind in asked] or mentions
        return Question(question, spoken, "verify", of_kind[0].kind, tuple(of_kind))

    def _kind(self, plain: str, asked: list[str], mentions: Sequence[Mention]) -> str | None:
        near = self._nearness(plain)
        offered = Counter(kind for kind, _ in {(m.kind, m.concept) for m in mentions}).most_common(1)
        if _NAMED_CHOICE.search(plain) and offered and offered[0][1] > 1:
            return offered[0][0]  # red or blue?
        if asked:
            best = max(asked, key=lambda kind: near.get(kind, 0.0))
            far = near and near[NONE] - near.get(best, 0.0) > FAR_FROM_ALL
            return None if far else best
        known = {kind: value for kind, value in near.items() if kind != NONE}
        if not known:
            return None
        best = max(known, key=lambda kind: known[kind])
        return best if known[best] >= NEAR and known[best] - near[NONE] >= NEARER else None

    def _is_other_talk(self, plain: str) -> bool:
        near = self._nearness(plain)
        if not near:
            return False
        return near[NONE] - max(v for kind, v in near.items() if kind != NONE) > FAR_FROM_ALL

    def _nearness(self, plain: str) -> dict[str, float]:
        """Kind -> cosine with its nearest example; empty without an encoder."""
        if self.text is None:
            return {}
        kinds, vectors = self._examples
        cosines = vectors @ self.text.encode([plain])[0]
        near: dict[str, float] = {}
        for kind, cosine in zip(kinds, cosines.tolist(), strict=True):
            near[kind] = max(near.get(kind, -1.0), cosine)
        return near

    @cached_property
    def _examples(self) -> tuple[list[str], Vectors]:
        """The kind of each example, and float32 [examples, dim]; encoded at the first question."""
        pairs = [(kind, normalise(text)) for kind, texts in examples().items() for text in texts]
        encoder = self.text
        vectors = encoder.encode([text for _, text in pairs]) if encoder else np.zeros((0, 0), np.float32)
        return [kind for kind, _ in pairs], vectors
