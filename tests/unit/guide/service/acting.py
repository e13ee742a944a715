"""What the desk's tests do again and again."""

import pytest

from daogou.guide.service.desk import ServiceDesk
from daogou.guide.service.policy import default_policy
from daogou.guide.service.refusals import Refused

REASON = "no_longer_needed"


def do(desk, who, request):
    return desk.confirm(who, desk.propose(who, request))


def refusal(desk, who, request):
    """The reason, said before anybody is asked for a yes."""
    with pytest.raises(Refused) as caught:
        desk.propose(who, request)
    return caught.value.reason


def with_policy(book, clock, **sections):
    policy = default_policy()
    changed = {name: getattr(policy, name).model_copy(update=new) for name, new in sections.items()}
    return ServiceDesk(book, policy.model_copy(update=changed), clock=clock)


def stock(book, sku):
    with book.reading() as view:
        return view.ware(sku).stock
