"""Options of recommenders that are out of their range, said alike by all of them."""

from daogou.core.errors import BadOption


def expect_above_zero(recommender: str, options: object, *names: str) -> None:
    """Each of the named options is a number above 0.

    Raises:
        BadOption: one is not.
    """
    for name in names:
        if not getattr(options, name) > 0:
            raise _bad(recommender, name, "more than 0")


def expect_zero_or_more(recommender: str, options: object, *names: str) -> None:
    """Each of the named options is a number of 0 or more.

    Raises:
        BadOption: one is not.
    """
    for name in names:
        if not getattr(options, name) >= 0:
            raise _bad(recommender, name, "0 or more")


def expect_at_least_one(recommender: str, options: object, *names: str) -> None:
    """Each of the named options is a number of 1 or more.

    Raises:
        BadOption: one is not.
    """
    for name in names:
        if not getattr(options, name) >= 1:
            raise _bad(recommender, name, "at least 1")


def _bad(recommender: str, name: str, expected: str) -> BadOption:
    return BadOption(f"recommender {recommender!r}, option {name!r}: expected {expected}.")
