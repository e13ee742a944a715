import pytest

from daogou.core.errors import BadFeed
from daogou.core.product import Product, Variant
from daogou.core.rejection import Rejection
from daogou.sources.feeds import ROLE

RSS = '<rss xmlns:g="http://base.google.com/ns/1.0" version="2.0"><channel>{}</channel></rss>'
SHIRT = "<item><g:id>{}</g:id><title>Shirt</title><g:price>{} USD</g:price>{}</item>"


def read(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "feed.xml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
    return list(ROLE.open("google_merchant_xml").read(path))


def test_items_of_one_group_are_one_product(tmp_path):
    group = "<g:item_group_id>g</g:item_group_id><g:size>{}</g:size><g:color>Red/Green</g:color>"
    items = SHIRT.format("a", 9, group.format("S")) + SHIRT.format("b", 10, group.format("M"))
    [product] = read(tmp_path, RSS.format(items))
    assert product == Product(
        id="g",
        titles={"en": "Shirt"},
        attributes={"colour": ("Red", "Green")},
        variants=(
            Variant("a", {"size": "S"}, 9.0),
            Variant("b", {"size": "M"}, 10.0),
        ),
        currency="USD",
    )


def test_the_details_of_google_are_read(tmp_path):
    details = (
        "<g:title>Other</g:title><g:sale_price>7 USD</g:sale_price><g:availability>preorder</g:availability>"
        "<g:google_product_category>1604</g:google_product_category><g:gender>female</g:gender>"
        "<g:age_group>adult</g:age_group><g:image_link>https://x.example/1.jpg</g:image_link>"
        "<g:additional_image_link>https://x.example/2.jpg</g:additional_image_link>"
        "<g:additional_image_link>https://x.example/3.jpg</g:additional_image_link>"
        "<g:product_detail><g:attribute_name>Neckline</g:attribute_name><g:attribute_value>V</g:attribute_value>"
        "</g:product_detail><g:shipping><g:price>5 EUR</g:price></g:shipping>"
        "<description><![CDATA[<p>Soft &amp; warm</p>]]>&nbsp;!</description>"
    )
    [product] = read(tmp_path, RSS.format(SHIRT.format("a", 9, details)))
    assert product.title() == "Shirt"
    assert (product.variants[0].price, product.variants[0].list_price) == (7.0, 9.0)
    assert product.category == ()
    assert product.attributes == {"neckline": ("V",), "audience": ("female",)}
    assert [p.source[-5:] for p in product.pictures] == ["1.jpg", "2.jpg", "3.jpg"]
    assert product.descriptions == {"en": "Soft & warm\n!"}


def test_a_broken_item_is_refused_alone_with_its_line(tmp_path):
    items = "\n".join(
        [
            SHIRT.format("a", 1, ""),
            "<item>\n<g:id>b</g:id><title>S & P</title></item>",
            SHIRT.format("c", 1, ""),
        ]
    )
    first, refused, last = read(tmp_path, RSS.format("\n" + items))
    assert [first.id, last.id] == ["a", "c"]
    assert (refused.line, refused.reason) == (3, "is no well-formed XML")
    assert "&amp;" in refused.suggestion


def test_atom_and_other_encodings_are_read(tmp_path):
    text = (
        '<?xml version="1.0" encoding="gbk"?><feed xmlns="http://www.w3.org/2005/Atom" '
        "xmlns:g='http://base.google.com/ns/1.0'><entry><g:id>1</g:id><title>红色连衣裙</title>"
        '<link href="https://x.example/1"/></entry></feed>'
    )
    [product] = read(tmp_path, text, "gbk")
    assert product == Product("1", {"zh": "红色连衣裙"}, url="https://x.example/1")


def test_a_large_file_on_one_line_is_read_item_by_item(tmp_path):
    items = "".join(SHIRT.format(n, 1, f"<description>{'x' * 300}</description>") for n in range(2_000))
    assert [p.id for p in read(tmp_path, RSS.format(items))] == [str(n) for n in range(2_000)]


def test_an_item_without_end_is_refused_and_memory_stays_bounded(tmp_path):
    endless = "<item>" + "x" * 5_000_000
    items = read(tmp_path, RSS.format(SHIRT.format("a", 1, "") + endless + SHIRT.format("b", 1, "")))
    assert [i.id for i in items if isinstance(i, Product)] == ["a", "b"]
    assert [i.reason for i in items if isinstance(i, Rejection)] == ["is too long"]


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE rss SYSTEM "file:///etc/passwd">',
        "<!doctype rss>",
    ],
)
def test_entity_bombs_are_refused_before_anything_is_parsed(tmp_path, declaration):
    with pytest.raises(BadFeed, match="refused"):
        read(tmp_path, declaration + RSS.format(SHIRT.format("&b;", 1, "")))


def test_xml_without_items_is_an_error(tmp_path):
    with pytest.raises(BadFeed, match="<item>"):
        read(tmp_path, "<catalog><product>1</product></catalog>")


def test_an_unknown_encoding_is_an_error(tmp_path):
    with pytest.raises(BadFeed, match="klingon"):
        read(tmp_path, '<?xml version="1.0" encoding="klingon"?>' + RSS.format(""))
