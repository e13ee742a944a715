"""A question about the shop's rules, answered in its pages' own words; what they do not say is said so."""

from collections.abc import Sequence

from daogou.core.product import Language
from daogou.guide.answer import Answer, Statement
from daogou.guide.floor import Shop
from daogou.guide.passage_ranking import Vectors
from daogou.guide.policies.finding import Found, PolicyPages, policy_passages
from daogou.guide.policies.passages import Passage
from daogou.guide.wording import wording

SKILL = "ask_policy"
ALIKE = 0.9  # of the best one's score: then it is told, too; of "free delivery from?" each region has a row
MOST = 3  # passages in an answer
NOT_SAID = "not_said"  # Answer.why_not where no page answers


def answer_policy(question: str, language: Language, shop: Shop, vectors: Vectors, nth: int = 0) -> Answer:
    """The passages that answer, word for word, or that there are none, with a person offered.

    ``vectors``: as in ``Floor``; ``nth``: turns so far, for the wording.
    """
    pages = policy_passages(shop, vectors, language)
    found = pages.answers(question, MOST)
    if not found:
        return _not_said(pages, language, nth)
    told = [one.passage for one in found if one.score >= ALIKE * found[0].score]
    return Answer(SKILL, language, tuple(_quoted(told, language, nth)), suggestions=_others(pages, found))


def quoted(passage: Passage, language: Language, nth: int = 0, *, again: bool = False) -> Statement:
    """A passage word for word, with the page and the heading that it stands under."""
    name = ("also_" if again else "") + ("under" if passage.heading else "on_page")
    text = wording(SKILL)(
        name, language, nth, page=passage.title, heading=passage.heading, passage=passage.text
    )
    return Statement(text, (passage.evidence,))


def _quoted(told: Sequence[Passage], language: Language, nth: int) -> list[Statement]:
    return [quoted(passage, language, nth, again=place > 0) for place, passage in enumerate(told)]


def _not_said(pages: PolicyPages, language: Language, nth: int) -> Answer:
    titles = tuple(dict.fromkeys(passage.title for passage in pages.passages))
    say = wording(SKILL)
    if not titles:
        return Answer(
            SKILL, language, (Statement(say("no_pages", language, nth)),),
            offers_person=True, why_not=NOT_SAID,
        )  # fmt: skip
    listed = ("、" if language == "zh" else ", ").join(titles)
    because = tuple({p.page: p.evidence for p in reversed(pages.passages)}.values())[::-1]
    said = Statement(say("not_said", language, nth, pages=listed), because)
    return Answer(SKILL, language, (said,), offers_person=True, why_not=NOT_SAID)


def _others(pages: PolicyPages, found: Sequence[Found]) -> tuple[str, ...]:
    """What else the same page tells of."""
    page, heading = found[0].passage.page, found[0].passage.heading
    headings = dict.fromkeys(p.heading for p in pages.passages if p.page == page and p.heading != heading)
    return tuple(one for one in headings if one)[:MOST]
