"""A shop's Markdown page as HTML; HTML in it is shown as text, its headings can be linked to."""

from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from daogou.guide.policies.passages import anchor_of


def html_of(markdown: str) -> Markup:
    """With an ``id`` on each heading, the one by which the guide names it as its source."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = parser.parse(markdown)
    for heading, inline in pairwise(tokens):
        if heading.type == "heading_open":
            heading.attrSet("id", anchor_of(_words(inline)))
    return Markup(parser.renderer.render(tokens, parser.options, {}))


def _words(inline: Token) -> str:
    return "".join(part.content for part in inline.children or () if part.type in ("text", "code_inline"))
