"""A turn of a conversation as JSON, in the shapes that ``chat_answers.py`` documents."""

from daogou.assembly.shop import Shop
from daogou.guide.answer import Statement
from daogou.guide.step import Step
from daogou.surfaces.api.shapes import Shape, card_shape


def chat_shape(shop: Shop, conversation: str, step: Step, photo: str) -> Shape:
    """A ``ChatAnswer``."""
    answer = step.answer
    return {
        "conversation": conversation,
        "skill": answer.skill,
        "language": answer.language,
        "text": answer.text,
        "says": [statement_shape(said) for said in answer.says],
        "cards": [card_shape(shop, product, answer.language) for product in shop.products(answer.cards)],
        "lacking": dict(answer.lacking),
        "table": answer.table
        and {"columns": list(answer.table.columns), "rows": [list(row) for row in answer.table.rows]},
        "suggestions": list(answer.suggestions),
        "offers_person": answer.offers_person,
        "why_not": answer.why_not,
        "photo": photo,
        "release": shop.release,
    }


def statement_shape(said: Statement) -> Shape:
    """A ``StatementAnswer``."""
    because = [{"kind": one.kind, "source": one.source, "text": one.text} for one in said.because]
    return {"text": said.text, "because": because}
