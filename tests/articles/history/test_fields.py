"""Two contents of a story, compared field by field in words that a journalist reads."""

import re

from django.template.loader import render_to_string

from articles.comparison import changed_fields, changed_words, compare

EMPTY = {
    "headline": "Ferry saved by one vote",
    "short_headline": "",
    "standfirst": "",
    "dateline": "",
    "section": 3,
    "bylines": [{"person": 5, "guest": ""}],
    "lead_picture": None,
    "lead_caption": "",
    "body": "<p>Text.</p>",
    "tags": ["ferry", "harbour"],
    "related": [],
    "slug": "ferry",
    "replies_open": True,
}
NAMES = {
    "sections": {"3": "Local", "4": "Politics"},
    "people": {"5": "Ada Marsh", "6": "Bo Wend"},
    "pictures": {"7": "The old crane"},
    "stories": {"42": "The plan that failed"},
}


def changes(before=None, after=None, **options):
    options = {"before_names": NAMES, "after_names": NAMES, **options}
    return compare(EMPTY | (before or {}), EMPTY | (after or {}), **options)


def drawn(found):
    page = render_to_string("components/comparison.html", {"changes": found})
    return re.sub(r"\s+", " ", page)


def words(found):
    return " ".join(re.sub(r"<[^>]+>", " ", drawn(found)).split())


def test_contents_that_say_the_same_have_no_difference():
    assert changes() == []
    assert "Nothing differs" in drawn([])


def test_fields_are_named_in_the_order_in_which_a_story_is_read():
    after = EMPTY | {"tags": [], "body": "<p>Other.</p>", "headline": "Ferry lost by one vote"}
    assert changed_fields(EMPTY, after) == ["headline", "body", "tags"]
    assert changed_words(["tags", "headline", "body"]) == "headline, text and topics"


def test_a_content_of_before_a_field_existed_differs_only_where_the_field_is_filled():
    older = {name: value for name, value in EMPTY.items() if name != "short_headline"}
    assert changed_fields(older, EMPTY) == []
    assert changed_fields(older, EMPTY | {"short_headline": "Saved"}) == ["short_headline"]


def test_a_headline_is_compared_word_by_word():
    (change,) = changes(after={"headline": "Ferry lost by one vote"})
    assert [(piece.text, piece.became) for piece in change.pieces] == [
        ("Ferry ", "same"),
        ("saved ", "removed"),
        ("lost ", "added"),
        ("by one vote", "same"),
    ]


def test_people_sections_pictures_and_stories_are_called_by_their_names():
    page = words(
        changes(
            after={
                "bylines": [{"person": 6, "guest": ""}, {"person": None, "guest": "A guest"}],
                "section": 4,
                "lead_picture": 7,
                "related": [{"story": 42}, {"url": "https://example.org/", "title": "There"}],
                "replies_open": False,
            }
        )
    )
    for said in ("Bo Wend", "A guest", "removed: Ada Marsh", "Politics", "removed: Local"):
        assert said in page
    for said in ("The old crane", "The plan that failed", "There (https://example.org/)", "closed"):
        assert said in page


def test_what_was_deleted_since_keeps_the_name_it_had():
    (change,) = changes(
        {"section": 9}, before_names={"sections": {"9": "The old desk"}}, after_names=NAMES
    )
    assert [piece.words for piece in change.pieces] == ["The old desk", "Local"]


def test_what_nobody_knows_the_name_of_is_told_by_its_number():
    (change,) = changes({"section": 9}, before_names={}, after_names={})
    assert [piece.words for piece in change.pieces] == ["section 9", "section 3"]


def test_names_in_another_order_are_said_to_be():
    other = [{"person": 6, "guest": ""}, {"person": 5, "guest": ""}]
    (change,) = changes({"bylines": other[::-1]}, {"bylines": other})
    assert change.sentences == ["They stand in another order."]
    assert {piece.became for piece in change.pieces} == {"same"}


def test_a_text_tells_of_pictures_captions_lines_and_links_by_name():
    page = words(
        changes(
            {
                "body": '<p>See <a data-story="42">this</a> of it.</p>'
                '<figure data-picture="7"></figure>'
                '<aside data-read-also="42" data-label="read-also"></aside>'
            },
            {
                "body": "<p>See this of it.</p>"
                '<figure data-picture="7" data-caption="Seen at dawn"></figure>'
                '<aside data-read-also="42" data-label="own" data-words="Before"></aside>'
                '<figure data-embed="https://example.org/film"></figure>'
            },
        )
    )
    assert "“this” no longer leads to “The plan that failed”." in page
    assert "The old crane It has a caption for this story now: “Seen at dawn”" in page
    assert "Its label was “READ ALSO” and is “Before” now." in page
    assert "Embedded page: Added [added: https://example.org/film ]" in page


def test_words_that_only_became_a_heading_or_bold_are_told():
    page = words(
        changes(
            {"body": "<p>One line of it</p><p>Another line</p>"},
            {"body": "<h2>One line of it</h2><p>Another <strong>line</strong></p>"},
        )
    )
    assert "Paragraph before, now: Heading." in page
    assert "“line” is now bold." in page


def test_a_line_across_that_came_or_went_is_said_and_has_no_words():
    (change,) = changes({"body": "<p>One.</p>"}, {"body": "<p>One.</p><hr>"})
    assert [(part.label, part.status, part.pieces) for part in change.parts[1:]] == [
        ("Line across", "Added", [])
    ]


def test_a_long_stretch_that_stayed_is_folded():
    body = "".join(f"<p>Paragraph number {number} of the story.</p>" for number in range(30))
    (change,) = changes({"body": body}, {"body": body.replace("number 15 ", "number fifteen ")})
    assert [part.folded for part in change.parts] == [14, 0, 0, 0, 13]


def test_bodies_that_differ_in_nothing_that_is_seen_say_so():
    (change,) = changes(
        {"body": "<blockquote><p>a</p><p>b</p></blockquote>"},
        {"body": "<blockquote><p>a</p></blockquote><blockquote><p>b</p></blockquote>"},
    )
    assert change.parts == []
    assert len(change.sentences) == 1


def test_only_the_fields_that_are_asked_for_are_compared():
    found = changes(after={"slug": "other", "headline": "Other"}, only={"headline"})
    assert [change.name for change in found] == ["headline"]


def test_no_markup_of_a_text_reaches_the_page():
    hostile = '<img src=x onerror="alert(1)">'
    found = changes(
        {"headline": hostile, "body": "<p>&lt;script&gt;one&lt;/script&gt; of them</p>"},
        {"headline": "x", "body": "<p><strong>&lt;script&gt;</strong>two of them</p>"},
        before_names={"sections": {"3": hostile}},
    )
    page = drawn(found)
    assert "<img" not in page
    assert "<script" not in page
    assert "<strong" not in page
    assert "&lt;script&gt;" in page


def test_who_cannot_see_the_colours_is_told_what_came_and_went():
    page = drawn(changes(after={"headline": "Ferry lost by one vote"}))
    assert "<del" in page
    assert "<ins" in page
    assert "[removed: saved ]" in words(changes(after={"headline": "Ferry lost by one vote"}))
