"""Leading a body elsewhere: every place that pointed, and not a word more."""

import pytest

from articles.body import pointers, repointed, sanitise

LINE = '<aside data-read-also="{}" data-label="own" data-words="Mehr"></aside>'


def test_a_read_also_line_keeps_its_label_and_leads_to_the_other_story():
    assert repointed(f"<p>A</p>{LINE.format(5)}", 5, 6) == f"<p>A</p>{LINE.format(6)}"


def test_a_read_also_line_without_another_story_is_gone():
    assert repointed(f"<p>A</p>{LINE.format(5)}<p>B</p>", 5, None) == "<p>A</p><p>B</p>"


@pytest.mark.parametrize(
    "frame",
    [
        "<p>{}</p>",
        "<h2>{}</h2>",
        "<blockquote><p>{}</p><p>Two</p></blockquote>",
        '<blockquote data-pull="" data-by="Ada"><p>{}</p></blockquote>',
        "<ul><li><p>One</p><ol><li><p>{}</p></li></ol></li></ul>",
    ],
)
def test_a_link_is_led_elsewhere_or_becomes_its_words_wherever_it_stands(frame):
    before = frame.format('The <a data-story="5">old <strong>ferry</strong></a> sails')
    assert sanitise(before) == before
    elsewhere = frame.format('The <a data-story="6">old <strong>ferry</strong></a> sails')
    assert repointed(before, 5, 6) == elsewhere
    assert repointed(before, 5, None) == frame.format("The old <strong>ferry</strong> sails")


def test_what_leads_to_other_places_stays_as_it_is():
    body = (
        f'<p><a data-story="7">a</a> <a href="https://x.example/5">b</a></p>{LINE.format(7)}'
        '<figure data-picture="5"></figure><hr><figure data-embed="https://x.example/5"></figure>'
        '<aside data-read-also="" data-href="https://x.example/5" data-title="T"'
        ' data-label="read-also"></aside>'
    )
    assert sanitise(body) == body
    assert repointed(body, 5, 6) == body
    assert repointed(body, 5, None) == body


def test_every_place_is_led_elsewhere_and_stays_in_its_order():
    body = f'<p><a data-story="5">a</a> b <a data-story="5">c</a></p>{LINE.format(5)}'
    assert [one.target for one in pointers(repointed(body, 5, 6))] == [6, 6, 6]
    assert pointers(repointed(body, 5, None)) == []


def test_links_that_come_to_lead_to_the_same_story_are_one():
    body = '<p><a data-story="5">a</a><a data-story="6">b</a></p>'
    assert repointed(body, 5, 6) == '<p><a data-story="6">ab</a></p>'


def test_a_body_that_is_nothing_but_the_line_becomes_empty():
    assert repointed(LINE.format(5), 5, None) == ""
