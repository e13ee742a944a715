"""What surfaces, builds and recommenders ask about shoppers."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from daogou.core.errors import BadInput
from daogou.core.event import Event
from daogou.core.settings import ShoppersSection
from daogou.shoppers import consent, erasing, exporting, impressions, profile, reading, schema
from daogou.shoppers.adding import Added, add_batch, batches
from daogou.shoppers.cart import Carts
from daogou.shoppers.consent import PURPOSES, Purpose, Said
from daogou.shoppers.conversations import Transcripts, withdraw
from daogou.shoppers.database import Database
from daogou.shoppers.engines import open_database
from daogou.shoppers.erasing import Erasure, PendingErasure
from daogou.shoppers.impressions import Impression, ImpressionRow
from daogou.shoppers.profile import Profile
from daogou.shoppers.tables import meta
from daogou.shoppers.times import now
from daogou.shoppers.tombstones import Tombstones
from daogou.sources.events import MAX_ID, is_unicode

BATCH = 1_000  # events of one transaction: 20 ms, so that other writers need not wait


def open_shoppers(
    shop: Path, settings: ShoppersSection, *, clock: Callable[[], datetime] = now
) -> "Shoppers":
    """The shoppers of the shop in that folder; the tables are made if there are none.

    Raises:
        BadSetting: ``shoppers.url`` is no address of a database we know.
        MissingDependency: PostgreSQL's driver is not installed.
        StateUnavailable: the database does not answer, is damaged, or too new for this version.
    """
    database = open_database(shop, settings.url)
    schema.prepare(database)
    return Shoppers(database, settings, clock)


class Shoppers:
    """Safe to use from several threads, and from several processes that opened it for themselves.

    Whatever writes is on the disk when it returns. Every method raises StateUnavailable where the database
    does not answer, and BadInput where an id is none that a database can hold.
    """

    def __init__(self, database: Database, settings: ShoppersSection, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._settings = settings
        self._clock = clock
        with database.reading() as connection:
            self._tombstones = Tombstones(schema.value_of(connection, schema.ERASURE_KEY))

    def close(self) -> None:
        """Give the connections back; also happens when nobody uses this any more."""
        self._database.close()

    def add(self, events: Iterable[Event]) -> Added:
        """Keep events, each once by its id: sending them twice is harmless.

        One after the other in batches; those before a failure are kept. Of a shopper who was erased only what
        came after that is taken.
        """
        done = Added()
        for batch in batches(events, BATCH):
            done += add_batch(self._database, self._tombstones, batch, self._keep_from())
        return done

    def recent(self, shopper_id: str, limit: int = 200) -> list[Event]:
        """What that shopper did last, newest last, to recommend to them; nothing unless they allow that."""
        default = self._default("personalise")
        return reading.recent_events(self._database, _sound(shopper_id), "personalise", default, limit)

    def events(self, purpose: Purpose) -> Iterator[Event]:
        """Of all shoppers who allow the purpose, in time order, streamed from one state of the data."""
        return reading.allowed_events(self._database, purpose, self._default(purpose))

    def fingerprint(self, purpose: Purpose) -> str:
        """A short name for what ``events`` gives: another if and only if that is another."""
        return reading.fingerprint_of(self._database, purpose, self._default(purpose))

    def consents(self, shopper_id: str) -> Mapping[Purpose, bool]:
        """What that shopper allows; where they have not said, what the shop's settings say."""
        with self._database.reading() as connection:
            said = consent.said(connection, _sound(shopper_id))
        return {purpose: said.get(purpose, self._default(purpose)) for purpose in PURPOSES}

    def set_consent(
        self, shopper_id: str, purpose: Purpose, given: bool, at: datetime, *, by: str = "shopper"
    ) -> None:
        """Keep a yes or a no, with who said it when; of several the one said last holds.

        Raises:
            BadInput: no such purpose, or an id or a moment that cannot be kept.
        """
        word = Said(consent.checked_purpose(purpose), given, at, by)
        _check(shopper_id, at)

        def work(connection: Connection) -> None:
            consent.record(self._database, connection, shopper_id, word)
            if not consent.said(connection, shopper_id).get("remember", False):
                withdraw(connection, shopper_id)  # nobody could agree to keep it but they

        self._database.write(work)

    def consent_history(self, shopper_id: str) -> list[Said]:
        """Every yes and no of that shopper, oldest first."""
        with self._database.reading() as connection:
            return consent.history(connection, _sound(shopper_id))

    def profile(self, shopper_id: str) -> Profile:
        """What that shopper said of themselves; an empty profile if nothing."""
        with self._database.reading() as connection:
            return profile.read(connection, _sound(shopper_id))

    def profiles(self, purpose: Purpose) -> Mapping[str, Profile]:
        """Shopper id -> what they said of themselves, of who said yes to the purpose: what may be assumed for
        acts is not assumed for this."""
        told = reading.agreed_profiles(self._database, purpose)
        return {shopper_id: Profile.model_validate_json(said) for shopper_id, said in told}

    def set_profile(self, shopper_id: str, said: Profile) -> None:
        """Keep it in place of what was said before.

        Raises:
            BadInput: an id that cannot be kept.
        """
        _check(shopper_id, self._clock())
        self._database.write(lambda connection: profile.write(self._database, connection, shopper_id, said))

    def export(self, shopper_id: str) -> dict[str, Any]:
        """Everything we hold of that shopper, ready for JSON; ``exporting.is_empty``: it is nothing."""
        allowed = self.consents(shopper_id)
        with self._database.reading() as connection:
            erasure = erasing.erasure_of(connection, self._tombstones.of(shopper_id))
            return exporting.exported(connection, shopper_id, allowed, erasure)

    def erase(self, shopper_id: str, at: datetime) -> Erasure:
        """Delete every row of that shopper; old events of theirs do not come back.

        Releases made before keep numbers learnt from them, until the next build: ``erasure`` then names it.

        Raises:
            BadInput: an id or a moment that cannot be.
        """
        _check(shopper_id, at)
        return erasing.erase(self._database, self._tombstones, shopper_id, at)

    def erasure(self, shopper_id: str) -> Erasure | None:
        """Whether that shopper was erased, when, and by which release it was done."""
        with self._database.reading() as connection:
            return erasing.erasure_of(connection, self._tombstones.of(_sound(shopper_id)))

    def pending_erasures(self) -> list[PendingErasure]:
        """Those that no release has followed yet: a build asks before it begins to read events."""
        with self._database.reading() as connection:
            return erasing.pending(connection)

    def erasures_done(self, followed: Iterable[PendingErasure], release_id: str, at: datetime) -> None:
        """That release was published, and made without them."""
        kept = list(followed)
        if not kept:
            return
        self._database.write(lambda connection: erasing.mark_done(connection, kept, release_id, at))
        self._database.scrub()  # readers may have been in the way when they were erased

    def forget_old(self) -> Mapping[str, int]:
        """Delete what is older than ``shoppers.keep_days``; how many rows of which."""
        before = self._keep_from()
        if before is None:
            return {"events": 0, "impressions": 0, "cart": 0, "conversations": 0}
        gone = erasing.forget(self._database, before)
        said = self.transcripts.forget(before)
        return {**gone, "cart": self.carts.forget(before), "conversations": said}

    def shown(self, given: Iterable[Impression]) -> None:
        """Keep what shoppers were shown, each impression once by its id."""
        rows = list(given)

        def work(connection: Any) -> None:
            erased = self._tombstones.until(connection, {row.shopper_id for row in rows})
            impressions.insert(self._database, connection, rows, erased)

        self._database.write(work)

    def clicked(self, impression_id: str, at: datetime) -> bool:
        """Note a click; of several the first counts. False if there is no such impression."""
        return self._database.write(lambda connection: impressions.click(connection, impression_id, at))

    def impressions(self, since: datetime, until: datetime) -> Iterator[ImpressionRow]:
        """Those of ``since`` <= at < ``until``, oldest first, streamed."""
        return impressions.between(self._database, since, until)

    @cached_property
    def carts(self) -> Carts:
        """What shoppers have put aside to buy."""
        tells = self._settings.events_from == "anyone"
        return Carts(self._database, self._tombstones, self._clock, tells)

    @cached_property
    def transcripts(self) -> Transcripts:
        """What was said to the guide, of who agreed to be remembered."""
        return Transcripts(self._database, self._tombstones)

    def stats(self) -> dict[str, Any]:
        """Counts of events by kind, shoppers, impressions, clicks, who allows what, erasures."""
        with self._database.reading() as connection:
            return exporting.counted(connection)

    def feed_taken(self, name: str) -> str:
        """The hash of the file that was last taken in under that name; empty if none was."""
        with self._database.reading() as connection:
            return schema.value_of(connection, f"feed:{name}")

    def take_feed(self, name: str, file_hash: str) -> None:
        """Remember that all of the file was taken in."""
        new = self._database.insert(meta).values(name=f"feed:{name}", value=file_hash)
        upsert = new.on_conflict_do_update(index_elements=["name"], set_={"value": file_hash})
        self._database.write(lambda connection: connection.execute(upsert) and None)

    def _default(self, purpose: Purpose) -> bool:
        return consent.default_of(purpose, self._settings.consent)

    def _keep_from(self) -> datetime | None:
        days = self._settings.keep_days
        return self._clock() - timedelta(days=days) if days else None


def _check(shopper_id: str, at: datetime) -> None:
    """Before something is written about a shopper."""
    if not _sound(shopper_id).strip():
        raise BadInput("A shopper's id is missing.")
    if at.tzinfo is None:
        raise BadInput("A time without a zone.", hint="Give it in UTC.")


def _sound(shopper_id: str) -> str:
    """The id, if a database can be asked for it."""
    if len(shopper_id) > MAX_ID or "\0" in shopper_id or not is_unicode(shopper_id):
        raise BadInput(f"A shopper's id has at most {MAX_ID} characters, and no NUL.")
    return shopper_id
