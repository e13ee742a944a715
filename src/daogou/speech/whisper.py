"""Whisper (Radford et al. 2022, arXiv 2212.04356) through faster-whisper, in 8 bits on the CPU.

A brief sound is a question of choice: each text's tokens are scored against the sound by forced decoding,
less half of what the model gives that text for silence. The latter is its habit of language, learnt from
films and not from shops (internal language model estimation, Meng et al. 2021, arXiv 2011.01991).
"""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from daogou.core.assets import asset_set
from daogou.core.roles import required
from daogou.speech.alike import nearest
from daogou.speech.decode import RATE_HZ, Sound
from daogou.speech.heard import Language, Word
from daogou.speech.recogniser import Choice

ASSETS = ("whisper-base", "whisper-base-config", "whisper-base-tokenizer", "whisper-base-vocabulary")
LANGUAGES: tuple[Language, ...] = ("zh", "en")
BEAM = 5  # Whisper's own
PROMPT_TOKENS = 180  # of the 223 that Whisper reads as a prompt; a long one slows it and invites it to invent
HABIT = 0.5  # the weight of the score on silence; .3 to .7 did the same on the words it was chosen with
# Of the encoder's 1,500 places (20 ms each) the decoder is shown those of the sound and, of the empty rest,
# every eighth: it leans on them (cutting them off lost words), but eight times fewer do, in an eighth of
# the time.
REST_STEP = 8
# of silence before a brief sound: Whisper misses the beginning of a word that begins at once. Of 16 words 13
# were right without it, 15 with it (13 to 15 with .1 to 1.5 s)
LEAD_S = 0.3
PLACE_S = 0.02
MOST_CHOICES = (
    48  # texts that are scored, those that sound most alike: 48 x 290 places x 512 floats are 28 MB
)
LEAST = 1e-12  # of a probability, so that its logarithm is finite
TOKENS_A_SECOND = 10  # fast speech is six words, or seven characters, a second
MOST_TOKENS = 220  # of a window of 30 s; with the prompt they stay below Whisper's 448
BRIEF_TOKENS = 16  # of a free transcript of a brief sound


