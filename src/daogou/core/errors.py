"""Every error a caller may want to catch.

::

    ShopError
    ├── BadInput               what a person or a feed gave cannot be used
    │   ├── BadSetting         a key or value in shop.toml
    │   ├── UnknownBackend     a name in the settings matches no file
    │   ├── BadOption          an option of a backend: unknown, or of the wrong type
    │   ├── BadFeed            a feed that cannot be read at all (a bad row is a rejection, not an error)
    │   ├── BadPicture         bytes that are no picture, or one too large to decode safely
    │   ├── BadSound           bytes that are no sound, or one too long to listen to
    │   └── BadQuery           a query that cannot be answered as asked
    ├── NotFound               no such product, shop, release
    ├── NotBuilt               the shop has no release to serve yet
    ├── MissingDependency      a backend needs a package that is not installed
    ├── MissingAsset           model weights that no source gave
    │   └── CorruptAsset       bytes whose sha256 is not the one in the table
    ├── RefusedAddress         a URL from a feed that leads into private address space
    ├── FetchFailed            a picture or asset that could not be fetched
    ├── Busy                   another process holds the shop's build lock
    └── SpaceMismatch          two vectors from different spaces were compared

Each carries a ``hint``: what to do next, in one sentence. The command line prints it and exits with
``exit_status``; the HTTP API answers with ``code`` and ``http_status``.
"""

from typing import ClassVar


class ShopError(Exception):
    """Base of all errors raised on purpose by this package."""

    code: ClassVar[str] = "shop_error"
    http_status: ClassVar[int] = 500
    exit_status: ClassVar[int] = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint

    @property
    def message(self) -> str:
        """What went wrong, without the hint."""
        return str(self.args[0])


class BadInput(ShopError):
    """What a person or a feed gave cannot be used."""

    code = "bad_input"
    http_status = 422
    exit_status = 2


class BadSetting(BadInput):
    """A key or value in shop.toml is not one we know."""

    code = "bad_setting"


class UnknownBackend(BadInput):
    """No backend of that name."""

    code = "unknown_backend"


class BadOption(BadInput):
    """A backend's option is unknown or of the wrong type."""

    code = "bad_option"


class BadFeed(BadInput):
    """A feed cannot be read at all."""

    code = "bad_feed"


class BadPicture(BadInput):
    """Bytes are no picture that we can decode safely."""

    code = "bad_picture"


class UnfitPhoto(BadInput):
    """A photo shows a person or a garment not well enough for what is asked; the hint says how to take it."""

    code = "unfit_photo"


class BadSound(BadInput):
    """Bytes are no sound that we can decode safely."""

    code = "bad_sound"


class BadQuery(BadInput):
    """A query cannot be answered as asked."""

    code = "bad_query"


class NotFound(ShopError):
    """No such product, shop or release."""

    code = "not_found"
    http_status = 404
    exit_status = 3


class NotBuilt(ShopError):
    """The shop has no release to serve yet."""

    code = "not_built"
    http_status = 503
    exit_status = 3


class MissingDependency(ShopError):
    """An optional package is absent; the message names the extra that brings it."""

    code = "missing_dependency"
    http_status = 501
    exit_status = 4


class MissingAsset(ShopError):
    """Model weights are absent and no source gave them."""

    code = "missing_asset"
    http_status = 503
    exit_status = 4


class CorruptAsset(MissingAsset):
    """The bytes that came are not the ones in the table."""

    code = "corrupt_asset"


class RefusedAddress(ShopError):
    """A URL leads where we do not go: private address space, or another scheme than http(s)."""

    code = "refused_address"
    http_status = 422


class FetchFailed(ShopError):
    """A picture or an asset could not be fetched."""

    code = "fetch_failed"
    http_status = 502


class Busy(ShopError):
    """Another process is building this shop."""

    code = "busy"
    http_status = 409
    exit_status = 5


class SpaceMismatch(ShopError):
    """Vectors of different embedding spaces met."""

    code = "space_mismatch"
