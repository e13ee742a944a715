"""The service desk: who are you, what shall be done, shall it really, done.

Only ``confirm`` changes anything, and it looks at the book again: what it does is what was shown.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from daogou.core.product import Language
from daogou.guide.service.applying import apply
from daogou.guide.service.book import Entry, Ledger, OrderBook, View, folded
from daogou.guide.service.checks import Case, own_order
from daogou.guide.service.policy import Policy
from daogou.guide.service.refusals import Refused
from daogou.guide.service.requests import Request
from daogou.guide.service.rules import planned
from daogou.guide.service.things import Change, Customer, Order, Ware
from daogou.guide.service.wording import described, ware_name
from daogou.shoppers.times import now


@dataclass(frozen=True, slots=True)
class Identity:
    """A customer who has said who they are; only the desk gives one."""

    customer_id: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would change; show ``sentence`` and ask for a yes. ``id`` becomes that of the log's entry."""

    id: str
    at: datetime
    identity: Identity
    request: Request
    change: Change
    policy: Policy
    names: Mapping[str, str]

    def sentence(self, language: Language) -> str:
        """For the customer, with every movement of money."""
        return described(self.request, self.change, self.policy, self.names, language)


class ServiceDesk:
    """Every method raises Refused with its reason; a book in a database may raise StateUnavailable, too."""

    def __init__(self, book: OrderBook, policy: Policy, *, clock: Callable[[], datetime] = now) -> None:
        self._book = book
        self._policy = policy
        self._clock = clock

    @property
    def policy(self) -> Policy:
        """The rules that it keeps."""
        return self._policy

    @property
    def today(self) -> datetime:
        """Now, by its clock."""
        return self._clock()

    def wares(self, product_id: str) -> list[Ware]:
        """The variants of a product that an exchange may choose from, by sku."""
        with self._book.reading() as view:
            return view.wares_of(product_id)

    def identify_by_email(self, email: str, *, known: Identity | None = None) -> Identity:
        """Who has that address; ``known``: who this conversation served so far."""
        if "email" not in self._policy.identity.by:
            raise Refused("not_offered")
        with self._book.reading() as view:
            return self._only(view.customers_by_email(email) if folded(email) else [], known)

    def identify_by_name(
        self, first_name: str, last_name: str, postcode: str, *, known: Identity | None = None
    ) -> Identity:
        """Who is called so and lives there; ``known``: who this conversation served so far."""
        if "name_and_postcode" not in self._policy.identity.by:
            raise Refused("not_offered")
        with self._book.reading() as view:
            said = all(
                map(folded, (first_name, last_name, postcode))
            )  # what a customer lacks identifies nobody
            found = view.customers_by_name(first_name, last_name, postcode) if said else []
            return self._only(found, known)

    def customer(self, identity: Identity | None) -> Customer:
        """What is known of them: address, ways to pay."""
        with self._book.reading() as view:
            return _customer(view, identity)

    def order(self, identity: Identity | None, order_id: str) -> Order:
        """An order of theirs, with its status."""
        with self._book.reading() as view:
            return own_order(self._case(view, identity), order_id)

    def orders(self, identity: Identity | None) -> list[Order]:
        """All of theirs, by id."""
        with self._book.reading() as view:
            return view.orders_of(_customer(view, identity).id)

    def log(self, identity: Identity | None) -> list[Entry]:
        """What was changed in their name, oldest first."""
        with self._book.reading() as view:
            return view.entries_of(_customer(view, identity).id)

    def propose(self, identity: Identity | None, request: Request) -> Proposal:
        """What the request would change; nothing is."""
        with self._book.reading() as view:
            case = self._case(view, identity)
            change = planned(case, request)
            names = _names(case, request, change)
        who = Identity(case.customer.id)
        return Proposal(uuid4().hex, case.now, who, request, change, self._policy, names)

    def confirm(self, identity: Identity | None, proposal: Proposal) -> Entry:
        """Do it, in one transaction; confirming the same proposal again does nothing more.

        Raises:
            Refused: the proposal is another customer's, too old, or would now change something else.
        """
        return self._book.write(lambda ledger: self._confirmed(ledger, identity, proposal))

    def _confirmed(self, ledger: Ledger, identity: Identity | None, proposal: Proposal) -> Entry:
        case = self._case(ledger, identity)
        if proposal.identity.customer_id != case.customer.id:
            raise Refused("other_customer")
        done = ledger.entry(proposal.id)
        if done is not None:
            return done
        minutes = self._policy.confirmation.minutes
        if minutes and case.now - proposal.at > timedelta(minutes=minutes):
            raise Refused("confirmed_too_late")
        change = planned(case, proposal.request)
        if change != proposal.change:
            raise Refused("changed_since")
        entry = Entry(proposal.id, case.now, case.customer.id, proposal.request, change)
        apply(ledger, entry)
        return entry

    def _case(self, view: View, identity: Identity | None) -> Case:
        return Case(view, self._policy, _customer(view, identity), self._clock())

    def _only(self, found: Sequence[Customer], known: Identity | None) -> Identity:
        if not found:
            raise Refused("unknown_customer")
        if len(found) > 1:
            raise Refused("ambiguous_customer")
        identity = Identity(found[0].id)
        if self._policy.identity.one_per_conversation and known not in (None, identity):
            raise Refused("other_customer")
        return identity


def _names(case: Case, request: Request, change: Change) -> dict[str, str]:
    """Of the wares and payment methods that a proposal speaks of."""
    named = {method.id: method.label for method in case.customer.methods if method.label}
    for line in change.order_before.lines if change.order_before else ():
        named[line.sku] = ware_name(line.name, line.options)
    for sku in getattr(request, "new_skus", ()):
        ware = case.view.ware(sku)
        if ware is not None:
            named[sku] = ware_name(ware.name, ware.options)
    return named


def _customer(view: View, identity: Identity | None) -> Customer:
    if identity is None:
        raise Refused("not_identified")
    customer = view.customer(identity.customer_id)
    if customer is None:
        raise Refused("unknown_customer")
    return customer
