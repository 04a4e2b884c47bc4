"""Which places of a body point to stories and pictures."""

from articles.body import Pointer, pointers


def test_every_place_that_points_is_found_in_the_order_of_the_text():
    body = (
        '<p>a <a data-story="3">b <strong>c</strong></a> <a href="https://x.example/">d</a></p>'
        '<aside data-read-also="4" data-label="related"></aside>'
        '<ul><li><p>e</p><ul><li><p><a data-story="5">f</a></p></li></ul></li></ul>'
        '<figure data-picture="4"></figure>'
        '<blockquote data-pull=""><p><a data-story="3">g</a></p></blockquote>'
    )
    assert pointers(body) == [
        Pointer("link", 3, 0),
        Pointer("read-also", 4, 1),
        Pointer("link", 5, 2),
        Pointer("picture", 4, 3),
        Pointer("link", 3, 4),
    ]


def test_two_links_side_by_side_to_different_stories_are_two_places():
    assert len(pointers('<p><a data-story="1">a</a><a data-story="2">b</a></p>')) == 2


def test_outside_pages_and_ids_that_cannot_be_are_no_places():
    body = (
        '<aside data-read-also="" data-href="https://x.example/" data-title="t"></aside>'
        '<p><a data-story="2147483648">a</a></p><figure data-picture="0"></figure>'
    )
    assert pointers(body) == []
