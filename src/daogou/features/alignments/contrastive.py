"""A space taught on the shop's own pictures and words (CLIP: Radford et al., 2021). Teaching needs torch.

How much of it is used depends on how much there was to learn from. With fewer than ``trust_from`` pairs
nothing is taught and ConSE alone places pictures; from ``trust_all`` on the taught heads alone do; between,
likeness is share * taught + (1 - share) * ConSE. An image encoder without classes has no ConSE: then the
heads are used however few the pairs are.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from daogou.core.errors import NotBuilt
from daogou.core.files import replacing
from daogou.core.progress import Progress
from daogou.core.roles import required
from daogou.features.alignments import Alignment, AlignmentMethod, Pairs
from daogou.features.class_words import ClassWords, load_class_words, refuse_other_eye, words_of_classes
from daogou.features.heads import Heads, heads_from
from daogou.features.lessons import lessons
from daogou.features.rows import unit_rows
from daogou.features.see import Eye
from daogou.features.text_encoders import TextEncoder

FILE_NAME = "contrastive.npz"
CONSE_LIKELIEST = 10  # as in its paper


@dataclass(frozen=True)
class Options:
    """``trust_from``, ``trust_all``: pairs; see above. ``epochs``: over all pairs, within bounds."""

    trust_from: int = 50
    trust_all: int = 1_000
    epochs: int = 30


@dataclass(frozen=True)
class Contrastive:
    """``share``: how much of the likeness the heads give, 0..1; the rest is ``conse``'s."""

    eye: Eye
    space: str
    share: float
    heads: Heads | None
    conse: ClassWords | None

    @property
    def dim(self) -> int:
        """Both parts stand side by side where both are used."""
        taught = self.heads.text.turn.shape[1] if self.heads else 0
        return int(taught + (self.conse.dim if self.conse else 0))

    def place_pictures(self, pictures: NDArray[np.float32]) -> NDArray[np.float32]:
        """Unit rows."""
        return self._beside(
            self.heads.picture(pictures) if self.heads else None,
            self.conse.place_pictures(pictures) if self.conse else None,
        )

    def place_texts(self, vectors: NDArray[np.float32], texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit rows, by the text's meaning and by the shop's own words in it."""
        return self._beside(
            self.heads.text(vectors, self.heads.words.rows(texts)) if self.heads else None,
            self.conse.place_texts(vectors, texts) if self.conse else None,
        )

    def _beside(
        self, taught: NDArray[np.float32] | None, conse: NDArray[np.float32] | None
    ) -> NDArray[np.float32]:
        """Weighed so that a product of two is share * taught + (1 - share) * ConSE."""
        weighed = [(taught, self.share), (conse, 1 - self.share)]
        return unit_rows(np.hstack([part * np.sqrt(weight) for part, weight in weighed if part is not None]))

    def save(self, folder: Path) -> None:
        """The heads in one file, ConSE in its own."""
        if self.conse:
            self.conse.save(folder)
        words = np.frombuffer(
            "\n".join(self.heads.words.words if self.heads else ()).encode(), dtype=np.uint8
        )
        arrays = dict(self.heads.arrays()) if self.heads else {}
        arrays |= {"eye": np.array(self.eye.space), "space": np.array(self.space)}
        arrays |= {"share": np.array(self.share), "has_conse": np.array(bool(self.conse))}
        with replacing(folder / FILE_NAME) as file, file.open("wb") as stream:
            np.savez(stream, allow_pickle=False, words=words, **arrays)


class ContrastiveMethod:
    """Teaches the heads with torch; loads and serves them with numpy."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def fit(self, pairs: Pairs, eye: Eye, text: TextEncoder, *, seed: int, progress: Progress) -> Alignment:
        """Learn from the pairs, if there are enough.

        Raises:
            MissingDependency: torch is not installed.
        """
        share = self._share(len(pairs.pictures), eye)
        heads = self._taught(pairs, text, seed, progress) if share > 0 else None
        conse = words_of_classes(eye, text, CONSE_LIKELIEST) if share < 1 else None
        space = f"contrastive-{eye.space}-{text.space}-{_digest(heads)}"
        return Contrastive(eye, space, share, heads, conse)

    def _share(self, pairs: int, eye: Eye) -> float:
        if not eye.encoder.classes:
            return 1.0
        low, high = self._options.trust_from, self._options.trust_all
        return min(max((pairs - low) / max(high - low, 1), 0.0), 1.0)

    def _taught(self, pairs: Pairs, text: TextEncoder, seed: int, progress: Progress) -> Heads:
        required("torch", "alignment 'contrastive'", "train")
        from daogou.features.contrastive_training import Recipe, train

        recipe = Recipe(epochs=self._options.epochs)
        return train(pairs.pictures, lessons(pairs.captions, text), recipe, seed=seed, progress=progress)

    def load(self, folder: Path, eye: Eye) -> Alignment:
        """What ``save`` wrote.

        Raises:
            NotBuilt: nothing was saved there.
            SpaceMismatch: it was taught on another eye's rows.
        """
        file = folder / FILE_NAME
        if not file.is_file():
            raise NotBuilt(f"There is no alignment in {folder}.", hint="`daogou build` makes it.")
        with np.load(file, allow_pickle=False) as stored:
            refuse_other_eye(str(stored["eye"]), eye, folder)
            words = tuple(stored["words"].tobytes().decode().split("\n"))
            share = float(stored["share"])
            heads = heads_from({n: stored[n] for n in stored.files}, words) if share > 0 else None
            conse = load_class_words(folder, eye) if stored["has_conse"] else None
            return Contrastive(eye, str(stored["space"]), share, heads, conse)


def _digest(heads: Heads | None) -> str:
    """Twelve hex digits that name what was learnt."""
    if heads is None:
        return "untaught"
    digest = hashlib.sha256()
    for name, values in sorted(heads.arrays().items()):
        digest.update(name.encode() + values.tobytes())
    return digest.hexdigest()[:12]


def build(options: Options) -> AlignmentMethod:
    """Nothing to prepare."""
    return ContrastiveMethod(options)
