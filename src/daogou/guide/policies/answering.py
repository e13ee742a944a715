"""A question about the shop's rules, answered in its pages' own words; what they do not say is said so."""

from collections.abc import Iterator, Sequence

from daogou.core.product import Language
from daogou.guide.answer import Answer, Statement
from daogou.guide.floor import Shop
from daogou.guide.passage_ranking import Vectors
from daogou.guide.policies.finding import Found, PolicyPages, policy_passages
from daogou.guide.policies.passages import Passage
from daogou.guide.wording import wording

SKILL = "ask_policy"
ALIKE = 0.9  # of the best one's score: then it is told, too; of "free delivery from?" each region has a row
MOST = 3  # passages in an answer, unless they are one section
LIST = 6  # passages of a section that is told whole
NOT_SAID = "not_said"  # Answer.why_not where no page answers


def answer_policy(question: str, language: Language, shop: Shop, vectors: Vectors, nth: int = 0) -> Answer:
    """The passages that answer, word for word, or that there are none, with a person offered.

    ``vectors``: as in ``Floor``; ``nth``: turns so far, for the wording.
    """
    pages = policy_passages(shop, vectors, language)
    found = pages.answers(question, MOST)
    told = _told(pages, found, question) if found else _in_short(pages, question)
    if not told:
        return _not_said(pages, language, nth)
    return Answer(SKILL, language, tuple(_quoted(told, language, nth)), suggestions=_others(pages, told[0]))


def _in_short(pages: PolicyPages, question: str) -> list[Passage]:
    """A page's first section for a question as wide as the page: "can I send it back?"."""
    best = pages.find(question, 1)
    return pages.in_short(question, best[0].passage.page)[:LIST] if best else []


def _told(pages: PolicyPages, found: Sequence[Found], question: str) -> list[Passage]:
    """The best; with those as good; with the whole section where they stand in it; a page's first section
    where the question is as wide as the page."""
    best = found[0].passage
    if in_short := pages.in_short(question, best.page):
        return in_short[:LIST]
    alike = [one.passage for one in found if one.score >= ALIKE * found[0].score]
    section = pages.section(best.source)
    if len(alike) > 1 and all(one.source == best.source for one in alike) and len(section) <= LIST:
        return section
    return alike


def quoted(passage: Passage, language: Language, nth: int = 0, *, again: bool = False) -> Statement:
    """A passage word for word, with the page and the heading that it stands under."""
    name = ("also_" if again else "") + ("under" if passage.heading else "on_page")
    text = wording(SKILL)(
        name, language, nth, page=passage.title, heading=passage.heading, passage=passage.text
    )
    return Statement(text, (passage.evidence,))


def _quoted(told: Sequence[Passage], language: Language, nth: int) -> Iterator[Statement]:
    """The place is named once for passages that stand together."""
    before = ""
    for passage in told:
        if passage.source == before:
            text = wording(SKILL)("more", language, nth, passage=passage.text)
            yield Statement(text, (passage.evidence,))
        else:
            yield quoted(passage, language, nth, again=bool(before))
        before = passage.source


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


def _others(pages: PolicyPages, told: Passage) -> tuple[str, ...]:
    """What else the same page tells of."""
    of_page = [passage for passage in pages.passages if passage.page == told.page]
    headings = dict.fromkeys(one.heading for one in of_page if one.heading != told.heading)
    return tuple(one for one in headings if one)[:MOST]
