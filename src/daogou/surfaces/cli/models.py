"""``daogou models``: weights and backends: what is here, what is missing, what needs it."""

import typer

from daogou.core import assets as store
from daogou.surfaces.cli.output import JsonOption, bars, print_json, print_table

app = typer.Typer(help="Model weights and backends.", no_args_is_help=True)


@app.command("list")
def list_assets(as_json: JsonOption = False) -> None:
    """Every asset, whether it is here, and what needs it."""
    rows = [
        {
            "name": entry.name,
            "present": store.is_present(entry),
            "bytes": entry.bytes,
            "licence": entry.licence,
            "used_for": entry.used_for,
        }
        for entry in store.assets().values()
    ]
    if as_json:
        print_json(rows)
        return
    cells = [
        (
            r["name"],
            "yes" if r["present"] else "no",
            f"{entry.bytes / 1e6:.1f} MB",
            r["licence"],
            r["used_for"],
        )
        for r, entry in zip(rows, store.assets().values(), strict=True)
    ]
    print_table("", ("asset", "here", "size", "licence", "needed for"), cells)


@app.command()
def pull(names: list[str] = typer.Argument(None, help="Which; all without one.")) -> None:  # noqa: B008
    """Fetch assets that are not here."""
    with bars() as progress:
        for name in names or list(store.assets()):
            file = store.asset_path(name, progress=progress)
            typer.echo(f"{name}: {file}")


@app.command()
def verify(as_json: JsonOption = False) -> None:
    """Check the hash of every asset that is here; exit status 1 if one is wrong."""
    state = {
        name: "ok" if store.verify(entry) else "wrong" if store.is_present(entry) else "absent"
        for name, entry in store.assets().items()
    }
    print_json(state) if as_json else typer.echo("\n".join(f"{n}: {s}" for n, s in state.items()))
    if "wrong" in state.values():
        raise typer.Exit(1)


@app.command()
def backends(as_json: JsonOption = False) -> None:
    """Every role and the backends that can play it, as shop.toml names them."""
    from daogou.assembly.roles import roles

    found = {role.package: role.names() for role in roles()}
    if as_json:
        print_json(found)
        return
    print_table(
        "", ("role", "backends"), [(r.removeprefix("daogou."), ", ".join(n)) for r, n in found.items()]
    )
