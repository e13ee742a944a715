"""What can be wrong with the state."""

from daogou.core.errors import ShopError


class StateUnavailable(ShopError):
    """What shoppers did cannot be read or written: the database is away, locked, damaged or too new."""

    code = "state_unavailable"
    http_status = 503
    exit_status = 5
