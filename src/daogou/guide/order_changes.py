"""Changing an order: what is missing is asked, then what would happen is shown, then a yes is waited for."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from daogou.guide.answer import Evidence, Statement
from daogou.guide.choosing_orders import chosen_order, told_order
from daogou.guide.floor import Floor
from daogou.guide.identity import identified
from daogou.guide.memory import Pending
from daogou.guide.order_evidence import clause, hidden, of_methods, of_order
from daogou.guide.service.checks import check_status
from daogou.guide.service.desk import Proposal
from daogou.guide.service.refusals import Refused
from daogou.guide.service.requests import OrderRequest, Undo
from daogou.guide.service.things import Order
from daogou.guide.service.wording import order_told
from daogou.guide.service_talk import Slots, Talk
from daogou.guide.step import Step, Turn
from daogou.language.normalise import normalise

CONFIRM = "confirm"
Asked = tuple[OrderRequest, Sequence[Evidence], Slots] | Step
Plan = Callable[[Talk, Order], Asked]
"""What a skill asks of the desk for that order, with evidence of what it names and what was told so far."""

_ACT = r"(?:cancel|return|exchange|swap|change|do|换|退|取消|办|提交|确认)"
_AGREES = r"(?:yes|yeah|ok|okay|sure|fine|please|go ahead and|行|好的?|可以|嗯|对|是的?|就|帮我)"
_YES = re.compile(
    rf"(?:{_AGREES}[\s,，.。!！]*)+{_ACT}(?:\s*(?:it|them|that|please|this)|[吧掉货了这样]|订单)*[\s!！.。]*"
)
_BARE = re.compile(r"(?:cancel it|return it|exchange it|换吧|退吧|取消吧|退了吧|确认\S{0,4})[\s!！.。]*")
_UNDO = re.compile(r"\b(?:undo|revert|take (?:that|it) back)\b|撤[销回]|恢复订单")


def changed(turn: Turn, floor: Floor, skill: str, rule: str, plan: Plan) -> Step:
    """One turn of a change; ``rule``: its table in the policy file."""
    talk = Talk(skill, turn, floor)
    if answered := _answered(talk):
        return answered
    if turn.understood.reply == "undo" or (turn.memory.done and _UNDO.search(normalise(talk.text))):
        return _undone(talk)
    slots = _kept(talk)
    known = identified(talk, slots)
    if isinstance(known, Step):
        return known
    return _proposed(known, rule, plan, slots)


def says_yes(talk: Talk) -> bool:
    """Whether the whole message agrees to what was asked."""
    text = normalise(talk.text).strip()
    return talk.turn.understood.reply == "yes" or bool(_YES.fullmatch(text) or _BARE.fullmatch(text))


def waits_for_yes(talk: Talk) -> bool:
    """Whether the guide's last turn asked for a yes to what is pending; else a vague "ok" is none."""
    memory = talk.memory
    pending = memory.pending
    return bool(pending and pending.skill == talk.skill == memory.asking and memory.asked == CONFIRM)


def _answered(talk: Talk) -> Step | None:
    """The step after a yes or a no to the proposal; None where it is neither."""
    pending = talk.memory.pending
    if pending is None or pending.proposal is None or not waits_for_yes(talk):
        return None
    if talk.turn.understood.reply in ("no", "undo"):
        return talk.step([talk.say("dropped"), talk.say("anything_else")])
    return _confirmed(talk, pending.proposal) if says_yes(talk) else None


def _confirmed(talk: Talk, proposal: Proposal) -> Step:
    language = talk.turn.understood.language
    try:
        entry = talk.desk.confirm(talk.memory.identity, proposal)
    except Refused as refusal:
        return talk.refused(refusal)
    order = entry.change.order_after
    proof = [of_order(order, language)] if order else []
    done = [talk.say("done", proof), _happens(proposal, proof, talk)]
    return talk.step([*done, talk.say("can_undo")], done=entry.id, suggestions=[talk.reply("reply_undo")])


