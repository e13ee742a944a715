"""How a shopper feels, by the words and, where they spoke, by the voice."""

from dataclasses import replace

from daogou.guide.message import Message
from daogou.language.sentiment.emotion import LEAST, Feeling, feeling_of

HURRY, UPSET, SLOW = "hurry", "upset", "hesitation"  # names of a voice's cues, -1 .. 1
CLEAR = 0.5  # a cue from which the voice outweighs words that tell no feeling


def feeling_in(message: Message) -> Feeling:
    """The words' feeling; where they tell none, the voice's."""
    told = feeling_of(message.text)
    if told.emotion != "neutral" or not message.cues:
        return told
    heard = max((message.cues.get(name, 0.0), name) for name in (HURRY, UPSET, SLOW))
    if heard[0] < CLEAR:
        return told
    emotion = {HURRY: "in_a_hurry", UPSET: "frustrated", SLOW: "hesitant"}[heard[1]]
    return replace(told, emotion=emotion, strength=LEAST)
