"""What is left of a shopper who was erased, so that old events of theirs do not come back.

A tombstone is HMAC-SHA256 of the id under a key that every shop draws for itself: who has the list alone
cannot tell whose it is. Who has the key too can try ids one by one; it is kept in the same database.
"""

import hmac
from collections.abc import Collection

from sqlalchemy import Connection, select

from daogou.shoppers.tables import erasures


class Tombstones:
    """``key`` is the shop's own secret."""

    def __init__(self, key: str) -> None:
        self._key = bytes.fromhex(key)

    def of(self, shopper_id: str) -> str:
        """64 hex digits."""
        return hmac.digest(self._key, shopper_id.encode(), "sha256").hex()

    def until(self, connection: Connection, shopper_ids: Collection[str]) -> dict[str, int]:
        """Of those who were erased: the last moment whose events are refused."""
        if connection.execute(select(erasures.c.tombstone).limit(1)).first() is None:
            return {}  # hashing thousands of ids for nothing takes longer than asking
        names = {self.of(shopper): shopper for shopper in shopper_ids}
        wanted = select(erasures.c.tombstone, erasures.c.until).where(erasures.c.tombstone.in_(names))
        return {names[tombstone]: until for tombstone, until in connection.execute(wanted)}
