"""Who a customer says they are: an e-mail address, or a name and a postcode."""

import re
from collections.abc import Iterator

from daogou.guide.service.desk import Identity
from daogou.guide.service.refusals import Refused
from daogou.guide.service_talk import Slots, Talk
from daogou.guide.step import Step

_POSTCODE = re.compile(
    r"(?<![A-Za-z0-9_@.])(?=[A-Za-z0-9 -]*\d)"
    r"(?:[A-Za-z]{1,2}\d[A-Za-z\d]? ?\d[A-Za-z]{2}|[A-Za-z\d-]{4,10})(?![A-Za-z0-9_@])"
)
_ABOUT = re.compile(
    r"(?i)\b(?:i am|i'm|im|my|name|is|it's|its|this|here|and)\b"
    r"|\b(?:the|post ?code|zip|code|postal|under|from|live|in|at)\b"
    r"|我的|姓名|名字|邮编|邮政编码|我叫|我是|叫|是|和|的|[,，。.;；:：]"
)
_CODE = re.compile(r"post ?code|邮编", re.IGNORECASE)
_LATIN = re.compile(r"[^\W\d_][^\W\d_'’-]*")
_WRITTEN = re.compile(r"\b([A-Z][a-z'’-]+) ([A-Z][a-z'’-]+)\b")
_HAN = re.compile(r"[一-鿿]{2,4}")
_LONGEST = 80  # characters of a message that is but a name and a postcode


def identified(talk: Talk, slots: Slots = ()) -> Talk | Step:
    """The turn of a known customer, or the question who they are; ``slots`` are kept for the answer."""
    emails = talk.turn.understood.emails
    named = list(_named(talk.text)) if talk.memory.asked == "identity" or _CODE.search(talk.text) else []
    if talk.memory.identity and not emails:
        return talk
    if not emails and not named:
        return talk.step([talk.say(_question(talk))], asked="identity", slots=slots)
    try:
        return talk.knowing(_identity(talk, emails[0] if emails else "", named))
    except Refused as refusal:
        return _not_known(talk, refusal, slots)


def postcode_in(text: str) -> str:
    """What may be a postcode; "" if nothing is."""
    found = _POSTCODE.findall(text)
    return found[-1] if found else ""


def _question(talk: Talk) -> str:
    """By what the policy file allows."""
    by = talk.desk.policy.identity.by
    return "ask_identity_both" if len(by) > 1 else f"ask_identity_{by[0]}"


def _identity(talk: Talk, email: str, named: list[tuple[str, str, str]]) -> Identity:
    known = talk.memory.identity
    if email:
        return talk.desk.identify_by_email(email, known=known)
    refusal = Refused("unknown_customer")
    for first, last, postcode in named:
        try:
            return talk.desk.identify_by_name(first, last, postcode, known=known)
        except Refused as refused:
            refusal = refused
    raise refusal


def _not_known(talk: Talk, refusal: Refused, slots: Slots) -> Step:
    """The same words whether there is such an order or not: nobody learns of others' orders."""
    says = [talk.say(f"refused_{refusal.reason}" if refusal.reason == "other_customer" else "not_known")]
    if refusal.reason == "ambiguous_customer":
        says = [talk.say("ask_identity_email")]
    asked = "" if refusal.reason == "other_customer" else "identity"
    return talk.step(says, asked=asked, slots=slots, why_not=refusal.reason, offers_person=True)


def _named(text: str) -> Iterator[tuple[str, str, str]]:
    """(first name, last name, postcode) as it may be meant; a Chinese name begins with the family's."""
    postcode = postcode_in(text)
    if not postcode or len(text) > _LONGEST:
        return
    if written := _WRITTEN.search(text):  # among other words: 用名字行吗 Mei Chen
        yield written[1], written[2], postcode
    rest = _ABOUT.sub(" ", text.replace(postcode, " "))
    if han := _HAN.search(rest):
        yield han[0][1:], han[0][0], postcode
        yield han[0], "", postcode
    words = _LATIN.findall(rest)
    if len(words) > 1:
        yield words[0], " ".join(words[1:]), postcode
        yield words[-1], " ".join(words[:-1]), postcode
