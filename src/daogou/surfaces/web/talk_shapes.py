"""A turn of a conversation as pages show it: prices in words, pictures and sources with their addresses."""

from dataclasses import asdict
from typing import Any

from daogou.core.product import Product
from daogou.guide.answer import Answer, Statement, Table
from daogou.surfaces.http.cards import card_of
from daogou.surfaces.web.money import money
from daogou.surfaces.web.render import Page, picture_of
from daogou.surfaces.web.sources import sources_of

CARD_PX = 160  # cards of the panel are some 130 px wide


def answer_shape(page: Page, conversation: str, answer: Answer, photo: str) -> dict[str, Any]:
    """What a template or the panel's script needs; ``photo``: the token of the one that was sent."""
    return {
        "conversation": conversation,
        "skill": answer.skill,
        "language": answer.language,
        "says": [statement_shape(page, said) for said in answer.says],
        "cards": [_card(page, product, answer) for product in page.shop.products(answer.cards)],
        "table": answer.table and _table(answer.table),
        "suggestions": list(answer.suggestions),
        "offers_person": answer.offers_person,
        "photo": photo,
    }


def statement_shape(page: Page, said: Statement) -> dict[str, Any]:
    """A sentence with the sources that it rests on."""

    def is_product(product_id: str) -> bool:
        return bool(page.shop.products([product_id]))

    return {"text": said.text, "because": [asdict(one) for one in sources_of(said.because, is_product)]}


def _table(table: Table) -> dict[str, Any]:
    """With a cell above the headings of the rows, as a page needs it."""
    rows = [list(row) for row in table.rows]
    missing = max((len(row) for row in rows), default=0) - len(table.columns)
    return {"columns": [*[""] * missing, *table.columns], "rows": rows}


def _card(page: Page, product: Product, answer: Answer) -> dict[str, Any]:
    card = card_of(product, answer.language, page.shop.settings.shop.currency)
    notes = [answer.lacking.get(product.id, ""), "" if card.is_available else page.say("sold_out")]
    return {
        "title": card.title,
        "price": money(card.price, card.currency),
        "list_price": money(card.list_price, card.currency),
        "picture": card.picture and picture_of(page.shop.release)(card.picture, 2 * CARD_PX),
        "alt": card.alt,
        "page": card.page,
        "note": " · ".join(filter(None, notes)),
    }
