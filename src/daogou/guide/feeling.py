"""How a shopper feels, by the words and, where they spoke, by the voice."""

from collections.abc import Mapping
from dataclasses import replace

from daogou.guide.message import Message
from daogou.language.sentiment.emotion import LEAST, Emotion, Feeling, feeling_of

TELLS: Mapping[str, Emotion] = {"hurry": "in_a_hurry", "upset": "frustrated", "hesitation": "hesitant"}
CLEAR = 0.5  # a cue (-1 .. 1) from which the voice outweighs words that tell no feeling


def feeling_in(message: Message) -> Feeling:
    """The words' feeling; where they tell none, the voice's."""
    told = feeling_of(message.text)
    if told.emotion != "neutral" or not message.cues:
        return told
    strength, cue = max((message.cues.get(name, 0.0), name) for name in TELLS)
    return replace(told, emotion=TELLS[cue], strength=LEAST) if strength >= CLEAR else told
