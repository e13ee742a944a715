"""Other variants in place of pieces of an order, after a yes.

Before it is packed the order itself is changed, once it was delivered the pieces come back; the policy file
says what is possible when.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from daogou.guide.choosing_lines import asked_lines
from daogou.guide.floor import Floor
from daogou.guide.order_changes import Act, Asked, changed, rule_of
from daogou.guide.order_evidence import of_order, of_ware
from daogou.guide.order_words import method_in, new_wares
from daogou.guide.service.requests import Exchange as ExchangeRequest
from daogou.guide.service.requests import ModifyItems
from daogou.guide.service.things import Line, Order, Ware
from daogou.guide.service.wording import ware_name
from daogou.guide.service_talk import Talk
from daogou.guide.skills import Skill, Step, Turn

SKILL = "exchange"
OFFERED = 6  # variants to choose from
_SAME_AGAIN = re.compile(
    r"\b(?:the same(?: one| thing| size)?(?: again)?|a new one|another one like it|a replacement|identical)\b"
    r"|一样的|同样的|一模一样|换(?:个|一[个件双条])?新的|原[款样]",
    re.IGNORECASE,
)
RULES = ("exchange", "modify_items")
_NOT_SENT = re.compile(
    r"\b(?:before (?:it|they|you|the|my)\b.{0,20}\b(?:ships?|shipped|sends?|sent|leaves?|packed|goes? out)"
    r"|(?:not|n't|hasn't|yet to be) (?:been |yet )*(?:shipped|sent|packed|delivered)|still pending)\b"
    r"|(?:还)?没(?:有)?(?:发货|寄出|发出|打包)|未发货|(?:发货|寄出|打包)(?:之)?前|趁(?:还)?没发",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Options:
    """It has none."""


class Exchange:
    """Which order, which pieces, and what shall come instead: "a size up", "in blue"."""

    def take(self, turn: Turn, floor: Floor) -> Step:
        """Ask, propose, do or take back."""
        said = f"{turn.memory.slot('said') if turn.memory.asking == SKILL else ''} {turn.understood.text}"
        rules = RULES[::-1] if _NOT_SENT.search(said) else RULES
        return changed(turn, floor, Act(SKILL, rules, _planned))


def _planned(talk: Talk, order: Order) -> Asked:
    lines = asked_lines(talk, order)
    if isinstance(lines, Step):
        return lines
    found: list[Ware] = []
    for line in lines:
        wares = talk.desk.wares(line.product_id)
        text = talk.text if talk.memory.asked == "variant" else talk.memory.slot("said")
        chosen = new_wares(talk, text, line, wares)
        if not chosen and _SAME_AGAIN.search(text):
            return _same_again(talk, order, line)
        if len(chosen) != 1:
            return _which_variant(talk, order, line, wares)
        found += chosen
    method = method_in(talk.memory.slot("said"), talk.desk.customer(talk.memory.identity), order)
    skus, new = tuple(line.sku for line in lines), tuple(ware.sku for ware in found)
    told = (*talk.memory.slots, ("skus", ",".join(skus)))
    proof = [of_ware(ware, order.currency) for ware in found]
    kind = ModifyItems if rule_of(talk.desk.policy, order, RULES) == "modify_items" else ExchangeRequest
    return kind(order.id, skus, new, method.id if method else ""), proof, told


def _same_again(talk: Talk, order: Order, line: Line) -> Step:
    """A faulty piece's like: nothing that the policy file speaks of, so a person's to give."""
    said = talk.say("same_again", [of_order(order, talk.turn.understood.language)])
    slots = (*talk.memory.slots, ("skus", line.sku))
    return talk.step([said], asked="variant", slots=slots, why_not="not_offered")


def _which_variant(talk: Talk, order: Order, line: Line, wares: Sequence[Ware]) -> Step:
    """What there is of the same product, or that there is nothing else."""
    there = [ware for ware in wares if ware.sku != line.sku and (ware.stock is None or ware.stock > 0)]
    proof = [of_order(order, talk.turn.understood.language), *(of_ware(one, order.currency) for one in there)]
    item = ware_name(line.name, line.options)
    if not there:
        return talk.step([talk.say("no_other_variant", proof, item=item)], why_not="not_available")
    shown = [", ".join(ware.options.values()) or ware.name for ware in there[:OFFERED]]
    joint = "、" if talk.turn.understood.language == "zh" else "; "
    asked = talk.say("which_variant", proof, item=item, variants=joint.join(shown))
    slots = (*talk.memory.slots, ("skus", line.sku))
    return talk.step([asked], asked="variant", slots=slots, suggestions=shown)


def build(options: Options) -> Skill:
    """The skill."""
    return Exchange()
