"""What every store refuses in the same words."""

from daogou.core.errors import BadInput, BadQuery, ShopError

MOST_STEPS = 4  # a shopper does not follow a longer explanation, and hubs make them endless


class StoreUnavailable(ShopError):
    """A graph cannot be opened: damaged, locked by another process, or its server does not answer."""

    code = "graph_unavailable"
    http_status = 503
    exit_status = 5


def check_length(max_length: int) -> None:
    """Raises BadQuery unless a path of that length explains something."""
    if not 1 <= max_length <= MOST_STEPS:
        raise BadQuery(f"A path has 1 to {MOST_STEPS} facts, not {max_length}.")


def check_writable(read_only: bool) -> None:
    """Raises BadInput where a store was opened for reading only."""
    if read_only:
        raise BadInput(
            "This graph was opened for reading only.", hint="Open it without read_only to change it."
        )
