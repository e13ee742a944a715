import pytest

from daogou.guide.policies.passages import passages
from daogou.surfaces.web.markdown import html_of

PAGE = """# Returns

## How to *return* a `thing`

Send it back.

## 退款 与 换货

三天内。
"""


@pytest.mark.parametrize("passage", list(passages("returns", PAGE)), ids=lambda passage: passage.anchor)
def test_every_passage_that_the_guide_quotes_can_be_linked_to(passage):
    assert f'id="{passage.anchor}"' in html_of(PAGE)
    assert passage.text in html_of(PAGE)


def test_html_and_scripts_are_shown_as_text():
    html = html_of("## <b>x</b>\n\n<script>alert(1)</script>\n\n| a |\n| - |\n| b |\n")
    assert "<script>" not in html
    assert "<b>" not in html
    assert "<table>" in html
