"""The tool that answers from the shop's policy pages."""

from typing import Annotated

from pydantic import Field

from daogou.assembly.shop import Shop
from daogou.core.errors import BadQuery
from daogou.surfaces.http.asking import MAX_TEXT, clean_text
from daogou.surfaces.mcp import asking
from daogou.surfaces.mcp.answers import PolicyAnswer, PolicyPassage
from daogou.surfaces.mcp.telling import short


class PolicyTools:
    """What the pages say, word for word; what they do not say is not guessed."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop

    def ask_policy(
        self,
        question: Annotated[
            str, Field(min_length=1, max_length=MAX_TEXT, description="In Chinese or English.")
        ],
        limit: Annotated[int, Field(ge=1, le=10, description="How many passages.")] = 3,
        language: asking.Speaks = "en",
    ) -> PolicyAnswer:
        """Ask about delivery, returns, care and the shop's other rules: the passages of its policy pages that
        answer, each with its page and section. No passage means that the pages do not say."""
        words = clean_text(question)
        if not words:
            raise BadQuery("Nothing is asked.", hint="Ask in a few words: how long does a refund take?")
        found = self._shop.passages(words, language, limit)
        return PolicyAnswer(
            passages=[
                PolicyPassage(
                    text=short(one.passage.text),
                    page=one.passage.page,
                    title=short(one.passage.title),
                    heading=short(one.passage.heading),
                    source=one.passage.source,
                )
                for one in found
            ],
            pages=[short(title) for _, title in self._shop.policies(language)],
            release=self._shop.release,
        )
