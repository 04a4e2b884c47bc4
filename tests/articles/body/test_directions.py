"""Words that run against their page, such as a paragraph of Hebrew in an English newspaper."""

import re

import pytest
from django.utils.translation import override

from articles.body import Targets, against_the_page, render

HEBREW = "הפסקה הזאת כתובה כולה בעברית"


@pytest.mark.parametrize(
    ("language", "words", "direction"),
    [
        ("en", "An English sentence.", ""),
        ("en", HEBREW, "rtl"),
        ("en", f"BBC {HEBREW}", "rtl"),  # by most letters, not by the first
        ("en", f"A long enough English sentence quotes {HEBREW[:5]} and goes on.", ""),
        ("en", "12 / 42 – !", ""),
        ("en", "", ""),
        ("he", HEBREW, ""),
        ("he", f"BBC {HEBREW}", ""),
        ("he", "An English sentence.", "ltr"),
        ("he", "12 / 42 – !", ""),
    ],
)
def test_only_words_that_run_against_the_page_are_marked(language, words, direction):
    with override(language):
        assert against_the_page(words) == direction


def test_each_block_of_a_body_runs_its_own_way():
    body = (
        f"<p>English.</p><p>{HEBREW}</p><h2>{HEBREW}</h2><ul><li><p>{HEBREW}</p></li></ul>"
        f"<blockquote><p>{HEBREW}</p></blockquote>"
        f'<blockquote data-pull="" data-by="A Person"><p>{HEBREW}</p></blockquote><p>English.</p>'
    )
    page = render(body, Targets())
    tags = re.findall(r"<(p|h2|ul|blockquote|figure)\b(?=[^>]* dir=\"rtl\")", page)
    assert tags == ["p", "h2", "ul", "blockquote", "figure"]
    assert page.count("<p>English.</p>") == 2


def test_a_body_in_one_script_has_no_marks():
    assert "dir=" not in render("<h2>A</h2><p>b</p><ol><li><p>c</p></li></ol>", Targets())
