"""Teaching the annotator on a shop's own pictures, and keeping it in a release's folder."""

from collections.abc import Sequence
from pathlib import Path

from daogou.core.product import Product
from daogou.core.progress import SILENT, Progress
from daogou.features.label_views import views_of
from daogou.features.labeller_folder import load_labeller, save_labeller
from daogou.features.labeller_teaching import teach_labeller
from daogou.features.rows import Vectors, present
from daogou.features.see import Eye
from daogou.graph.annotation.annotator import Annotator, Facts, Nearest
from daogou.graph.annotation.feed_labels import feed_labels, labels_by_kind
from daogou.language.concepts import Concepts, concepts


def teach(
    products: Sequence[Product],
    rows: Vectors,
    shades: Vectors,
    eye: Eye,
    *,
    seed: int = 0,
    progress: Progress = SILENT,
) -> Annotator:
    """Learn from products, their picture rows and shades: float32 [n, picture_dim] and [n, SHADES].

    A row of zeros says that the product has no picture.

    Any number of products will do; of a kind that too few have, nothing is taught. Numpy only: 8,000
    pictures take some minutes on two cores.
    """
    shown = [n for n, has_picture in enumerate(present(rows).tolist()) if has_picture]
    labels = labels_by_kind([feed_labels(products[n]) for n in shown])
    labeller = teach_labeller(
        [products[n].id for n in shown],
        views_of(rows[shown], shades[shown], eye),
        labels,
        [products[n].title() for n in shown],  # one design in several colours is often one title
        seed=seed,
        progress=progress,
    )
    return Annotator(eye, labeller)


def save(annotator: Annotator, folder: Path) -> None:
    """Write what ``load`` needs into an existing folder."""
    save_labeller(annotator.labeller, folder, annotator.eye)


def load(
    folder: Path,
    eye: Eye,
    *,
    nearest: Nearest | None = None,
    facts: Facts | None = None,
    known: Concepts | None = None,
) -> Annotator:
    """What ``save`` wrote; needs numpy only. ``known``: the shop's concepts; None: those of the package.

    Raises:
        NotBuilt: nothing was saved there.
        SpaceMismatch: it was taught on another eye's rows.
    """
    return Annotator(eye, load_labeller(folder, eye), nearest, facts, known or concepts())
