"""What one running server holds: shop, conversations, photos, pictures made, thumbnails, metrics."""

from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request

from daogou.assembly.shop import Shop
from daogou.surfaces.graph.public import PublicGraph
from daogou.surfaces.http.conversations import Conversations
from daogou.surfaces.http.made import MadePictures
from daogou.surfaces.http.metrics import Metrics
from daogou.surfaces.http.photos import PhotoShelf
from daogou.surfaces.http.thumbnails import Thumbnails


@dataclass
class Serving:
    """``shop`` is replaced when a new release is published; a request reads it once and keeps what it read,
    so none is dropped and none sees two releases. ``host`` is what the server listens on, "" if unknown."""

    shop: Shop
    host: str = ""
    photos: PhotoShelf = field(default_factory=PhotoShelf)
    made: MadePictures = field(default_factory=MadePictures)
    conversations: Conversations = field(default_factory=Conversations)
    thumbnails: Thumbnails = field(default_factory=Thumbnails)
    metrics: Metrics = field(default_factory=Metrics)
    _graph: tuple[Shop, PublicGraph] | None = field(default=None, init=False)

    def graph(self, shop: Shop) -> PublicGraph:
        """The shop's graph as anybody may see it; the first time it is opened, which may take a moment."""
        kept = self._graph
        if kept is None or kept[0] is not shop:
            kept = self._graph = (shop, PublicGraph(shop.graph()))
        return kept[1]


def serving_of(request: Request) -> Serving:
    """What the server that received this request holds."""
    serving: Serving = request.app.state.serving
    return serving


async def _serving(request: Request) -> Serving:
    return serving_of(request)


async def _shop(request: Request) -> Shop:
    return serving_of(request).shop


CurrentServing = Annotated[Serving, Depends(_serving)]
CurrentShop = Annotated[Shop, Depends(_shop)]
