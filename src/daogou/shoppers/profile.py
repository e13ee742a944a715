"""What shoppers say of themselves; all of it optional."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from sqlalchemy import Connection, select

from daogou.core.errors import BadInput
from daogou.core.product import Language
from daogou.shoppers.database import Database
from daogou.shoppers.tables import profiles

Name = Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\x00-\x1f]*$", strip_whitespace=True)]
Key = Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=r"^[^\x00-\x1f]+$")]
EntityId = Annotated[str, StringConstraints(max_length=200, pattern=r"^[a-z_]+:[^\x00-\x1f]+$")]
Measure = Annotated[float, Field(gt=0, le=1_000)]  # of centimetres or kilograms: nobody has more
MAX_SIZES = 50
MAX_LIKES = 500


class Profile(BaseModel):
    """``sizes``: kind of goods -> size (``{"shoes": "38"}``); ``measures``: with the unit in the name
    (``{"height_cm": 168, "weight_kg": 60}``); ``likes`` and ``dislikes``: entity ids (``colour:red``)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Name = ""
    language: Language | None = None
    sizes: dict[Key, Name] = Field(default={}, max_length=MAX_SIZES)
    measures: dict[Key, Measure] = Field(default={}, max_length=MAX_SIZES)
    likes: tuple[EntityId, ...] = Field(default=(), max_length=MAX_LIKES)
    dislikes: tuple[EntityId, ...] = Field(default=(), max_length=MAX_LIKES)


def profile_from(given: Mapping[str, Any]) -> Profile:
    """A profile as a program sends it.

    Raises:
        BadInput: a field is unknown or wrong; the message names it.
    """
    try:
        return Profile.model_validate(dict(given))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"]))
        known = ", ".join(Profile.model_fields)
        raise BadInput(f"profile.{where}: {first['msg']}.", hint=f"A profile may have: {known}.") from error


def read(connection: Connection, shopper_id: str) -> Profile:
    """What was said; an empty profile if nothing was."""
    kept = connection.execute(select(profiles.c.profile).filter_by(shopper_id=shopper_id)).scalar()
    return Profile.model_validate_json(kept) if kept else Profile()


def write(database: Database, connection: Connection, shopper_id: str, profile: Profile) -> None:
    """In place of what was said before."""
    new = database.insert(profiles).values(shopper_id=shopper_id, profile=profile.model_dump_json())
    same = {"profile": new.excluded.profile}
    connection.execute(new.on_conflict_do_update(index_elements=["shopper_id"], set_=same))
