"""What waits for a yes while something else is spoken of.

A change that was proposed is set aside when the next message is of another matter, and kept for a few turns.
It is not done on a yes that comes later: it is proposed anew, whole, and waits for the yes to that.
"""

import re
from dataclasses import replace

from daogou.guide.answer import Answer, Evidence, Statement
from daogou.guide.memory import Memory, Pending
from daogou.guide.understood import Polarity
from daogou.guide.wording import wording
from daogou.language.normalise import normalise

CONFIRM = "confirm"  # what is asked for after a proposal
YES_OR_NO = (CONFIRM, "drop")  # what is asked for by questions that a yes answers
KEPT = 3  # turns of something else; after more of them a mere "ok" is hardly of what was forgotten
SHORT = 40  # characters: "take it back" stands in longer wishes, too
_UNDO = re.compile(
    r"\bput (?:it|that) back\b|\b(?:undo|revert|take (?:that|it) back(?! to))\b|撤[销回]|恢复订单"
    r"|(?:给|帮)我(?:恢复|还原)|能恢复|恢复(?:一下|吧|原样|回来)|还原"
    r"|申请撤|撤了|[改换]回[去来]|\bchange (?:it|that) back\b|\b(?:reinstate|restore)\b"
)
_ENDS = "hand_over"  # a person takes over: nothing waits any more
_ACT = r"(?:cancel|return|exchange|swap|change|send|do|换|退|取消|改|寄|办|提交|确认|弄|处理)"
_AGREES = (
    r"(?:yes|yeah|ok|okay|sure|fine|please|go ahead and"
    r"|then|yep|yup|that|噢|哦|那|行|好[的滴呀]?|可以|嗯+[呢呐]?|对[的呀]?|没错|是的?|没问题|就|帮我|确认|确定)"
)
_IT = r"(?:\s*(?:it|them|that|please|this|then)|[吧掉货了这样它]|这个|那个|这件|订单)*"
_YES = re.compile(
    rf"(?:(?:{_AGREES}[\s,，.。!！]*)+{_ACT}{_IT}[\s,，.。!！]*)+"
    r"|(?:(?:yes|ok)[\s,]+)?(?:i )?confirm(?: the)? (?:cancell?ation|return|exchange|change)[\s!.]*"
    r"|(?:yes|yep|yeah|yup|ok|sure|right)[\s,]+(?:that|this)(?: one)?(?: please)?[\s!.]*"
)
_NAMED = re.compile(  # a yes that names what it is to
    r"(?:确认|确定)(?:取消|退|换|改|办)|\bconfirm(?: the)? (?:cancel|return|exchange|change)"
    rf"|(?:{_AGREES}[\s,，.。!！]*)+(?:(?:cancel|return|exchange|swap|change)\b|取消|退|换|改)"
)
_BARE = re.compile(
    r"(?:(?:cancel|return|exchange|change) it|(?:换|退|改|取消)吧?|退了吧|确认\S{0,4})[\s!！.。]*"
)
_NOT_SO = r"(?:取消|退|换|改|寄)"
_DECLINES = re.compile(
    r"(?:^|[,，.。!！;；\s])(?:forget (?:it|that|about it)|never ?mind|(?:let(?: us|s)? )?leave it|scrap that"
    rf"|don'?t bother|changed? my mind|(?:哎呀?|唉|嗯|那)*算了"
    rf"|(?:我)?再(?:想想|考虑)|(?:我|那)*还是(?:要|留)着?(?:吧|它)?"
    rf"|留着吧|(?:哎呀?|诶|唉|噢|哦|等等|先|还是|那就|就)*(?:不要?|别){_NOT_SO}了?)"
    r"(?![a-z]|[吗呢])"
)
_MATTER = r"(?:order|cancell?ation|cancel|return|exchange|change|address|payment|refund|cart)"
_ON = re.compile(
    rf"(?:(?:{_AGREES}|now|so|then|and|well|great|thanks|good|perfect|cool|alright|anyway)[\s,.!]*)*"
    rf"(?:(?:please )?(?:go on|go ahead|carry on|continue|proceed|resume)\b.{{0,40}}"
    rf"|(?:let(?: us|s)? |can we )?(?:go |get )?back to (?:my|the|that|our) (?:\w+ ){{0,2}}{_MATTER}.{{0,30}}"
    rf"|let(?: us|s)? (?:do|finish) (?:it|that|this|the {_MATTER}).{{0,20}}|where were we)[\s.!?]*"
)
_ON_ZH = re.compile(
    r"(?:(?:好的?|行|嗯+|可以|那就?|谢谢|知道了|明白了|没问题|ok)[\s,，。！!]*)*"
    r"(?:(?:请)?(?:继续|接着)(?:吧|办理?|刚才|之前|处理|操作|下去).{0,10}|继续"
    r"|(?:回到|说回|再说)?(?:刚才|之前|前面)的?(?:那个)?(?:取消|退货|换货|修改|改地址|地址|付款|订单).{0,8}"
    r"|那?就?(?:办|取消|退|换|改)(?:了)?吧)[\s。！!吧]*"
)


