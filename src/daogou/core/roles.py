"""Open a backend by the name of its file.

A *role* is a folder (``features/image_encoders``). Its ``__init__`` holds the contract, every
other file is one backend with two names: ``Options`` (a frozen dataclass) and ``build``. Other
distributions add backends through an entry point whose group is the role's package name.
"""

import difflib
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any, Generic, TypeVar, get_type_hints

from pydantic import TypeAdapter, ValidationError

from daogou.core.errors import BadOption, MissingDependency, UnknownBackend

T = TypeVar("T", covariant=True)


def nearest(name: str, names: list[str]) -> str:
    """The known name closest to a misspelt one, or an empty string."""
    return next(iter(difflib.get_close_matches(name, names, n=1)), "")


@dataclass(frozen=True)
class Role(Generic[T]):
    """One folder of interchangeable backends that all give a ``T``."""

    package: str

    @property
    def title(self) -> str:
        """The folder's name in words: ``image encoders``."""
        return self.package.rpartition(".")[2].replace("_", " ")

    def names(self) -> list[str]:
        """Names of all backends, found without importing any of them."""
        here = import_module(self.package).__path__
        own = {m.name for m in pkgutil.iter_modules(here) if not m.name.startswith("_")}
        return sorted(own | {e.name for e in entry_points(group=self.package)})

    def open(self, name: str, options: Mapping[str, object] | None = None) -> T:
        """Build the backend ``name``.

        Raises:
            UnknownBackend: no such file; the message lists the names there are.
            BadOption: an option is unknown or of the wrong type.
            MissingDependency: the backend's package is not installed.
        """
        module = self._module(name)
        backend: T = module.build(self._options(module, name, options or {}))
        return backend

    def options(self, name: str) -> tuple[str, ...]:
        """The names of a backend's options."""
        return tuple(get_type_hints(self._module(name).Options))

    def summary(self, name: str) -> str:
        """The first line of the backend's docstring."""
        doc: str = self._module(name).__doc__ or ""
        return doc.strip().partition("\n")[0]

    def _options(self, module: Any, name: str, given: Mapping[str, object]) -> Any:
        types = get_type_hints(module.Options)
        checked: dict[str, Any] = {}
        for key, value in given.items():
            if key not in types:
                close = nearest(key, list(types))
                raise BadOption(
                    f"{self.title} {name!r} has no option {key!r}; there are: {', '.join(types) or 'none'}.",
                    hint=f"Did you mean {close!r}?" if close else "",
                )
            try:
                checked[key] = TypeAdapter(types[key]).validate_python(value, strict=True)
            except ValidationError as error:
                reason = error.errors(include_url=False)[0]["msg"]
                raise BadOption(f"{self.title} {name!r}, option {key!r} = {value!r}: {reason}.") from error
        return module.Options(**checked)

    def _module(self, name: str) -> Any:
        names = self.names()
        if name not in names:
            close = nearest(name, names)
            raise UnknownBackend(
                f"No {name!r} among {self.title}. There are: {', '.join(names)}.",
                hint=f"Did you mean {close!r}?" if close else "",
            )
        for entry in entry_points(group=self.package, name=name):
            return entry.load()
        try:
            return import_module(f"{self.package}.{name}")
        except ModuleNotFoundError as error:
            if error.name and not error.name.startswith("daogou"):
                raise missing(error.name, f"{self.title} {name!r}") from error
            raise


def missing(module: str, needed_by: str, extra: str = "") -> MissingDependency:
    """The error to raise where an optional package is absent."""
    what = f'pip install "daogou[{extra}]"' if extra else f"pip install {module}"
    return MissingDependency(
        f"{needed_by} needs the package {module!r}, which is not installed.", hint=f"Try: {what}"
    )


def required(module: str, needed_by: str, extra: str = "") -> Any:
    """An optional package, imported now.

    Raises:
        MissingDependency: it is not installed; the hint names the extra that brings it.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        raise missing(error.name or module, needed_by, extra) from error
