"""Cypher from outside: refused unless it only reads the graph.

The engines check this too, where they can; but a statement that only reads the graph may still read files of
the server (LOAD), write them (COPY TO), or load code (INSTALL, CALL), so words are checked first.
"""

import re
from collections.abc import Mapping
from typing import Any

from daogou.core.errors import BadQuery

_FIRST = ("MATCH", "OPTIONAL", "UNWIND", "WITH", "RETURN")
_FORBIDDEN = re.compile(
    r"ALTER|ANALYZE|ATTACH|BEGIN|CALL|CHECKPOINT|COMMENT|COMMIT|COPY|CREATE|DELETE|DETACH|DROP|EXPORT|EXTENSION"
    r"|FOREACH|FORCE|GRANT|IMPORT|INSERT|INSTALL|LOAD|MERGE|REMOVE|REVOKE|ROLLBACK|SET|TRUNCATE|UNINSTALL"
    r"|UPDATE|USE"
)
# strings, quoted names and comments hold words that command nothing
_QUIET = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|`[^`]*`|//[^\n]*|/\*.*?\*/", re.DOTALL)
_WORD = re.compile(r"(?<![\w.$:])[A-Za-z_]\w*")
_PARAMETER = re.compile(r"\$([A-Za-z_]\w*)")


def check_reading(text: str, parameters: Mapping[str, Any]) -> None:
    """Raises BadQuery where a query would do more than read, or lacks a parameter."""
    plain = _QUIET.sub(" ", text).strip().rstrip(";")
    words = [word.upper() for word in _WORD.findall(plain)]
    if not words or words[0] not in _FIRST:
        raise BadQuery("A query begins with MATCH, OPTIONAL MATCH, UNWIND, WITH or RETURN.")
    bad = next((word for word in words if _FORBIDDEN.fullmatch(word)), "")
    if bad:
        raise BadQuery(
            f"{bad} is not allowed: a query only reads.", hint=f"A name can be quoted: `{bad.lower()}`."
        )
    if ";" in plain:
        raise BadQuery("One query at a time, without a semicolon inside.")
    missing = [name for name in _PARAMETER.findall(plain) if name not in parameters]
    if missing:
        raise BadQuery(f"No value for ${missing[0]}; there are: {', '.join(parameters) or 'none'}.")