def _undone(talk: Talk) -> Step:
    """Takes back what this conversation did last: it is named exactly, and asked for in so many words."""
    if not talk.memory.done:
        return talk.step([talk.say("nothing_to_undo")], why_not="unknown_entry")
    language = talk.turn.understood.language
    try:
        proposal = talk.desk.propose(talk.memory.identity, Undo(talk.memory.done))
        order = talk.desk.confirm(talk.memory.identity, proposal).change.order_after
    except Refused as refusal:
        return talk.refused(refusal, rule="undo")
    proof = [of_order(order, language)] if order else []
    now = [Statement(order_told(order, language), tuple(proof))] if order else []
    return talk.step([talk.say("undone", proof), *now], done="")


def _kept(talk: Talk) -> Slots:
    """What was told in the turns before, if this skill asked for it, with the order named now."""
    before = dict(talk.memory.slots) if talk.memory.asking == talk.skill else {}
    if waits_for_yes(talk) and talk.memory.pending and talk.memory.pending.proposal:
        before.setdefault("order_id", getattr(talk.memory.pending.proposal.request, "order_id", ""))
    if order_id := told_order(talk):
        before["order_id"] = order_id
    before["said"] = f"{before.get('said', '')} {talk.text}".strip()
    return tuple(before.items())


def _proposed(talk: Talk, rule: str, plan: Plan, slots: Slots) -> Step:
    statuses = getattr(talk.desk.policy, "return_" if rule == "return" else rule).statuses
    order = chosen_order(talk, statuses, slots)
    if isinstance(order, Step):
        return order
    language = talk.turn.understood.language
    proof = [of_order(order, language)]
    slots = tuple({**dict(slots), "order_id": order.id}.items())
    if order.status not in statuses:  # nothing more is asked of who cannot have it
        return _impossible(talk, order, rule)
    asked = plan(_with_slots(talk, slots), order)
    if isinstance(asked, Step):
        return asked
    request, more, told = asked
    try:
        proposal = talk.desk.propose(talk.memory.identity, request)
        proof += [*more, of_methods(order, talk.desk.customer(talk.memory.identity))]
    except Refused as refusal:
        return _instead(talk, talk.refused(refusal, proof, rule=rule), order, hidden(refusal.reason))
    proof.append(clause(talk.desk.policy, rule, language))
    says = [_happens(proposal, proof, talk), talk.say("shall_i")]
    replies = [talk.reply("reply_yes"), talk.reply("reply_no")]
    kept = (*told, ("order_id", order.id))
    return talk.step(
        says, asked=CONFIRM, slots=kept, suggestions=replies, pending=Pending(talk.skill, proposal)
    )


def _impossible(talk: Talk, order: Order, rule: str) -> Step:
    """The desk's own reason why an order of that status cannot be changed so."""
    policy = talk.desk.policy
    try:
        check_status(order, getattr(policy, "return_" if rule == "return" else rule).statuses)
    except Refused as refusal:
        told = talk.refused(refusal, [of_order(order, talk.turn.understood.language)], rule=rule)
        return _instead(talk, told, order, refusal.reason)
    raise AssertionError("an order of an allowed status is changed")


def _instead(talk: Talk, step: Step, order: Order, reason: str) -> Step:
    """The refusal with what can be done in its place."""
    policy, language = talk.desk.policy, talk.turn.understood.language
    if reason != "wrong_status":
        return step
    says = step.answer.says
    if order.status in policy.cancel.statuses:
        says = (*says, talk.say("cancel_instead", [clause(policy, "cancel", language)]))
    elif order.status in ("processed", "shipped") and policy.return_.statuses:
        days = policy.return_.days
        name = "return_later" if days else "return_later_any"
        says = (*says, talk.say(name, [clause(policy, "return", language)], days=days))
    elif order.status in policy.return_.statuses:
        says = (*says, talk.say("return_instead", [clause(policy, "return", language)]))
    return replace(step, answer=replace(step.answer, says=says))


def _happens(proposal: Proposal, proof: Sequence[Evidence], talk: Talk) -> Statement:
    """The proposal's own sentence: what the desk reckoned is what the book will say."""
    sentence = proposal.sentence(talk.turn.understood.language)
    order_id = getattr(proposal.request, "order_id", "")
    return Statement(sentence, (*proof, Evidence("order", f"order:{order_id}#proposal", sentence)))


def _with_slots(talk: Talk, slots: Slots) -> Talk:
    return replace(talk, turn=replace(talk.turn, memory=replace(talk.memory, slots=slots)))
