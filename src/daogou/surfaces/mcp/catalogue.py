"""The tools that find, show and recommend products."""

import math
from typing import Annotated

from pydantic import Field

from daogou.assembly.shop import Shop
from daogou.core.errors import NotFound
from daogou.core.product import Product, Variant
from daogou.core.query import Query, Sort
from daogou.recommend.shelf import ShelfName
from daogou.search.answer import Facet
from daogou.surfaces.http.asking import MAX_TEXT, clean_text
from daogou.surfaces.mcp import asking
from daogou.surfaces.mcp.answers import Choice, Detail, Found, LookedUp, Narrowing, Opinion, Recommended
from daogou.surfaces.mcp.cards import card, cards_of
from daogou.surfaces.mcp.telling import short

SHOWN_VALUES = 12  # of a field to narrow by, the most frequent
SHOWN_REVIEWS = 3


class CatalogueTools:
    """``shopper_id``: who is advised; empty for a stranger."""

    def __init__(self, shop: Shop, shopper_id: str = "") -> None:
        self._shop = shop
        self._shopper_id = shopper_id

    def search_catalog(
        self,
        query: Annotated[
            str, Field(max_length=MAX_TEXT, description="What is wanted, in Chinese, English or others.")
        ] = "",
        filters: asking.Narrow = None,
        like: Annotated[
            str, Field(max_length=MAX_TEXT, description="A product id: find what resembles it.")
        ] = "",
        sort: Annotated[Sort, Field(description="The order of the products.")] = "relevance",
        limit: asking.Limit = 10,
        cursor: asking.Cursor = "",
        language: asking.Speaks = "en",
    ) -> Found:
        """Search the shop's products by words, filters, or likeness to one; conditions in the words are read
        ("red dress under 300", "300元以内的红色连衣裙"). Each product says why it was found."""
        offset = asking.offset_of(cursor)
        asked = Query(
            text=clean_text(query),
            like=like,
            language=language,
            filters=asking.constraints_of(filters),
            sort=sort,
            k=limit,
            offset=offset,
        )
        answer = self._shop.search(asked)
        end = offset + len(answer.ranking)
        return Found(
            products=cards_of(self._shop, answer.ranking, language),
            total=answer.total,
            cursor=str(end) if answer.ranking and end < answer.total else "",
            understood=[short(chip.label) for chip in answer.understood.chips],
            notes=list(answer.notes),
            narrow_by={facet.field: _values(facet) for facet in answer.facets},
            release=self._shop.release,
        )

    def lookup_catalog(
        self,
        ids: asking.Ids,
        language: asking.Speaks = "en",
    ) -> LookedUp:
        """Look several products up by their ids: current price and stock of each."""
        wanted = list(dict.fromkeys(ids))
        found = {product.id: product for product in self._shop.products(wanted)}
        return LookedUp(
            products=[card(self._shop, found[one], language) for one in wanted if one in found],
            not_found=[one for one in wanted if one not in found],
            release=self._shop.release,
        )

    def get_product(
        self,
        id: asking.ProductId,
        selected: Annotated[
            asking.Options | None,
            Field(description='Only variants with these options, as {"size": "M"}.'),
        ] = None,
        language: asking.Speaks = "en",
    ) -> Detail:
        """Everything about one product: description, attributes, variants to choose from, reviews."""
        product = self._shop.product(id)
        reviews = self._shop.reviews(id)
        ratings = [float(review["rating"]) for review in reviews]
        return Detail(
            product=card(self._shop, product, language),
            description=short(product.description(language)),
            attributes={name: [short(v) for v in values] for name, values in product.attributes.items()},
            variants=[_choice(variant) for variant in _selected(product, selected or {})],
            review_count=len(reviews),
            rating=round(math.fsum(ratings) / len(ratings), 2) if ratings else None,
            reviews=[
                Opinion(rating=float(one["rating"]), text=short(str(one["text"])))
                for one in reviews[:SHOWN_REVIEWS]
            ],
            release=self._shop.release,
        )

    def recommend(
        self,
        shelf: Annotated[ShelfName, Field(description="Which recommendations; see above.")] = "for_you",
        product_id: Annotated[
            str, Field(max_length=MAX_TEXT, description="For also_liked, goes_with and because.")
        ] = "",
        filters: asking.Narrow = None,
        limit: asking.Limit = 10,
        language: asking.Speaks = "en",
    ) -> Recommended:
        """Recommend: `for_you` and `back_again` from what this shopper did, if they agreed to that;
        `also_liked`, `goes_with` and `because` beside a product; `trending` for anybody."""
        found = self._shop.shelf(
            shelf,
            shopper_id=self._shopper_id,
            product_id=product_id,
            k=limit,
            filters=asking.constraints_of(filters),
        )
        return Recommended(
            shelf=found.name,
            about=found.about,
            recommender=found.recommender,
            products=cards_of(self._shop, found.ranking, language),
            release=self._shop.release,
        )


def _values(facet: Facet) -> list[Narrowing]:
    return [
        Narrowing(value=short(value.value), label=short(value.label), count=value.count)
        for value in facet.values[:SHOWN_VALUES]
    ]


def _selected(product: Product, options: dict[str, str]) -> list[Variant]:
    """Variants with all of these options.

    Raises:
        NotFound: none has them.
    """
    found = [v for v in product.variants if options.items() <= dict(v.options).items()]
    if options and not found:
        there: dict[str, dict[str, None]] = {}
        for variant in product.variants:
            for name, value in variant.options.items():
                there.setdefault(name, {})[value] = None
        listed = "; ".join(f"{name}: {', '.join(values)}" for name, values in there.items())
        raise NotFound(
            f"No variant of {product.id!r} has these options.", hint=f"There are {listed or 'none'}."
        )
    return found


def _choice(variant: Variant) -> Choice:
    return Choice(
        variant_id=variant.sku,
        options={short(name): short(value) for name, value in variant.options.items()},
        price=variant.price,
        list_price=variant.list_price,
        in_stock=variant.in_stock,
        stock=variant.stock,
    )
