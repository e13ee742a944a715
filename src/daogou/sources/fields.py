"""Our fields, and the names that feeds give them in English and Chinese."""

import re

LANGUAGES = ("en", "zh")

# field -> names by which feeds call it, compared without case, spaces and punctuation; the first found wins
SYNONYMS: dict[str, tuple[str, ...]] = {
    "id": (
        *(
            "id",
            "product_id",
            "item_id",
            "spu",
            "spu_id",
            "goods_id",
            "asin",
            "product_code",
            "article_number",
        ),
        *(
            "商品id",
            "产品id",
            "宝贝id",
            "商品编号",
            "产品编号",
            "商品编码",
            "编号",
            "货号",
            "款号",
            "商家编码",
            "handle",
            "slug",
        ),
        *("sku", "sku_id", "gtin", "ean", "条码"),
    ),
    "title": (
        *(
            "title",
            "titles",
            "name",
            "product_name",
            "product_title",
            "item_name",
            "product_display_name",
            "display_name",
        ),
        *(
            "标题",
            "商品标题",
            "产品标题",
            "宝贝标题",
            "名称",
            "商品名称",
            "产品名称",
            "宝贝名称",
            "商品名",
            "品名",
        ),
    ),
    "description": (
        *(
            "description",
            "descriptions",
            "long_description",
            "product_description",
            "body",
            "details",
            "summary",
        ),
        *("描述", "商品描述", "产品描述", "宝贝描述", "详情", "商品详情", "简介", "卖点"),
    ),
    "brand": ("brand", "brand_name", "manufacturer", "vendor", "品牌", "品牌名", "品牌名称", "厂商"),
    "category": (
        *(
            "category",
            "categories",
            "category_path",
            "product_type",
            "google_product_category",
            "product_category",
        ),
        *("category_name", "类目", "商品类目", "分类", "商品分类", "类别", "品类"),
    ),
    "price": (
        "price",
        "price_amount",
        "price_value",
        "unit_price",
        "价格",
        "售价",
        "单价",
        "现价",
        "商品价格",
        "销售价",
    ),
    "sale_price": ("sale_price", "special_price", "discount_price", "促销价", "活动价", "优惠价", "折扣价"),
    "list_price": (
        *("list_price", "compare_at_price", "original_price", "regular_price", "msrp", "rrp"),
        *("原价", "市场价", "吊牌价", "划线价"),
    ),
    "currency": ("currency", "currency_code", "price_currency", "币种", "货币"),
    "stock": (
        *(
            "stock",
            "quantity",
            "qty",
            "stock_on_hand",
            "inventory",
            "inventory_quantity",
            "quantity_to_sell_on_facebook",
        ),
        *("库存", "库存数量", "商品库存", "数量"),
    ),
    "availability": (
        "availability",
        "in_stock",
        "available",
        "is_in_stock",
        "stock_status",
        "库存状态",
        "是否有货",
        "有货",
    ),
    "sku": ("sku", "sku_id", "variant_id", "variant_sku", "mpn", "skuid", "sku编码", "规格编码"),
    "url": ("url", "link", "product_url", "product_link", "链接", "商品链接", "网址"),
    "picture": (
        *(
            "picture",
            "image",
            "image_link",
            "image_url",
            "picture_url",
            "main_image",
            "img",
            "img_url",
            "photo",
        ),
        *(
            "image_path",
            "thumbnail",
            "图片",
            "主图",
            "商品图片",
            "商品主图",
            "图片链接",
            "图片地址",
            "图片路径",
        ),
    ),
    "pictures": (
        *("pictures", "images", "additional_image_link", "additional_images", "gallery", "photos"),
        *("附图", "更多图片", "商品图集", "细节图"),
    ),
    "videos": (
        *("videos", "video", "video_link", "video_url", "video_path", "product_video", "video_links"),
        *("视频", "商品视频", "主图视频", "视频链接", "视频地址"),
    ),
    "models": (
        *(
            "model_3d",
            "3d_model",
            "models_3d",
            "3d_models",
            "virtual_model_link",
            "model_3d_url",
            "glb",
            "gltf",
        ),
        *("models", "3d模型", "三维模型", "模型链接"),
    ),
    "group": (
        "item_group_id",
        "group_id",
        "group",
        "parent_id",
        "parent_sku",
        "style_id",
        "款式编号",
        "父商品id",
    ),
    "variants": ("variants", "skus", "规格列表"),
    "options.size": ("size", "sizes", "尺码", "尺寸", "大小", "尺码规格"),
    "attributes.colour": (
        *("colour", "color", "base_colour", "base_color", "colours", "colors", "color_name", "colour_name"),
        *("颜色", "颜色分类", "主色", "颜色规格"),
    ),
    "attributes.material": ("material", "fabric", "composition", "材质", "面料", "材料", "面料材质", "成分"),
    "attributes.pattern": ("pattern", "print", "图案", "花纹", "花型"),
    "attributes.style": ("style", "风格", "款式"),
    "attributes.season": ("season", "季节", "适用季节", "年份季节"),
    "attributes.occasion": ("occasion", "usage", "场合", "适用场合", "用途", "适用场景"),
    "attributes.audience": (
        *("audience", "gender", "target_audience", "age_group", "department"),
        *("性别", "适用性别", "人群", "适用人群", "适用对象"),
    ),
    "attributes.fit": ("fit", "fit_type", "版型"),
    "attributes.neckline": ("neckline", "collar", "neck", "领型", "领口"),
    "attributes.sleeve": ("sleeve", "sleeve_length", "sleeves", "袖长", "袖型"),
    "attributes.length": ("length", "衣长", "裙长", "裤长"),
}
_LANGUAGE_ENDINGS = {
    "en": ("en", "english", "eng", "enus", "engb", "英文", "英语"),
    "zh": ("zh", "chinese", "cn", "zhcn", "zhhans", "zhongwen", "中文", "汉语"),
}


