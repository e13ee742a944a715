"""What there is to choose from among all that is looked for: its brands, colours, sizes and prices."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from daogou.core.query import Constraint
from daogou.fit.sizes.ordering import size_order
from daogou.guide.answer import Answer, Evidence, Statement
from daogou.guide.memory import Memory, Wanted
from daogou.guide.prices import price_text
from daogou.guide.remembering import heard, step
from daogou.guide.searching import Look, Looked, without
from daogou.guide.step import Step
from daogou.guide.telling import Telling
from daogou.guide.traits import product_evidence
from daogou.guide.wording import wording
from daogou.language.normalise import normalise
from daogou.search.labels import field_label

MOST_TOLD, OFFERED = 12, 5  # values in a sentence, and as replies
ALL_IN_STOCK = Wanted((Constraint("in_stock"),))  # where nothing is looked for yet
_FIELDS = {
    "category": r"products?|items?|things?|stuff|goods|categories|kinds? of (?:products?|things?|stuff|goods)"
    r"|东西|商品|产品|货|种类|品类|类别",
    "brand": r"brands?|labels|makes|牌子|品牌",
    "colour": r"colou?rs?|shades?|颜色|色",
    "size": r"sizes?|尺码|码数|尺寸|码",
    "material": r"materials?|fabrics?|材质|面料|料子|材料",
    "pattern": r"patterns?|prints?|图案|花纹|花色",
    "style": r"styles|风格",
    "price": r"prices?|price ranges?|价位|价格|价钱",
}
_LEAD = r"(?:(?:hi|hello|hey|ok|okay|so|and|then|你好|请问|那么?|嗯|好的?)[\s,，]*)*"
_TAIL = r"(?:\s*(?:please|then|呢|啊|呀|吗|嘛|呐|哦|来着|here|in (?:these|those|this)))*\W*"
_THEY = r"(?:你们?(?:家|店里?|这里|这儿)?|店里|这里|这些|它们|这儿|那些)"
_ASKS = (
    rf"(?:what|which)(?: other| different)? (?:{{names}})"
    r"(?: (?:are|is) (?:there|they|these|those|available)(?: available)?(?: in)?"
    r"|(?: do| does| can| could| have) (?:you|they|these|those|i|we)"
    r"(?: guys)?(?: got| have| sell| carry| stock| offer| come in| get| choose from| pick from| do)?)?"
    r"|what are (?:the|your)(?: available)? (?:{names})"
    rf"|{_THEY}?(?:一共|总共|大概|主要)?(?:都|还)?(?:有|卖|做)?(?:的是)?(?:些|点)?(?:哪些|什么样的?|什么|啥|哪[几种个]+|几[种个]|多少[种个])"
    r"(?:的)?(?:{names})(?:可以?选|可选|可以挑|的|有)?"
    rf"|{_THEY}?(?:的)?(?:{{names}})(?:一共|总共)?(?:都)?(?:有|是)(?:些|点)?(?:哪些|什么|啥|哪[几种个]+|几[种个]|多少[种个])"
    r"(?:可以?选|可选|可以挑)?"
).replace("{{names}}", "{names}")
_PRICES = (
    r"how much (?:are|do|would|is)(?: all)? (?:they|these|those|everything)(?: cost| be| all)?|how much"
    r"|what(?: i|')?s? the (?:price )?range(?: of prices)?"
    r"|what(?: is|'s| are|s)? (?:the|your) prices?(?: range| like)?s?"
    r"|what (?:do|would) (?:they|these|those) cost|price range|what price range|what price"
    rf"|{_THEY}?(?:都|大概|一般|大约|分别)*(?:是|要)?(?:多少钱|什么价位?|啥价位?|什么价格|什么价钱)(?:左右|起)?"
    rf"|{_THEY}?的?(?:价格|价位|价钱)(?:区间|范围)?(?:都|大概|一般|大约)*(?:是|在|有)?(?:多少|怎么样|如何|什么范围|哪个区间)?(?:左右)?"
)
_SELLS = (
    r"what (?:do|else do|does|all do) (?:you|u|ya|your (?:shop|store))(?: guys| folks| people)?"
    r"(?: (?:have|sell|carry|stock|do|offer))(?: here| in (?:store|stock))?"
    rf"|what (?:have|else have) you got|{_THEY}?(?:都|主要)?(?:卖|有)(?:些|点)?(?:什么|啥|哪些)|卖什么的"
)


def asked_of_all(text: str) -> str:
    """The field whose values are asked for, of no product: "what colours are there?"; else ""."""
    said = normalise(text).strip()
    if re.fullmatch(rf"{_LEAD}(?:{_PRICES}){_TAIL}", said):
        return "price"
    if re.fullmatch(rf"{_LEAD}(?:{_SELLS}){_TAIL}", said):
        return "category"
    for field, names in _FIELDS.items():
        if re.fullmatch(rf"{_LEAD}(?:{_ASKS.format(names=names)}){_TAIL}", said):
            return field
    return ""


def asks_of_list(text: str, memory: Memory) -> bool:
    """Whether the values of what was shown are asked for, and of no single product."""
    field = asked_of_all(text)
    if memory.focus or len(memory.shown) == 1 or not field:
        return False
    return bool(memory.shown) or field in ("brand", "category")


@dataclass(frozen=True)
class Choices(Telling):
    """One turn's question for the values of a field."""

    def told(self) -> Step | None:
        """They and how many have each; None where nothing of the kind is asked, or nothing known."""
        understood = self.turn.understood
        if understood.references or not asks_of_list(understood.text, self.turn.memory):
            return None
        field = asked_of_all(self.turn.understood.text)
        before = self.turn.memory.wanted
        own = [one for one in before.constraints if one.field == field]
        wanted = before if before.constraints or before.words else ALL_IN_STOCK
        looked = Look(self.shop, self.language)(without(wanted, own) if field == "price" else wanted)
        if not looked.hits:
            return None
        found = self._prices(looked) if field == "price" else self._values(looked, field)
        if not found:
            return None
        answer = Answer(self.skill, self.language, (found[0],), suggestions=found[1])
        return step(self.turn, answer)

    def _prices(self, looked: Looked) -> tuple[Statement, tuple[str, ...]] | None:
        if looked.prices is None:
            return None
        currency = next((one.currency for one in self.shop.products(looked.ids)), "")
        low, high = (price_text(price, currency) for price in looked.prices)
        said = self._say(looked, "of_prices", f"{low} – {high}", low=low, high=high)
        return said, (wording("find")("reply_cheaper", self.language),)

    def _values(self, looked: Looked, field: str) -> tuple[Statement, tuple[str, ...]] | None:
        counted = [*self._counted(looked, field)][:MOST_TOLD]
        if not counted:
            return None
        comma, bracket = ("、", "{}（{}）") if self.language == "zh" else (", ", "{} ({})")
        listed = comma.join(bracket.format(label, count) for label, count in counted)
        name = field_label(field, self.language).lower()
        said = self._say(looked, "of_all", listed, field=name, values=listed)
        return said, tuple(label for label, _ in counted[:OFFERED])

    def _counted(self, looked: Looked, field: str) -> Iterator[tuple[str, int]]:
        """Labels of values beside each other, the most frequent first; sizes in their order."""
        if field == "category" and not any(one.field == field for one in looked.wanted.constraints):
            yield from ((label, count) for _, label, count, _ in self.shop.categories(self.language))
            return
        facets = (facet for facet in looked.answer.facets if facet.field == field)
        values = [value for facet in facets for value in facet.values if value.count]
        names = {value.value for value in values}
        above = self.shop.concepts.with_broader
        if field != "size":
            broader = {name for value in names for name in above(field, value)[1:]}
            values = [value for value in values if value.value not in broader or field == "colour"]
        else:
            values = sorted(values, key=lambda value: size_order(value.value))
        yield from ((value.label, value.count) for value in values)

    def _say(self, looked: Looked, name: str, listed: str, **known: str) -> Statement:
        kind = self.named(looked.wanted) if looked.wanted != ALL_IN_STOCK else ""
        of = wording("find")("of_these" if kind else "of_shop", self.language, 0, conditions=kind)
        text = wording("find")(name, self.language, self.nth, of=of, **known)
        shown = self.shop.products(looked.ids)
        proof = Evidence("ranking", f"search:{kind or 'all'}", f"{of} {listed}")
        because = (proof, heard(self.turn), *(product_evidence(one, self.language) for one in shown))
        return Statement(text[:1].upper() + text[1:], because)
