"""What two people changed in one story: whose change stands alone, and what fits together."""

import pytest

from articles.merging import meetings, merge, put_together

CONTENT = {
    "headline": "Ferry saved",
    "standfirst": "One vote.\r\nNo more.",
    "body": "<p>One.</p><p>Two.</p><p>Three.</p>",
    "tags": ["council", "Ferry"],
    "bylines": [{"person": 1, "guest": ""}],
    "section": 3,
}


def changed(**fields):
    return {**CONTENT, **fields}


def met(base, theirs, mine):
    return {meeting.field: meeting for meeting in meetings(base, theirs, mine)}


def test_versions_that_say_the_same_do_not_meet():
    mine = changed(standfirst="One vote.\nNo more.", tags=["Council", "ferry"])
    assert met(CONTENT, CONTENT, mine) == {}


def test_what_only_one_changed_is_preset_to_that_one():
    found = met(CONTENT, changed(section=4), changed(headline="Ferry lost"))
    assert {name: one.preset for name, one in found.items()} == {
        "headline": "mine",
        "section": "theirs",
    }


def test_what_both_changed_is_for_a_person_to_choose():
    found = met(CONTENT, changed(headline="Theirs"), changed(headline="Mine"))
    assert found["headline"].preset is None


def test_without_what_both_began_from_everything_that_differs_is_asked():
    found = met(None, CONTENT, changed(headline="Mine", section=4))
    assert {one.preset for one in found.values()} == {None}
    assert not any(one.can_be_both for one in found.values())


@pytest.mark.parametrize(
    ("theirs", "mine", "together"),
    [
        ("aXc", "abY", "aXY"),  # neighbours
        ("abcd", "zabc", "zabcd"),  # one at each end
        ("ac", "abcd", "acd"),  # one took out what the other left alone
        ("aXc", "aXcd", "aXcd"),  # the same change twice is one
        ("", "", ""),
    ],
)
def test_changes_that_do_not_touch_are_put_together(theirs, mine, together):
    assert put_together("abc", theirs, mine) == list(together)


@pytest.mark.parametrize(
    ("theirs", "mine"),
    [
        ("aXc", "aYc"),  # the same part, otherwise
        ("abcX", "abcY"),  # two additions at one place: nobody knows their order
        ("ac", "aXc"),  # taken out by one, rewritten by the other
        ("", "abX"),
    ],
)
def test_changes_that_touch_are_not_put_together(theirs, mine):
    assert put_together("abc", theirs, mine) is None


def test_topics_of_both_are_kept_and_those_one_took_away_go():
    found = met(
        CONTENT, changed(tags=["Ferry", "harbour"]), changed(tags=["council", "Ferry", "x"])
    )
    assert found["tags"].both == ["Ferry", "harbour", "x"]


def test_the_choices_make_the_content():
    theirs, mine = changed(headline="Theirs", section=4), changed(headline="Mine")
    content = merge(
        theirs, mine, meetings(CONTENT, theirs, mine), {"headline": "mine", "section": "theirs"}
    )
    assert (content["headline"], content["section"]) == ("Mine", 4)


def test_a_text_of_very_many_paragraphs_is_not_put_together_and_costs_nothing():
    base = ["<p>a</p>"] * 20_000
    assert put_together(base, [*base, "b"], ["c", *base]) is None