def takes_back(text: str) -> bool:
    """Whether a message's last sentence asks, in few words, to undo what was done last: "hm, undo that"."""
    last = [part for part in re.split(r"(?<=[.!?。！？])\s*|[；;\n]", text.strip()) if part.strip()][-1:]
    return any(len(part) <= SHORT and _UNDO.search(normalise(part)) for part in last)


def agrees(reply: Polarity, text: str) -> bool:
    """Whether a whole message says yes to what was asked."""
    said = normalise(text).strip()
    return reply == "yes" or bool(_YES.fullmatch(said) or _BARE.fullmatch(said))


def declines(text: str) -> bool:
    """Whether a message says, beside other things, that what was proposed shall not be.

    "Nah, leave it, I'll give it to my sister."
    """
    return bool(_DECLINES.search(normalise(text)))


def names_it(text: str) -> bool:
    """Whether a yes says itself to what: "confirm the cancellation", 那确认取消吧."""
    return bool(_NAMED.search(normalise(text)))


def goes_on(text: str) -> bool:
    """Whether a whole message comes back to what was begun: "ok yes, go on"."""
    said = normalise(text).strip()
    return bool(_ON.fullmatch(said) or _ON_ZH.fullmatch(said))


def taken_up(memory: Memory, reply: Polarity, text: str) -> str:
    """The skill whose change a message comes back to; "" if it does not.

    A mere yes or no is for the question that was asked since, if it can be answered so.
    """
    aside = memory.set_aside
    if aside is None or (memory.asking and memory.asked == CONFIRM):
        return ""
    if goes_on(text):
        return aside.skill
    if memory.asking:  # "which colour?" is not answered by a yes, and may be by a no
        return aside.skill if agrees(reply, text) and memory.asked not in YES_OR_NO else ""
    asks = bool(memory.turns) and memory.turns[-1].text.endswith(("?", "？"))
    return aside.skill if not asks and (reply == "no" or agrees(reply, text)) else ""


def after(before: Memory, now: Memory, skill: str, text: str = "") -> Memory:
    """The memory after an answer of ``skill``, with what was proposed and not answered set aside.

    What the message, ``text``, declines is dropped.
    """
    left = before.pending if before.pending and before.pending.skill != skill else None
    if left and now.pending == left:  # a skill that knows nothing of it: then nobody asked for the yes
        now = replace(now, pending=None)
        now = replace(now, asking="", asked="") if now.asking == left.skill else now
    if now.pending or skill == _ENDS or (left and declines(text)):
        return replace(now, set_aside=None)
    kept = left or (before.set_aside if before.set_aside and before.set_aside.skill != skill else None)
    if kept is None or kept.turns >= KEPT:
        return replace(now, set_aside=None)
    return replace(now, set_aside=replace(kept, turns=kept.turns + 1))


def reminded(answer: Answer, aside: Pending | None, nth: int) -> Answer:
    """The answer with a word, the first time, that something waits, and how to come back to it."""
    if aside is None:
        return answer
    say, language = wording("turn"), answer.language
    reply = say("reply_go_on", language)
    if aside.turns == 1:
        proof = _of(aside, answer)
        asks = bool(answer.says) and answer.says[-1].text.endswith(("?", "？"))  # it stays the last word
        last = len(answer.says) - asks
        said = Statement(say("waits", language, nth), proof)
        answer = replace(answer, says=(*answer.says[:last], said, *answer.says[last:]))
    return replace(answer, suggestions=(*answer.suggestions, reply))


def _of(aside: Pending, answer: Answer) -> tuple[Evidence, ...]:
    if aside.proposal is None:
        return ()
    order = getattr(aside.proposal.request, "order_id", "desk")
    return (Evidence("order", f"order:{order}#proposal", aside.proposal.sentence(answer.language)),)
