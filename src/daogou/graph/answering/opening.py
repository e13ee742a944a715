"""Making an answerer out of what a shop has."""

from collections.abc import Callable, Iterable
from functools import partial
from importlib.util import find_spec

from daogou.core.product import Product
from daogou.features.text_encoders import TextEncoder
from daogou.graph.annotation.annotator import Annotator
from daogou.graph.answering.answerer import Answerer
from daogou.graph.answering.mentions import Vocabulary
from daogou.graph.answering.understanding import Understanding
from daogou.vision.text_reading import open_text_reader


def open_answerer(
    annotator: Annotator,
    text: TextEncoder | None,
    product: Callable[[str], Product | None],
    brands: Iterable[str] = (),
    *,
    threads: int = 1,
) -> Answerer:
    """An answerer; print is read where rapidocr is installed (extra ``ocr``), loaded when first needed."""
    values = {kind: head.classes for kind, head in annotator.labeller.heads.items()}
    return Answerer(
        annotator,
        Understanding(Vocabulary(annotator.concepts, values), text),
        product,
        tuple(dict.fromkeys(brand for brand in brands if brand)),
        partial(open_text_reader, threads) if find_spec("rapidocr") else None,
    )