class Whisper:
    """A ``Recogniser``. One at a time: the model's threads are the machine's."""

    def __init__(self, model: Any, tokenizer_class: Any, storage: Any) -> None:
        self._model = model
        self._tokenizer_class = tokenizer_class
        self._storage = storage
        self._lock = Lock()
        self._habits: dict[tuple[Language, str], float] = {}
        self._silence: NDArray[np.float32] | None = None

    def language(self, sound: Sound) -> Language:
        """See the contract."""
        with self._lock:
            _, _, everything = self._model.detect_language(audio=sound)
        likely = dict(everything)
        return max(LANGUAGES, key=lambda language: likely.get(language, 0.0))

    def words(self, sound: Sound, language: Language, hints: Sequence[str]) -> tuple[Word, ...]:
        """See the contract. Temperature 0: the same sound gives the same words."""
        with self._lock:
            segments, _ = self._model.transcribe(
                sound,
                language=language,
                beam_size=BEAM,
                temperature=0.0,
                condition_on_previous_text=False,
                word_timestamps=True,
                without_timestamps=True,  # or a second window begins in the rest, and hints fill it
                max_new_tokens=_most_tokens(len(sound)),
                hotwords=self._prompt(language, hints),
            )
            heard = [word for segment in segments for word in segment.words]
        return tuple(Word(w.word, float(w.start), float(w.end), float(w.probability)) for w in heard)

    def choice(self, sound: Sound, language: Language, texts: Sequence[str]) -> Choice:
        """See the contract."""
        tokenizer = self._tokenizer(language)
        sound = np.concatenate([np.zeros(int(LEAD_S * RATE_HZ), np.float32), sound])
        with self._lock:
            places = self._encoded(sound)
            free, probability = self._free(places, tokenizer)
            seen = places[:, _shown(len(sound))]
            if len(texts) > MOST_CHOICES:
                texts = nearest(free, texts, MOST_CHOICES)
            asked = list(dict.fromkeys([*texts, *([free] if free else [])]))
            scores = self._scores(seen, tokenizer, language, asked)
        ranked = sorted(((text, scores[text]) for text in dict.fromkeys(texts)), key=lambda pair: -pair[1])
        return Choice(tuple(ranked), free, scores.get(free, float("-inf")), probability)

    def _prompt(self, language: Language, hints: Sequence[str]) -> str | None:
        """As many hints as the prompt has room for, in their order."""
        comma = "、" if language == "zh" else ", "
        tokenizer = self._tokenizer(language)
        chosen: list[str] = []
        room = PROMPT_TOKENS
        for hint in hints:
            room -= len(tokenizer.encode(comma + hint))
            if room < 0:
                break
            chosen.append(hint)
        return comma.join(chosen) or None

    def _tokenizer(self, language: Language) -> Any:
        return self._tokenizer_class(self._model.hf_tokenizer, True, task="transcribe", language=language)

    def _encoded(self, sound: Sound) -> NDArray[np.float32]:
        """float32 [1, 1500, width]."""
        features = self._model.feature_extractor(sound)[:, :3000]
        padded = np.pad(features, ((0, 0), (0, 3000 - features.shape[1])))
        return np.asarray(self._model.encode(padded), np.float32)

    def _free(self, places: NDArray[np.float32], tokenizer: Any) -> tuple[str, float]:
        start = [*tokenizer.sot_sequence, tokenizer.no_timestamps]
        result = self._model.model.generate(
            self._storage.from_array(np.ascontiguousarray(places)),
            [start],
            beam_size=BEAM,
            return_scores=True,
            max_length=len(start) + BRIEF_TOKENS,
        )[0]
        # the score is the mean log probability of a token (length penalty 1)
        text = tokenizer.decode(result.sequences_ids[0]).strip(" 。，！？、.,!?…")
        return text, float(np.exp(result.scores[0]))

    def _scores(
        self, seen: NDArray[np.float32], tokenizer: Any, language: Language, texts: Sequence[str]
    ) -> dict[str, float]:
        """Nats by text, less the habit."""
        unknown = [text for text in texts if (language, text) not in self._habits]
        if unknown:
            silent = self._silent()[:, _shown(RATE_HZ)]
            for text, score in zip(unknown, self._forced(silent, tokenizer, unknown), strict=True):
                self._habits[language, text] = score
        forced = self._forced(seen, tokenizer, texts)
        return {
            text: score - HABIT * self._habits[language, text]
            for text, score in zip(texts, forced, strict=True)
        }

    def _forced(self, seen: NDArray[np.float32], tokenizer: Any, texts: Sequence[str]) -> list[float]:
        """The sum of log probabilities of each text's tokens."""
        start = [*tokenizer.sot_sequence, tokenizer.no_timestamps]
        # English pieces begin with their space, Chinese ones have none
        lead = " " if tokenizer.language_code == "en" else ""
        tokens = [tokenizer.encode(lead + text) for text in texts]
        copies = self._storage.from_array(np.ascontiguousarray(np.repeat(seen, len(tokens), 0)))
        results = self._model.model.align(copies, start, tokens, [seen.shape[1]] * len(tokens))
        return [float(np.log(np.maximum(r.text_token_probs, LEAST)).sum()) for r in results]

    def _silent(self) -> NDArray[np.float32]:
        if self._silence is None:
            self._silence = self._encoded(np.zeros(RATE_HZ, np.float32))
        return self._silence


def _most_tokens(samples: int) -> int:
    """Of a transcript; without a bound, a doubtful sound may be repeated until the model's memory is full."""
    return min(MOST_TOKENS, BRIEF_TOKENS + int(TOKENS_A_SECOND * samples / RATE_HZ))


def _shown(samples: int) -> NDArray[np.intp]:
    """The encoder's places that the decoder is shown: the sound's and a second's more, then every eighth."""
    sound = min(1500, int(samples / RATE_HZ / PLACE_S) + 50)
    return np.concatenate([np.arange(sound), np.arange(sound, 1500, REST_STEP)])


@lru_cache(maxsize=2)  # with one thread and with two, as the benchmark opens it
def open_whisper(threads: int = 1, folder: str = "") -> Whisper:
    """Whisper base; ``folder``: another model in CTranslate2's form, a larger one say.

    Raises:
        MissingDependency: faster-whisper is not installed.
        MissingAsset: the weights could not be fetched.
    """
    library = required("faster_whisper", "hearing speech", "speech")
    tokenizer = required("faster_whisper.tokenizer", "hearing speech", "speech").Tokenizer
    storage = required("ctranslate2", "hearing speech", "speech").StorageView
    place = Path(folder) if folder else asset_set(ASSETS)
    model = library.WhisperModel(str(place), device="cpu", compute_type="int8", cpu_threads=threads)
    return Whisper(model, tokenizer, cast(Any, storage))
