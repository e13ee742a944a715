"""What can go wrong in the guide beside what goes wrong in the shop."""

from daogou.core.errors import ShopError


class ModelUnavailable(ShopError):
    """A language model does not answer, or not as a language model does."""

    code = "model_unavailable"
    http_status = 503
    exit_status = 4
