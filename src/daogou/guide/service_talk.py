"""A turn at the service desk: what is said of orders, with what it rests on, and what is remembered."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from daogou.guide.answer import Answer, Evidence, Statement
from daogou.guide.floor import Floor
from daogou.guide.memory import Memory, Pending
from daogou.guide.order_evidence import clause, hidden
from daogou.guide.service.desk import Identity, ServiceDesk
from daogou.guide.service.refusals import Refused
from daogou.guide.step import Step, Turn
from daogou.guide.wording import wording

WORDS = "service"
CHANGES = (
    "cancel",
    "return_order",
    "exchange",
    "change_address",
    "change_payment",
)  # skills that change orders
Slots = tuple[tuple[str, str], ...]
REASONS_FOR_A_PERSON = frozenset(
    (
        "wrong_status",
        "too_late",
        "delivery_date_unknown",
        "several_payment_methods",
        "already_changed",
        "on_its_way",
        "too_late_to_undo",
        "not_offered",
        "not_available",
    )
)  # where the desk cannot help, and somebody may


@dataclass(frozen=True)
class Talk:
    """``skill``: who answers. It holds nothing that outlives the turn."""

    skill: str
    turn: Turn
    floor: Floor

    @property
    def desk(self) -> ServiceDesk:
        """The shop's service desk, opened."""
        return self.floor.desk()

    @property
    def memory(self) -> Memory:
        """As it was before the turn, with who was identified in it."""
        return self.turn.memory

    @property
    def text(self) -> str:
        """What the shopper says."""
        return self.turn.understood.text

    def say(self, name: str, because: Sequence[Evidence] = (), /, **known: object) -> Statement:
        """A phrase of ``words/service.toml``."""
        language, nth = self.turn.understood.language, len(self.memory.turns)
        return Statement(wording(WORDS)(name, language, nth, **known), tuple(because))

    def reply(self, name: str) -> str:
        """A reply to choose."""
        return self.say(name).text

    def knowing(self, identity: Identity) -> "Talk":
        """The same turn, of a customer who is known from now on."""
        return replace(self, turn=replace(self.turn, memory=replace(self.memory, identity=identity)))

    def step(
        self,
        says: Sequence[Statement],
        *,
        asked: str = "",
        slots: Slots = (),
        suggestions: Sequence[str] = (),
        pending: Pending | None = None,
        done: str | None = None,
        why_not: str = "",
        offers_person: bool = False,
    ) -> Step:
        """The answer; without ``pending`` nothing waits for a yes any more."""
        language = self.turn.understood.language
        answer = Answer(
            self.skill,
            language,
            tuple(says),
            suggestions=tuple(suggestions),
            why_not=why_not,
            offers_person=offers_person or why_not in REASONS_FOR_A_PERSON,
        )
        memory = replace(
            self.memory,
            language=language,
            asked=asked,
            asking=self.skill if asked else "",
            slots=slots,
            pending=pending,
            done=self.memory.done if done is None else done,
        )
        return Step(answer, memory)

    def refused(self, refusal: Refused, because: Sequence[Evidence] = (), *, rule: str = "") -> Step:
        """The refusal in its own words; ``rule``: the table of the policy file that decides."""
        language = self.turn.understood.language
        proof = [*because, *([clause(self.desk.policy, rule, language)] if rule else [])]
        sentence = refusal.sentence(language)
        said = Evidence("order", "order:desk", sentence)  # what the desk answered, numbers and all
        says = [Statement(sentence, (*proof, said) if proof else (said,))]
        reason = hidden(refusal.reason)
        if reason in REASONS_FOR_A_PERSON:
            says.append(self.say("person_may_help"))
        return self.step(says, why_not=reason)
