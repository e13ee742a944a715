"""Changing an order: what is missing is asked, then what would happen is shown, then a yes is waited for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from daogou.guide.answer import Evidence, Statement
from daogou.guide.choosing_orders import chosen_order, told_order
from daogou.guide.floor import Floor
from daogou.guide.identity import identified
from daogou.guide.memory import Pending
from daogou.guide.order_evidence import clause, hidden, of_methods, of_order
from daogou.guide.order_words import gives_reason
from daogou.guide.service.checks import BEFORE, check_status
from daogou.guide.service.desk import Proposal
from daogou.guide.service.policy import Policy
from daogou.guide.service.refusals import Refused
from daogou.guide.service.requests import OrderRequest, Request, Undo
from daogou.guide.service.things import Order, Status
from daogou.guide.service.wording import order_told
from daogou.guide.service_talk import Slots, Talk
from daogou.guide.step import Step, Turn
from daogou.guide.waiting import CONFIRM, agrees, declines, goes_on, names_it, takes_back

NOT_OF_GOODS = ("modify_address", "modify_payment")  # who asks for these wants to keep what was bought
Asked = tuple[OrderRequest, Sequence[Evidence], Slots] | Step
Plan = Callable[[Talk, Order], Asked]
"""What a skill asks of the desk for that order, with evidence of what it names and what was told so far."""


def _nothing(talk: Talk) -> Slots:
    return ()


@dataclass(frozen=True)
class Act:
    """One way to change an order. ``rules``: tables of the policy file; the order's status tells which holds.

    ``hears``: what a message tells beside the order, to be kept for the turns that follow.
    """

    skill: str
    rules: tuple[str, ...]
    plan: Plan
    hears: Callable[[Talk], Slots] = _nothing


def changed(turn: Turn, floor: Floor, act: Act) -> Step:
    """One turn of a change of an order."""
    known = begun(Talk(act.skill, turn, floor), act.hears)
    return known if isinstance(known, Step) else _of_order(known, act)


def begun(talk: Talk, hears: Callable[[Talk], Slots] = _nothing) -> Talk | Step:
    """The turn of a known customer with all that was told so far in its slots, or its answer.

    Answered are a yes and a no to what was proposed, an undoing, and who does not say who they are.
    """
    if answered := _answered(talk) or _taken_up(talk) or _left(talk):
        return answered
    if talk.turn.understood.reply == "undo" or (talk.memory.done and takes_back(talk.text)):
        return _undone(talk)
    slots = tuple({**dict(_kept(talk)), **dict(hears(talk))}.items())
    known = identified(talk, slots)
    return known if isinstance(known, Step) else _with_slots(known, slots)


def rule_of(policy: Policy, order: Order, rules: Sequence[str]) -> str:
    """The table that decides: the one whose orders have that status, or had it before they were changed."""
    now: Sequence[Status | None] = (order.status, BEFORE.get(order.status))
    fitting = (rule for status in now for rule in rules if status in statuses_of(policy, rule))
    return next(fitting, rules[0])


def statuses_of(policy: Policy, rule: str) -> list[Status]:
    """The statuses of orders that a table of the policy file allows to change."""
    statuses: list[Status] = getattr(policy, "return_" if rule == "return" else rule).statuses
    return statuses


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
    if talk.turn.understood.reply in ("no", "undo") or declines(talk.text):
        return talk.step([talk.say("dropped"), talk.say("anything_else")])
    return _confirmed(talk, pending.proposal) if agrees(talk.turn.understood.reply, talk.text) else None


def _left(talk: Talk) -> Step | None:
    """A no to a question of this skill: then it is not wanted."""
    declined = talk.memory.asked == "reason" and declines(talk.text) and not gives_reason(talk.text)
    refuses = talk.turn.understood.reply == "no" or declined
    if talk.memory.asking != talk.skill or not refuses:
        return None
    return talk.step([talk.say("dropped"), talk.say("anything_else")])


def _taken_up(talk: Talk) -> Step | None:
    """What was set aside, proposed anew: no yes of before counts, nor a mere one now.

    Only a yes that says to what, a turn later, where nothing else would happen than was shown, is one. None
    where it is not spoken of.
    """
    aside, understood = talk.memory.set_aside, talk.turn.understood
    if aside is None or aside.proposal is None or aside.skill != talk.skill or waits_for_yes(talk):
        return None
    if understood.reply == "no":
        return talk.step([talk.say("dropped"), talk.say("anything_else")])
    if not (agrees(understood.reply, talk.text) or goes_on(talk.text)):
        return None
    request, identity = aside.proposal.request, talk.memory.identity
    try:
        order = talk.desk.order(identity, request.order_id) if hasattr(request, "order_id") else None
        proof = [of_order(order, understood.language)] if order else []
        fresh = talk.desk.propose(identity, request)
        same = fresh.sentence(understood.language) == aside.proposal.sentence(understood.language)
        if same and aside.turns <= 1 and names_it(talk.text):
            return _confirmed(talk, fresh)
        return proposed(talk, request, request.action, proof, aside.slots, before=[talk.say("back_to")])
    except Refused as refusal:
        return talk.refused(refusal, rule=request.action)


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
    aside = talk.memory.set_aside
    before = dict(talk.memory.slots) if talk.memory.asking == talk.skill else {}
    if not before and aside and aside.skill == talk.skill and not talk.turn.understood.order_ids:
        before = dict(aside.slots)
    if waits_for_yes(talk) and talk.memory.pending and talk.memory.pending.proposal:
        before.setdefault("order_id", getattr(talk.memory.pending.proposal.request, "order_id", ""))
    if order_id := told_order(talk):
        before["order_id"] = order_id
    before["said"] = f"{before.get('said', '')} {talk.text}".strip()
    return tuple(before.items())


def _of_order(talk: Talk, act: Act) -> Step:
    """A change of the order that is meant, or the question which."""
    policy, language = talk.desk.policy, talk.turn.understood.language
    order = chosen_order(talk, _likeliest_statuses(talk, act.rules), talk.memory.slots)
    if isinstance(order, Step):
        return order
    rule = rule_of(policy, order, act.rules)
    talk = _with_slots(talk, tuple({**dict(talk.memory.slots), "order_id": order.id}.items()))
    if order.status not in statuses_of(policy, rule):  # nothing more is asked of who cannot have it
        return _impossible(talk, order, rule)
    asked = act.plan(talk, order)
    if isinstance(asked, Step):
        return asked
    request, more, told = asked
    proof = [of_order(order, language), *more]
    try:
        return proposed(talk, request, rule, proof, (*told, ("order_id", order.id)))
    except Refused as refusal:
        return _instead(talk, talk.refused(refusal, proof, rule=rule), order, rule, hidden(refusal.reason))


def proposed(
    talk: Talk,
    request: Request,
    rule: str,
    proof: Sequence[Evidence],
    told: Slots,
    *,
    before: Sequence[Statement] = (),
    more: Sequence[Statement] = (),
) -> Step:
    """What would happen, and the question whether it shall; ``before`` it and after, ``more``, more is said.

    Raises:
        Refused: the desk does not allow it.
    """
    identity, language = talk.memory.identity, talk.turn.understood.language
    proposal = talk.desk.propose(identity, request)
    methods = of_methods(talk.desk.customer(identity), getattr(request, "order_id", "desk"))
    known = [*proof, methods, clause(talk.desk.policy, rule, language)]
    return talk.step(
        [*before, _happens(proposal, known, talk), *more, talk.say("shall_i")],
        asked=CONFIRM,
        slots=told,
        suggestions=[talk.reply("reply_yes"), talk.reply("reply_no")],
        pending=Pending(talk.skill, proposal, slots=told),
    )


def _likeliest_statuses(talk: Talk, rules: Sequence[str]) -> list[Status]:
    """Of the orders that are meant: those that the first rule allows, if the customer has such."""
    theirs = {order.status for order in talk.desk.orders(talk.memory.identity)}
    by_rule = [statuses_of(talk.desk.policy, rule) for rule in rules]
    return next((statuses for statuses in by_rule if theirs & {*statuses}), by_rule[0])


def _impossible(talk: Talk, order: Order, rule: str) -> Step:
    """The desk's own reason why an order of that status cannot be changed so."""
    policy = talk.desk.policy
    try:
        check_status(order, statuses_of(policy, rule))
    except Refused as refusal:
        told = talk.refused(refusal, [of_order(order, talk.turn.understood.language)], rule=rule)
        return _instead(talk, told, order, rule, refusal.reason)
    raise AssertionError("an order of an allowed status is changed")


def _instead(talk: Talk, step: Step, order: Order, rule: str, reason: str) -> Step:
    """The refusal with what can be done in its place."""
    policy, language = talk.desk.policy, talk.turn.understood.language
    if reason != "wrong_status" or rule in NOT_OF_GOODS:
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
