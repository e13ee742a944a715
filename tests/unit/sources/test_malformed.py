"""Ten thousand malformed rows give ten thousand reasons, and the good rows between them all arrive."""

import csv
import io
import json
import random
from xml.sax.saxutils import escape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from daogou.core.product import Product
from daogou.core.rejection import Rejection
from daogou.sources.feeds import ROLE

GOOD_EVERY = 5  # a good row after so many bad ones


def good(number):
    return {"id": f"good-{number}", "title": f"连衣裙 {number}", "price": "19.90", "stock": "3"}


def csv_row(values):
    out = io.StringIO()
    csv.writer(out).writerow(values)
    return out.getvalue().encode()


def bad_csv_rows(dice, number):
    """One way to break a line of a table whose header is id,title,price,stock."""
    i = f"bad-{number}".encode()
    word = "".join(dice.choices("abcdefgh", k=8)).encode()
    return dice.choice(
        [
            b",Title,1,1\n",  # no id
            i + b",,1,1\n",  # no title
            i + b",T," + word + b",1\n",  # price in words
            i + b",T,-" + str(dice.randint(1, 999)).encode() + b",1\n",
            i + b",T,1e999,1\n",
            i + b",T,5 " + word + b",1\n",  # unknown currency
            i + b",T,1," + word + b"\n",  # stock in words
            i + b",T\n",  # cut off
            i + b",T,1,1,1,1\n",  # too many
            i + b",T\0T,1,1\n",
            i + b',"T,1,1\n',  # a quote that never closes
            i + b',"T"T,1,1\n',
            i + b",caf\xe9 \xff,1,1\n",  # Latin-1 in a UTF-8 file
            i + "，中文".encode("gb18030") + b",T,1,1\n",
            i + b"," + b"x" * dice.randint(1001, 9000) + b",1,1\n",  # huge title
            b"x" * 201 + b",T,1,1\n",
            i + b"\x01,T,1,1\n",
            i + b"," + b"x" * 140_000 + b",1,1\n" if dice.random() < 0.02 else b"good-0,again,1,1\n",
            word * 3 + b"\n",
            b"{" + word + b"}\n",
            b"<item><g:id>1</g:id></item>\n",
        ]
    )


def test_ten_thousand_malformed_rows_of_a_table(tmp_path):
    dice = random.Random(7)
    lines = [b"id,title,price,stock\n", csv_row(good(0).values())]
    expected = ["good-0"]
    for number in range(10_000):
        lines.append(bad_csv_rows(dice, number))
        if number % GOOD_EVERY == 0:
            lines.append(csv_row(good(number + 1).values()))
            expected.append(f"good-{number + 1}")
    path = tmp_path / "feed.csv"
    path.write_bytes(b"".join(lines))
    check("csv", path, expected, 10_000)


def bad_json_line(dice, number):
    record = good(number) | {"id": f"bad-{number}"}
    huge = "x" * 200_000 if dice.random() < 0.02 else "x" * 2_000
    changed = dice.choice(
        [
            {"id": None},
            {"id": ["a"]},
            {"id": {"deep": 1}},
            {"id": True},
            {"id": "a\u0000b"},
            {"id": "\ud800"},
            {"title": ""},
            {"title": 0.5 > 1},
            {"title": [1, 2]},
            {"title": huge},
            {"title": "caf\ufffd"},
            {"price": "cheap"},
            {"price": -1},
            {"price": 1e300},
            {"price": [1]},
            {"price": {"amount": {"deep": "x"}}, "price.amount": "y"},
            {"stock": "many"},
            {"stock": 1.5},
            {"currency": "EURO"},
            {"category": [["nested"]]},
            {"category": {"a": 1}, "brand": {"x": {"y": 2}}, "title": None},
            {"variants": "M"},
            {"variants": [1, 2]},
            {"variants": [{"sku": "a", "price": "free"}]},
            {"variants": [{"sku": "a"}, {"sku": "a"}]},
            {"variants": [{"options": ["M"]}]},
            {"attributes": {"colour": {"deep": [1]}}, "stock": "x"},
            {"attributes": {f"a{n}": "x" for n in range(300)}},
            {"url": 5},
        ]
    )
    whole = json.dumps(record | changed).encode()
    return dice.choice(
        [
            *[whole] * 9,
            json.dumps(record).encode()[: dice.randint(1, 40)],
            b"[" * 5_000 if dice.random() < 0.1 else b"[1, 2]",
            b'{"a":' * 3_000 if dice.random() < 0.1 else b'"text"',
            b"null",
            b"NaN",
            json.dumps(record).encode().replace(b"19.90", b"19.90\0"),
            b'{"id": "x", "title": "caf\xe9"}',
            b'{"id": "x", "title": "T", "price": Infinity}',
            b"12" * 3_000,
        ]
    )


