"""Spoken orders and single words: are they heard right, and faster than they were said?"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import fmean, median

from rapidfuzz.distance import Levenshtein

from daogou.core.assets import asset_set
from daogou.core.progress import Progress, tracked
from daogou.evaluation.coffee_orders import slots_of
from daogou.evaluation.spoken import Order, Spoken, is_for_choosing, read_spoken
from daogou.evaluation.tasks import Measurement, Task
from daogou.language.normalise import simplified
from daogou.speech.decode import RATE_HZ, decode_sound
from daogou.speech.hearing import Hearer, voiced
from daogou.speech.voice import joined
from daogou.speech.whisper import ASSETS, open_whisper

PROTOCOL = (
    "Whisper base, 8 bits. Settings were chosen on the recordings whose name's md5 begins with an even "
    "byte; orders and words are over the others, *_all over all. orders: the intent (all are orders, so a"
    " drink must be found) and every slot right, none missing, none too many; hints are the values in the"
    " labels of the orders that have no recording; a grammar of those labels reads the transcript. words:"
    " which of all the single words fits best; words_open: the words are hints, and the transcript must "
    "be exactly the word. sentences: one less the share of wrong characters, without hints. "
    "times_real_time: 3 s of voice from each of {timed} recordings, hints given, language not, {threads} "
    "threads: their length over the median time."
)
TIMED = 10
TIMED_S = 3.0


@dataclass(frozen=True)
class Options:
    """``threads``: of the model, for all but the timing; ``timing_threads``: for the timing."""

    threads: int = 1
    timing_threads: int = 2


@dataclass(frozen=True)
class Speech:
    """The task."""

    options: Options

    def __call__(self, data: Path, *, seed: int, progress: Progress) -> Measurement:
        """Hear every recording; nothing is drawn, so the seed changes nothing.

        Raises:
            NotFound: ``speech/`` is not in the data folder.
            MissingDependency: the extra ``speech`` is not installed.
        """
        spoken = read_spoken(data)
        asset_set(ASSETS, progress=progress)
        hearer = Hearer(open_whisper(self.options.threads), simplified)
        metrics = {
            **_orders(hearer, spoken, progress),
            **_words(hearer, spoken.words, progress),
            "sentences": _sentences(hearer, spoken.sentences),
        }
        timed = Hearer(open_whisper(self.options.timing_threads))
        metrics |= _timing(timed, spoken, progress)
        protocol = PROTOCOL.format(timed=TIMED, threads=self.options.timing_threads)
        return Measurement(metrics, protocol, spoken.read)


def _orders(hearer: Hearer, spoken: Spoken, progress: Progress) -> dict[str, float]:
    right = {
        order.file: _understood(hearer, order, spoken.phrases)
        for order in tracked(spoken.orders, progress, "Hearing orders", len(spoken.orders))
    }
    return _shares("orders", right)


def _understood(hearer: Hearer, order: Order, phrases: Sequence[str]) -> bool:
    heard = hearer.hear(order.file.read_bytes(), hints=phrases, language="en")
    return slots_of(heard.text) == dict(order.slots)


def _words(hearer: Hearer, files: Sequence[Path], progress: Progress) -> dict[str, float]:
    names = [file.stem for file in files]
    chosen, opened = {}, {}
    for file in tracked(files, progress, "Hearing words", len(files)):
        hear = partial(hearer.hear, file.read_bytes(), language="zh")
        ranking = hearer.choose(file.read_bytes(), names, language="zh")
        chosen[file] = bool(ranking) and ranking[0][0] == file.stem
        opened[file] = hear(hints=names).text == file.stem
    return _shares("words", chosen) | _shares("words_open", opened)


def _shares(name: str, right: dict[Path, bool]) -> dict[str, float]:
    return {
        name: fmean(ok for file, ok in right.items() if not is_for_choosing(file)),
        f"{name}_all": fmean(right.values()),
    }


def _sentences(hearer: Hearer, sentences: Sequence[tuple[Path, str]]) -> float:
    wrong = length = 0
    for file, text in sentences:
        heard = hearer.hear(file.read_bytes(), language="zh").text
        wrong += Levenshtein.distance("".join(c for c in heard if c.isalnum()), text)
        length += len(text)
    return 1 - wrong / length


def _timing(hearer: Hearer, spoken: Spoken, progress: Progress) -> dict[str, float]:
    """Three seconds of voice at a time."""
    seconds = []
    for order in tracked(spoken.orders[:TIMED], progress, "Timing", TIMED):
        sound = decode_sound(order.file.read_bytes())
        voice = joined(sound, voiced(sound))[: int(TIMED_S * RATE_HZ)]
        start = time.perf_counter()
        hearer.listen(voice, hints=spoken.phrases)
        seconds.append(time.perf_counter() - start)
    return {"times_real_time": TIMED_S / median(seconds), "three_seconds_s": median(seconds)}


def build(options: Options) -> Task:
    """Nothing to prepare."""
    return Speech(options)
