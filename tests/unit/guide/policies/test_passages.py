from daogou.guide.policies.passages import LONGEST, passages, sentences

PAGE = """# Returns

*A demo.*

## What it costs

A line that
goes on. [Ask us](/help).

- **First** return: free
- Then ¥10

| To | Fast | Slow |
| --- | --- | --- |
| EU | ¥20 | ¥8 |
| US | ¥30 | |
"""


def test_paragraphs_items_and_rows_are_passages_under_their_heading():
    found = list(passages("returns", PAGE))
    assert [one.text for one in found] == [
        "A demo.",
        "A line that goes on. Ask us.",
        "First return: free",
        "Then ¥10",
        "EU: Fast ¥20; Slow ¥8",
        "US: Fast ¥30",
    ]
    assert {one.title for one in found} == {"Returns"}
    assert [one.source for one in found[:2]] == ["policy:returns", "policy:returns#what-it-costs"]


def test_chinese_lines_are_joined_without_a_space_and_headings_keep_their_signs():
    (found,) = passages("returns", "# 退换货\n\n## 延误、丢失\n\n七天内\n可退。")
    assert (found.text, found.source, found.language) == ("七天内可退。", "policy:returns#延误-丢失", "zh")


def test_the_evidence_has_the_passage_and_where_it_stands():
    (found,) = passages("care", "# Care\n\n## Down\n\nWash at 30 °C.")
    assert found.evidence.text == "Care › Down: Wash at 30 °C."
    assert found.evidence.kind == "policy"


def test_a_long_paragraph_is_cut_between_sentences():
    page = "# Page\n\n" + " ".join(f"Sentence {n} is about something." for n in range(40))
    found = [one.text for one in passages("page", page)]
    assert len(found) > 1
    assert all(len(text) <= LONGEST and text.endswith(".") for text in found)
    assert " ".join(found) == page.removeprefix("# Page\n\n")


def test_a_point_inside_a_number_ends_no_sentence():
    assert sentences("It is 2.5 cm. Really! 好的。对") == ["It is 2.5 cm.", "Really!", "好的。", "对"]


def test_an_empty_page_has_no_passages():
    assert list(passages("empty", "")) == []
