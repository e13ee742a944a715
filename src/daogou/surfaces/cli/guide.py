"""``daogou guide``: what its owner teaches the guide."""

from pathlib import Path
from typing import Annotated

import typer

from daogou.core.errors import BadInput
from daogou.surfaces.cli.opening import opened
from daogou.surfaces.cli.output import JsonOption, bars, log, print_json, print_table
from daogou.surfaces.cli.shop import ShopArgument

app = typer.Typer(help="Teach the guide, and see what it makes of a message.", no_args_is_help=True)


@app.command("train")
def train(
    folder: ShopArgument,
    file: Annotated[
        Path | None, typer.Argument(help='JSONL: {"text": "is it warm?", "intent": "ask_product"} a line.')
    ] = None,
    text: Annotated[str, typer.Option(help="One message to learn.")] = "",
    intent: Annotated[str, typer.Option(help="The skill that it is for, or `outside`.")] = "",
) -> None:
    """Add an owner's examples, and teach the guide anew with all there are."""
    from daogou.assembly.build import build_shop
    from daogou.assembly.steps.listen import OWN
    from daogou.core.settings import read_settings
    from daogou.guide.examples import Example, add_owner_examples, known_intent, owner_examples

    read_settings(folder)
    if file is not None and not file.is_file():
        raise BadInput(f"There is no file {file}.")
    if bool(text) != bool(intent):
        raise BadInput("A message to learn needs its intent.", hint="Give both --text and --intent.")
    new = owner_examples(file) if file is not None else []
    new += [Example(text, known_intent(intent))] if text else []
    add_owner_examples(folder / OWN, new)
    log.print(f"{len(new)} examples added; there are {len(owner_examples(folder / OWN))} of this shop.")
    with bars() as progress:
        build_shop(folder, progress=progress)


@app.command("understand")
def understand(
    context: typer.Context,
    folder: ShopArgument,
    text: Annotated[str, typer.Argument(help="A message, in Chinese or English.")],
    as_json: JsonOption = False,
) -> None:
    """What the guide makes of a message by its words alone: every skill with its chance."""
    chances = opened(context, folder).guide().understanding.chances(text)
    ranked = sorted(chances.items(), key=lambda one: -one[1])
    if as_json:
        print_json(dict(ranked))
    else:
        print_table("", ("intent", "chance"), [(name, f"{chance:.3f}") for name, chance in ranked])


@app.command("handovers")
def handovers(
    folder: ShopArgument,
    done: Annotated[int, typer.Option(help="The number of one that is dealt with.", min=0)] = 0,
    as_json: JsonOption = False,
) -> None:
    """Conversations that wait for a person, with a summary of each."""
    from daogou.assembly.handovers import Handovers
    from daogou.core.settings import read_settings

    read_settings(folder)
    kept = Handovers(folder)
    if done and not kept.dealt_with(done):
        raise BadInput(f"There is no handover {done}; there are {len(kept.waiting())}.")
    waiting = kept.waiting()
    if as_json:
        print_json(waiting)
    elif waiting:
        rows = [(nth, one["at"], one["text"]) for nth, one in enumerate(waiting, 1)]
        print_table("", ("", "since", "what to know"), rows)
    else:
        log.print("Nobody waits for a person.")
