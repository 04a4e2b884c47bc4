"""Where an address finds a subhead, and on which level it stands."""

import re

import pytest

from articles.body import Targets, outline, render


def anchors(body):
    return [subhead.anchor for subhead in outline(body)]


def test_a_subhead_is_found_under_its_own_words():
    body = "<p>a</p><h2>How the <em>sum</em> was made!</h2><p>b</p>"
    assert anchors(body) == ["part-how-the-sum-was-made"]
    assert '<h2 id="part-how-the-sum-was-made">How the <em>sum</em> was made!</h2>' in render(
        body, Targets()
    )


def test_a_subhead_that_comes_or_goes_changes_no_others_anchor():
    before = anchors("<h2>One</h2><p>a</p><h2>Three</h2><p>b</p>")
    after = anchors("<h2>Nought</h2><p>x</p><h2>One</h2><p>a</p><h3>Two</h3><h2>Three</h2><p>b</p>")
    assert set(before) < set(after)


@pytest.mark.parametrize(
    "titles",
    [
        ["The vote", "The vote", "The vote"],
        ["The vote", "The vote 2", "The vote", "The  vote -- 2"],
        ["!!!", "???", "!!!", "🎉"],
        ["x" * 200 + " a", "x" * 200 + " b"],
        ["Headline", "replies", "gallery-1-1", "More", "Contents", "reply 5", "Correction 1"],
    ],
)
def test_no_two_parts_of_a_page_are_found_under_one_anchor(titles):
    found = anchors("".join(f"<h2>{title}</h2><p>text</p>" for title in titles))
    assert len(set(found)) == len(titles)
    assert all(re.fullmatch(r"part-[^\s\"'<>&#]+", anchor) for anchor in found)


def test_letters_of_any_script_stay_in_an_anchor():
    assert anchors("<h2>Über die Fähre</h2><h2>כותרת משנה</h2>") == [
        "part-über-die-fähre",
        "part-כותרת-משנה",
    ]


def test_no_level_is_left_out_below_the_headline():
    body = "<h3>First</h3><p>a</p><h2>Second</h2><h3>Third</h3><p>b</p>"
    assert [(one.words, one.level) for one in outline(body)] == [
        ("First", 2),
        ("Second", 2),
        ("Third", 3),
    ]
    assert re.findall(r"<(h\d)", render(body, Targets())) == ["h2", "h2", "h3"]
