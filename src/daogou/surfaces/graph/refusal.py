"""What is there but not for whoever asks."""

from daogou.core.errors import ShopError


class NotAllowed(ShopError):
    """Only the shop's owner may, or nobody over HTTP."""

    code = "not_allowed"
    http_status = 403
    exit_status = 2