def key(name: str) -> str:
    """A name as it is compared: ``Product Name``, ``product_name`` and ``g:productName`` are one."""
    bare = name.casefold().removeprefix("g:")
    return re.sub(r"[\W_]+", "", bare)


def _by_key() -> dict[str, list[tuple[int, str]]]:
    table: dict[str, list[tuple[int, str]]] = {}
    for field, names in SYNONYMS.items():
        for place, name in enumerate(names):
            table.setdefault(key(name), []).append((place, field))
            if field in ("title", "description"):
                for language, endings in _LANGUAGE_ENDINGS.items():
                    for ending in endings:
                        table.setdefault(key(name) + ending, []).append((place, f"{field}.{language}"))
    return table


_TABLE = _by_key()


def fields_of(column: str) -> list[tuple[int, str]]:
    """The fields that a column of this name may be, each with how good the name is (0 best)."""
    group, dot, name = column.partition(".")
    if dot and group in ("attributes", "options") and name:
        return [(0, f"{group}.{attribute_name(name)}")]
    return _TABLE.get(key(column), [])


def attribute_name(name: str) -> str:
    """The standard name of an attribute: ``颜色`` and ``Color`` are ``colour``."""
    for place_field in _TABLE.get(key(name), []):
        group, _, known = place_field[1].partition(".")
        if group in ("attributes", "options"):
            return known
    return re.sub(r"\s+", "_", name.strip().casefold())[:80]


def is_field(name: str) -> bool:
    """Whether a column may be mapped to this field."""
    group, _, rest = name.partition(".")
    if group in ("attributes", "options"):
        return bool(rest)
    if group in ("title", "description") and rest:
        return rest in LANGUAGES
    return name in SYNONYMS


def field_names() -> list[str]:
    """Every field that columns may be mapped to, for messages and docs."""
    texts = [f"{field}.{language}" for field in ("title", "description") for language in LANGUAGES]
    return [*SYNONYMS, *texts, "attributes.NAME", "options.NAME"]


def known_names() -> list[str]:
    """Every column name that is understood without a mapping."""
    return [name for names in SYNONYMS.values() for name in names]