def test_ten_thousand_malformed_lines_of_json(tmp_path):
    dice = random.Random(8)
    lines, expected = [json.dumps(good(0)).encode()], ["good-0"]
    for number in range(10_000):
        lines.append(bad_json_line(dice, number))
        if number % GOOD_EVERY == 0:
            lines.append(json.dumps(good(number + 1), ensure_ascii=False).encode())
            expected.append(f"good-{number + 1}")
    path = tmp_path / "feed.jsonl"
    path.write_bytes(b"\n".join(lines))
    check("jsonl", path, expected, 10_000)


def item(fields):
    return b"<item>%s</item>" % "".join(f"<g:{k}>{escape(v)}</g:{k}>" for k, v in fields.items()).encode()


def bad_item(dice, number):
    record = {"id": f"bad-{number}", "title": "T", "price": "5 CNY"}
    return dice.choice(
        [
            item(record | {"id": ""}),
            item(record | {"title": ""}),
            item(record | {"price": "five"}),
            item(record | {"price": "5 XQZ"}),
            item(record | {"title": "x" * 1_500}),
            item(record).replace(b"</g:title>", b""),
            item(record).replace(b"T<", b"Salt & pepper<"),
            item(record).replace(b"T<", b"&lol9;<"),
            item(record).replace(b"T<", b"a < b<"),
            item(record).replace(b"T<", b"caf\xe9\xff<"),
            item(record).replace(b"T<", b"\0<"),
            item(record).replace(b"</item>", b""),
            item(record)[: dice.randint(6, 40)],
            item(record).replace(b"<g:id>", b"<other:id>"),
            item(record).replace(b"<item>", b"<item><!ENTITY a 'b'>"),
            b"<item></item>",
            b"<item>" + b"<a>" * 300 + b"</item>",
        ]
    )


def test_ten_thousand_malformed_items_of_xml(tmp_path):
    dice = random.Random(9)
    parts, expected = [b'<rss xmlns:g="http://base.google.com/ns/1.0"><channel>', item(good(0))], ["good-0"]
    for number in range(10_000):
        parts.append(bad_item(dice, number))
        if number % GOOD_EVERY == 0:
            parts.append(item(good(number + 1)))
            expected.append(f"good-{number + 1}")
    path = tmp_path / "feed.xml"
    path.write_bytes(b"\n".join([*parts, b"</channel></rss>"]))
    check("google_merchant_xml", path, expected, 10_000)


def check(name, path, expected, count):
    items = list(ROLE.open(name, {"currency": "CNY"}).read(path))
    products = [item.id for item in items if isinstance(item, Product)]
    refused = [item for item in items if isinstance(item, Rejection)]
    assert products == expected
    assert len(refused) == count
    assert len({r.line for r in refused}) == count
    assert all(r.reason and r.field and r.line and r.suggestion and not r.part for r in refused)
    assert max(len(r.value) for r in refused) <= 200
    assert len({(r.field, r.reason) for r in refused}) < 40  # reasons can be counted
    json.dumps([r.value for r in refused]).encode()


noise = st.one_of(
    st.binary(max_size=80), st.text(max_size=40).map(lambda t: t.encode("utf-8", "surrogatepass"))
)


@pytest.mark.parametrize("name", ["csv", "google_merchant_tsv", "jsonl", "shopify", "vendure"])
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(lines=st.lists(noise.map(lambda b: b.replace(b"\n", b" ").replace(b"\r", b" ")), max_size=12))
def test_good_rows_arrive_whatever_lies_between_them(name, lines, tmp_path):
    header, first, last = FRAMES[name]
    path = tmp_path / "feed"
    path.write_bytes(b"\n".join([header, first, *lines, last, b""]))
    items = list(ROLE.open(name).read(path))
    products = [item.id for item in items if isinstance(item, Product)]
    assert "first-1" in products
    assert "last-1" in products


FRAMES = {
    "csv": (b"id,title", b"first-1,A", b"last-1,B"),
    "google_merchant_tsv": (b"id\ttitle", b"first-1\tA", b"last-1\tB"),
    "jsonl": (b"", b'{"id": "first-1", "title": "A"}', b'{"id": "last-1", "title": "B"}'),
    "shopify": (b"Handle,Title", b"first-1,A", b"last-1,B"),
    "vendure": (b"name,slug", b"A,first-1", b"B,last-1"),
}


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(lines=st.lists(noise, max_size=12))
def test_good_items_arrive_whatever_lies_between_them(lines, tmp_path):
    path = tmp_path / "feed.xml"
    middle = b"".join(b"<item>" + line.replace(b"<", b" ") + b"</item>" for line in lines)
    path.write_bytes(b"<rss>" + item(plain(1)) + middle + item(plain(2)) + b"</rss>")
    items = list(ROLE.open("google_merchant_xml").read(path))
    assert [i.id for i in items if isinstance(i, Product)] == ["good-1", "good-2"]
    assert len(items) == len(lines) + 2


def plain(number):
    """In ASCII: half a dozen noisy lines may well be taken for the file's encoding."""
    return {"id": f"good-{number}", "title": "Dress"}
