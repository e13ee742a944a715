"""Hearing: bytes of a recording into words, with the shop's words as hints.

Hints work three ways. They lean the model while it writes (its prompt); what it doubted and what sounds like
a hint is put right afterwards; and a brief sound, of a word or two, is compared with each hint itself, since
a single word has nothing around it to be understood by.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from daogou.speech.correcting import MARKS, corrected
from daogou.speech.decode import RATE_HZ, Sound, decode_sound
from daogou.speech.heard import Heard, Language, Word
from daogou.speech.recogniser import Choice, Recogniser
from daogou.speech.sounding import cues
from daogou.speech.voice import Stretch, joined, original_time, stretches, voice_probabilities

BRIEF_S = 1.6  # of voice with its margins of .4 s: one word, seldom two
# Nats by which a hint may fit a brief sound worse than what the model writes freely: 13 of 16 single words
# came out right, and 3 of 16 were made another word where theirs was no hint
LEEWAY = 4.0
WIDER_S = 0.5  # more around a brief sound: the detector takes the end of a lone word for silence at times
# of a word at the end: once the voice ends the model goes on with hints at times ("triple" .02, "shot" .00)
LEAST_AT_END = 0.1
LEAST_CONFIDENCE = 0.15  # words below it on the whole are noise: Whisper writes something for a cough too


def voiced(sound: Sound) -> tuple[Stretch, ...]:
    """Where somebody speaks."""
    return stretches(voice_probabilities(sound), len(sound))


@dataclass(frozen=True)
class Hearer:
    """``spelling``: put over all that was written, traditional characters to simplified ones say.

    ``find_voice``: where in a sound somebody speaks.
    """

    recogniser: Recogniser
    spelling: Callable[[str], str] = str
    find_voice: Callable[[Sound], tuple[Stretch, ...]] = voiced

    def hear(self, data: bytes, *, hints: Sequence[str] = (), language: Language | None = None) -> Heard:
        """What was said in a recording (wav, webm, ogg, mp3, flac, mp4).

        ``hints``: words that may well be said, the likeliest first; ``language``: the speaker's, if known.

        Raises:
            BadSound: no recording, or one too large or too long.
            MissingDependency: a package of the extra ``speech`` is not installed.
        """
        return self.listen(decode_sound(data), hints=hints, language=language)

    def listen(self, sound: Sound, *, hints: Sequence[str] = (), language: Language | None = None) -> Heard:
        """As ``hear``, for a decoded sound."""
        parts = self.find_voice(sound)
        length_s = len(sound) / RATE_HZ
        if not parts:
            return Heard("", language or "zh", 0.0, length_s=length_s)
        usable = [hint for hint in dict.fromkeys(hints) if hint.strip()]
        brief = usable and _length(parts) <= BRIEF_S * RATE_HZ
        spoken_s = _length(parts) / RATE_HZ
        parts = _wider(parts, len(sound)) if brief else parts
        spoken = joined(sound, parts)
        tongue = language or self.recogniser.language(spoken)
        heard = self._brief(spoken, tongue, usable) if brief else self._long(spoken, tongue, usable)
        timed = tuple(_at(word, parts) for word in heard.words)
        tone = cues(sound, parts)
        told = tone.as_numbers() if tone else {}
        return replace(heard, words=timed, spoken_s=spoken_s, length_s=length_s, cues=told)

    def choose(
        self, data: bytes, among: Sequence[str], *, language: Language
    ) -> tuple[tuple[str, float], ...]:
        """Which of some words was said: each with its score in nats, best first; empty if nothing was said.

        For an answer to a question with few answers: which colour, which of these.

        Raises:
            BadSound: as ``hear``.
        """
        sound = decode_sound(data)
        parts = self.find_voice(sound)
        if not parts:
            return ()
        return self.recogniser.choice(joined(sound, _wider(parts, len(sound))), language, among).scores

    def _long(self, spoken: Sound, language: Language, hints: Sequence[str]) -> Heard:
        said = _without_invented_end(self.recogniser.words(spoken, language, hints))
        words = tuple(replace(word, text=self.spelling(word.text)) for word in said)
        confidence = sum(word.probability for word in words) / len(words) if words else 0.0
        if confidence < LEAST_CONFIDENCE:
            return Heard("", language, confidence)
        right = corrected(words, hints)
        text = "".join(word.text for word in right.words).strip()
        return Heard(text, language, confidence, right.words, right.changes)

    def _brief(self, spoken: Sound, language: Language, hints: Sequence[str]) -> Heard:
        choice = self.recogniser.choice(spoken, language, hints)
        free = self.spelling(choice.free).strip(MARKS)
        text = _decided(choice, free, hints)
        if not text:
            return Heard("", language, choice.free_probability)
        word = Word(text, 0.0, len(spoken) / RATE_HZ, choice.free_probability)
        changes = ((free, text),) if text != free else ()
        return Heard(text, language, choice.free_probability, (word,), changes)


def _without_invented_end(words: Sequence[Word]) -> Sequence[Word]:
    kept = len(words)
    while kept and words[kept - 1].probability < LEAST_AT_END:
        kept -= 1
    return words[:kept]


def _decided(choice: Choice, free: str, hints: Sequence[str]) -> str:
    """The best hint if it fits about as well as what the model writes freely, else that."""
    if free in hints or not choice.scores:
        return free
    best, score = choice.scores[0]
    return best if score >= choice.free_score - LEEWAY else free


def _length(parts: Sequence[Stretch]) -> int:
    return sum(part.end - part.start for part in parts)


def _wider(parts: Sequence[Stretch], samples: int) -> tuple[Stretch, ...]:
    """All from before the first stretch to behind the last."""
    more = int(WIDER_S * RATE_HZ)
    return (Stretch(max(0, parts[0].start - more), min(samples, parts[-1].end + more)),)


def _at(word: Word, parts: Sequence[Stretch]) -> Word:
    start, end = (round(original_time(at, parts), 2) for at in (word.start_s, word.end_s))
    return replace(word, start_s=start, end_s=end)
