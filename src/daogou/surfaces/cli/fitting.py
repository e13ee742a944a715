"""``daogou try-on | segment``: the shop's clothes on somebody; what a picture is made of, area by area."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from daogou.core.errors import BadInput
from daogou.core.files import replacing
from daogou.surfaces.cli.opening import opened
from daogou.surfaces.cli.output import JsonOption, print_json, print_table
from daogou.surfaces.cli.picture import PictureArgument, read_picture
from daogou.surfaces.cli.shop import ShopArgument

if TYPE_CHECKING:
    from daogou.studio.marking import Format
    from daogou.studio.try_on import Person
    from daogou.vision.segmenters import Segmentation

FORMATS: "dict[str, Format]" = {".png": "png", ".webp": "webp", ".jpg": "jpeg", ".jpeg": "jpeg"}
PERSON = "mei"  # of the drawn people, where no photo is given


def try_on(
    context: typer.Context,
    folder: ShopArgument,
    products: Annotated[list[str], typer.Argument(help="Ids of products, the innermost first.")],
    photo: Annotated[Path | None, typer.Option(help="A photo of who wears them.")] = None,
    person: Annotated[str, typer.Option(help="One of the drawn people instead.")] = PERSON,
    out: Annotated[Path, typer.Option(help="What to write: .png, .webp or .jpg.")] = Path("try-on.png"),
    as_json: JsonOption = False,
) -> None:
    """Put products on somebody. The photo is read, and neither kept nor sent anywhere."""
    from daogou.studio.marking import Made, Mark, marked

    form = _format_of(out)
    shop = opened(context, folder)
    worn = [shop.product(product) for product in products]
    room = shop.fitting_room()
    wearer = room.person(read_picture(photo)) if photo else _drawn(person)
    made = room.wear(wearer, worn)
    mark = Mark(Made.EDITED, "Daogou try-on", ", ".join(product.title() for product in worn))
    with replacing(out) as temporary:
        temporary.write_bytes(marked(made.picture, mark, form))
    if as_json:
        told = {"changed": round(float(made.changed.mean()), 4), "notes": list(made.notes)}
        print_json({"picture": str(out), "products": [product.id for product in worn], **told})
        return
    typer.echo(f"{out}: {', '.join(product.title() for product in worn)}")
    for note in made.notes:
        typer.echo(f"  {note.replace('_', ' ')}")


def segment(
    picture: PictureArgument,
    method: Annotated[
        str, typer.Option(help="garment_parser: what somebody wears; cut_out: a product; person: the person.")
    ] = "garment_parser",
    out: Annotated[Path | None, typer.Option(help="Where to write the areas, a PNG with a palette.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Cut a picture into areas: top, trousers, hair …; or the product from what is behind it."""
    from daogou.vision.segmenters import ROLE

    found = ROLE.open(method).segment(read_picture(picture))
    if out is not None:
        _write_areas(found, out)
    shares = {label: round(share, 4) for label, share in found.shares().items()}
    if as_json:
        print_json({"shares": shares, "areas": str(out) if out else ""})
        return
    print_table("", ("area", "of the picture"), [(label, f"{share:.1%}") for label, share in shares.items()])
    if out is not None:
        typer.echo(f"{out}: pixel value = place in {', '.join(found.labels)}")


def generate(
    context: typer.Context,
    folder: ShopArgument,
    words: Annotated[str, typer.Argument(help="a red dress; or with --change: in navy, 加波点")],
    out: Annotated[Path, typer.Option(help="What to write: .png, .webp or .jpg.")] = Path("made.png"),
    change: Annotated[
        str, typer.Option(help="A product's id or a picture: its colour or print is changed instead.")
    ] = "",
    seed: Annotated[int, typer.Option(help="Another one, another picture.", min=0)] = 0,
    as_json: JsonOption = False,
) -> None:
    """Make a product picture from words, or change one in words. The file says that it was made."""
    from daogou.assembly.workshop import edited_mark, generated_mark
    from daogou.studio.marking import marked

    form = _format_of(out)
    shop = opened(context, folder)
    if change:
        file = Path(change) if Path(change).is_file() else shop.picture(change)
        picture, mark = shop.workshop().edit(read_picture(file), words).picture, edited_mark(words)
    else:
        picture, mark = shop.workshop().generate(words, seed), generated_mark(words)
    with replacing(out) as temporary:
        temporary.write_bytes(marked(picture, mark, form))
    height, width = picture.shape[:2]
    if as_json:
        print_json({"picture": str(out), "width": width, "height": height, "made": mark.made.value})
        return
    typer.echo(f"{out}: {width} x {height}, marked as made by a machine")


def _drawn(name: str) -> "Person":
    from daogou.assembly.drawn_people import drawn_person

    return drawn_person(name)


def _format_of(out: Path) -> "Format":
    form = FORMATS.get(out.suffix.lower())
    if form is None:
        raise BadInput(f"{out.name} is no picture that can be written.", hint="Name a .png, .webp or .jpg.")
    return form


def _write_areas(found: "Segmentation", out: Path) -> None:
    """The palette turns round the wheel by the golden angle, so that neighbours differ."""
    from colorsys import hsv_to_rgb

    from PIL import Image

    turns = [hsv_to_rgb(row * 0.618 % 1, 0.75, 0.95) if row else (0.0, 0.0, 0.0) for row in range(256)]
    image = Image.fromarray(found.areas)
    image.putpalette([round(255 * channel) for rgb in turns for channel in rgb])
    with replacing(out) as temporary:
        image.save(temporary, "PNG")
