"""A page's tags and words, for tests that read pages."""

from html.parser import HTMLParser


class Elements(HTMLParser):
    """(tag, attributes) of a page, in order; its text in ``words``."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.all: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.all.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words += data

    def having(self, tag: str, **attributes: str) -> list[dict[str, str | None]]:
        wanted = attributes.items()
        return [a for t, a in self.all if t == tag and all(a.get(name) == value for name, value in wanted)]


def elements(answer) -> Elements:
    return Elements(answer.text)
