"""Answers greetings, thanks and good-byes, and says honestly what it is."""

import re
from dataclasses import dataclass

from daogou.guide.answer import Answer, Statement
from daogou.guide.floor import Floor
from daogou.guide.remembering import step
from daogou.guide.skills import Skill, Step, Turn
from daogou.guide.wording import wording
from daogou.language.normalise import normalise

SKILL = "small_talk"
# tried in this order: "thanks, bye" is a good-bye
_KINDS = (
    ("who", r"who (?:are|r) (?:you|u)|what are you|your name|(?:are you|r u|you) (?:a |an )?(?:real|human"
            r"|robot|bot|person|ai|machine)"
    r"|你是谁|你叫什么|机器人|真人|是人吗|人工智能|是ai"),
    ("languages", r"(?:speak|understand|talk|reply|answer)(?: in)? (?:chinese|mandarin|english)"
                  r"|(?:说|讲|懂|会)(?:中文|英文|英语|普通话|汉语)"),
    ("can", r"what (?:can|do) you do|(?:can|could) you help|how can you help|help me$|^help$|你能(?:做|干"
            r"|帮)|你会(?:什么|干什么)|有什么功能|怎么用"),
    ("bye", r"\b(?:bye|good ?bye|see (?:you|ya)|good ?night|farewell|that(?:'s| is) all)\b|再见|拜拜|晚安"
            r"|回见|下次见|没(?:别的)?事了"),
    ("thanks", r"\b(?:thank|thanks|thx|cheers|appreciate)|谢|多谢|感谢|辛苦"),
    ("how", r"how (?:are|r) (?:you|u)|how(?:'s| is) it going|what's up|你好吗|最近怎么样|吃了吗|在忙"),
    ("praise", r"\b(?:great|awesome|nice|perfect|cool|lovely|well done|good (?:job|bot)|love it)\b|太好了"
            r"|真棒|不错|厉害|好棒|赞"),
    ("hello", r"\b(?:hi|hey|hello|good (?:morning|afternoon|evening|day)|greetings|yo)\b|你好|您好|哈喽"
            r"|嗨|早上好|下午好|晚上好|在吗|在么|有人吗"),
)  # fmt: skip


@dataclass(frozen=True)
class Options:
    """It has none."""


class SmallTalk:
    """A sentence back; what was looked for stays as it is."""

    def take(self, turn: Turn, floor: Floor) -> Step:
        """Answer."""
        language, nth = turn.understood.language, len(turn.memory.turns)
        say, kind = wording(SKILL), kind_of(turn.understood.text)
        replies = () if kind == "bye" else _replies(turn)
        answer = Answer(SKILL, language, (Statement(say(kind, language, nth)),), suggestions=replies)
        return step(turn, answer)


def kind_of(text: str) -> str:
    """What sort of small talk it is; ``other`` where the words tell none."""
    said = normalise(text)
    return next((kind for kind, pattern in _KINDS if re.search(pattern, said)), "other")


def _replies(turn: Turn) -> tuple[str, ...]:
    language = turn.understood.language
    return tuple(wording("out_of_scope")(f"reply_{name}", language) for name in ("find", "order", "policy"))


def build(options: Options) -> Skill:
    """The skill."""
    return SmallTalk()
