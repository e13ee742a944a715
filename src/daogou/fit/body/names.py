"""What body measures are called."""

from collections.abc import Mapping

from daogou.core.product import Language

LABELS: Mapping[str, tuple[str, str]] = {
    "bust": ("bust", "胸围"),
    "waist": ("waist", "腰围"),
    "hip": ("hip", "臀围"),
    "shoulder": ("shoulder", "肩宽"),
    "height": ("height", "身高"),
    "weight": ("weight", "体重"),
    "foot_length": ("foot length", "脚长"),
    "underbust": ("underbust", "下胸围"),
    "head": ("head", "头围"),
    "finger": ("finger", "指围"),
    "torso": ("shoulder to hip", "肩到胯"),
    "arm": ("arm", "臂长"),
    "leg": ("leg", "腿长"),
}


def label_of(measure: str, language: Language) -> str:
    """A measure's name; one that is not known reads as it is spelled."""
    english, chinese = LABELS.get(measure, (measure.replace("_", " "), measure))
    return chinese if language == "zh" else english
