"""The MCP server of a shop: its tools over standard input and output, or HTTP on loopback."""

import inspect
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from daogou import __version__
from daogou.assembly.shop import Shop
from daogou.core.errors import ShopError
from daogou.core.roles import required
from daogou.surfaces.mcp.answers import Told
from daogou.surfaces.mcp.carts import CartTools, new_cart_id
from daogou.surfaces.mcp.catalogue import CatalogueTools
from daogou.surfaces.mcp.policies import PolicyTools
from daogou.surfaces.mcp.telling import NOTICE, fenced

if TYPE_CHECKING:
    from mcp.server.mcpserver import MCPServer
    from mcp.server.mcpserver.tools import Tool
    from mcp.types import CallToolResult

LOOPBACK = "127.0.0.1"
PATH = "/mcp"
_WRITES = ("update_cart", "empty_cart")
_INSTRUCTIONS = (
    "The products, rules and carts of one shop; ask in Chinese or English. search_catalog finds, get_product "
    "tells all of one product and its variants, recommend advises, ask_policy quotes the shop's rules, "
    "update_cart fills a cart; nothing can be bought or paid here. State no price, stock or rule that no "
    f"tool told you. {NOTICE}"
)
ToolFunction = Callable[..., Told]


def serve(folder: Path, *, shopper_id: str = "", http_port: int = 0) -> None:
    """Serve the shop in that folder until the client goes, or over HTTP until interrupted.

    Raises:
        MissingDependency: the package ``mcp`` is not installed.
        NotFound, NotBuilt: there is no shop, or no release of it.
    """
    required("mcp", "The MCP server", extra="mcp")
    from daogou.assembly.open import open_shop

    shop = open_shop(folder)
    if http_port:  # several clients come: without a shopper each has a cart by its id
        create_server(shop, shopper_id).run(
            "streamable-http", host=LOOPBACK, port=http_port, streamable_http_path=PATH
        )
    else:
        create_server(shop, shopper_id or new_cart_id()).run("stdio")


def create_server(shop: Shop, own: str = "") -> "MCPServer[Any]":
    """The server, not yet running. ``own``: the shopper, or the stranger's visit, that this session is of.

    Raises:
        MissingDependency: the package ``mcp`` is not installed.
    """
    required("mcp", "The MCP server", extra="mcp")
    from mcp.server.mcpserver import MCPServer

    catalogue, carts = CatalogueTools(shop, own), CartTools(shop, own)
    functions: list[ToolFunction] = [
        catalogue.search_catalog,
        catalogue.lookup_catalog,
        catalogue.get_product,
        catalogue.recommend,
        PolicyTools(shop).ask_policy,
        carts.get_cart,
        carts.update_cart,
        carts.empty_cart,
    ]
    return MCPServer(
        "daogou",
        title=shop.settings.shop.name,
        instructions=_INSTRUCTIONS,
        version=__version__,
        tools=[_tool(function) for function in functions],
        log_level="WARNING",
    )


def _tool(function: ToolFunction) -> "Tool":
    """With its schemas, and refusing arguments that it does not know."""
    from mcp.server.mcpserver.tools import Tool
    from mcp.types import ToolAnnotations
    from pydantic import ConfigDict

    name = function.__name__
    tool = Tool.from_function(
        _told(function),
        name=name,
        description=" ".join((function.__doc__ or "").split()),
        annotations=ToolAnnotations(
            read_only_hint=name not in _WRITES,
            destructive_hint=name == "empty_cart",
            idempotent_hint=name != "update_cart",
            open_world_hint=False,
        ),
    )
    loose = tool.fn_metadata.arg_model
    strict = ConfigDict(arbitrary_types_allowed=True, extra="forbid")
    tool.fn_metadata.arg_model = type(loose.__name__, (loose,), {"model_config": strict})
    tool.parameters = tool.fn_metadata.arg_model.model_json_schema(by_alias=True)
    return tool


def _told(function: ToolFunction) -> "Callable[..., CallToolResult]":
    """The same function, its answer as text and structure; an error as the tool's, with its hint."""
    from mcp.types import CallToolResult, TextContent

    @wraps(function)
    def call(*given: Any, **named: Any) -> CallToolResult:
        try:
            answer = function(*given, **named)
        except ShopError as error:
            return _failure(error)
        return CallToolResult(
            content=[TextContent(type="text", text=answer.told())],
            structured_content=answer.model_dump(mode="json"),
        )

    signature = inspect.signature(function)
    answered = Annotated[CallToolResult, signature.return_annotation]
    call.__signature__ = signature.replace(return_annotation=answered)  # type: ignore[attr-defined]
    return call


def _failure(error: ShopError) -> "CallToolResult":
    from mcp.types import CallToolResult, TextContent

    # a message may quote what a feed says: names of variants, for one
    text = f"{error.code}\n{fenced([error.message, f'Hint: {error.hint}' if error.hint else ''])}"
    said = {"code": error.code, "message": error.message, "hint": error.hint}
    return CallToolResult(
        content=[TextContent(type="text", text=text)], structured_content={"error": said}, is_error=True
    )
