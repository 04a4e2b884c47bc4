"""Galleries in a body: what is stored of one, what it comes to, how a comparison tells of it."""

import pytest
from django.urls import reverse

from articles.body import (
    Patience,
    Targets,
    blocks_in,
    compare_bodies,
    plain_text,
    pointers,
    render,
    sanitise,
    with_library_words,
    without,
)
from articles.comparison import Names
from articles.comparison.parts import parts_of
from articles.models import Picture

from .checking import faults


def figure(number, words=""):
    return f'<figure data-picture="{number}"{words}></figure>'


def gallery(*figures, title=""):
    return f'<figure data-gallery=""{title}>{"".join(figures)}</figure>'


TWO = gallery(figure(5), figure(7))
TITLED = gallery(
    figure(5, ' data-caption="Own" data-alt="Seen"'), figure(7), title=' data-title="The day"'
)


@pytest.mark.parametrize("body", [TWO, TITLED, f"<p>a</p>{TWO}<p>b</p>{TITLED}"])
def test_a_gallery_that_keeps_the_grammar_stays_as_it_is(body):
    assert faults(body) == []
    assert sanitise(body) == body


@pytest.mark.parametrize(
    ("source", "stored"),
    [
        (gallery(), ""),
        (gallery(figure(5)), figure(5)),
        (gallery(figure(5), title=' data-title="t"'), figure(5)),
        (gallery(figure(5), figure(7), figure(5, ' data-caption="again"')), TWO),
        (gallery(figure(5), gallery(figure(7), figure(5))), TWO),
        (gallery(figure(5), figure("x"), figure(0), figure(7)), TWO),
        (gallery(figure(5), "<p>words</p>", figure(7), "more"), f"{TWO}<p>words</p><p>more</p>"),
        (gallery(figure(5), "<ul><li>a" + figure(9) + "</ul>", figure(7)),
         gallery(figure(5), figure(9), figure(7)) + "<ul><li><p>a</p></li></ul>"),
        (f"<blockquote><p>a</p>{TWO}</blockquote>", f"<blockquote><p>a</p></blockquote>{TWO}"),
        (f"<ul><li>a{TWO}</li></ul>", f"<ul><li><p>a</p></li></ul>{TWO}"),
        (f"<p>a{TWO}b</p>", f"<p>a</p>{TWO}<p>b</p>"),
        ("<figure data-gallery data-title='  '>" + figure(5) + figure(7), TWO),
        ("<figure data-gallery=x data-picture=9>" + figure(5) + figure(7) + "</figure>", TWO),
        (gallery(figure(5), '<figure data-embed="https://x.example/"></figure>', figure(7)),
         f'{TWO}<figure data-embed="https://x.example/"></figure>'),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_gallery_is_repaired_and_no_picture_lost(source, stored):
    assert sanitise(source) == stored
    assert sanitise(stored) == stored


@pytest.mark.parametrize(("many", "galleries"), [(50, [50]), (51, [50, 1]), (103, [50, 50, 3])])
def test_more_pictures_than_a_gallery_holds_go_on_in_another(many, galleries):
    stored = sanitise(gallery(*map(figure, range(1, many + 1)), title=' data-title="t"'))
    assert faults(stored) == []
    assert [block.count("data-picture") for block in blocks_in(stored)] == galleries
    assert [pointer.target for pointer in pointers(stored)] == list(range(1, many + 1))
    assert stored.count('data-title="t"') == 1


def test_every_picture_is_pointed_to_in_its_place():
    found = pointers(f'<p><a data-story="4">a</a></p>{TITLED}{figure(5)}')
    assert [(one.kind, one.target, one.position) for one in found] == [
        ("link", 4, 0),
        ("picture", 5, 1),
        ("picture", 7, 2),
        ("picture", 5, 3),
    ]


def test_a_picture_that_is_gone_leaves_its_gallery_and_one_that_is_left_stands_alone():
    three = gallery(figure(5), figure(7, ' data-alt="x"'), figure(9))
    assert without(three, pictures={5}) == gallery(figure(7, ' data-alt="x"'), figure(9))
    assert without(three, pictures={5, 9}) == figure(7, ' data-alt="x"')
    assert without(f"<p>a</p>{three}", pictures={5, 7, 9}) == "<p>a</p>"


def test_own_words_are_given_up_where_they_are_meant_and_nowhere_else():
    own = ' data-caption="Own" data-alt="Own"'
    body = f"<p>Own</p>{figure(5, own)}{gallery(figure(5, own), figure(7, own))}"
    left = figure(5, ' data-alt="Own"')
    assert with_library_words(body, 5, "caption", "Own") == (
        f"<p>Own</p>{left}{gallery(left, figure(7, own))}"
    )
    assert with_library_words(body, 5, "alt", "Other") == body


def test_captions_and_titles_are_no_words_of_the_text():
    assert plain_text(f"<p>a</p>{TITLED}<p>b</p>") == "a\nb"


def told(before, after):
    names = Names({"pictures": {"5": "The pier", "7": "The boat", "9": "The gull"}})
    parts = parts_of(before, after, names, names, Patience())
    return [
        (f"{part.label}: {part.status}", [piece.text for piece in part.pieces], part.sentences)
        for part in parts
        if part.became != "same" and not part.folded
    ]


def test_a_comparison_says_which_pictures_came_and_went():
    before = f"<p>a</p>{gallery(figure(5), figure(7))}"
    after = f"<p>a</p>{gallery(figure(5), figure(9))}"
    assert told(before, after) == [
        ("Picture in a gallery: Removed", ["The boat"], []),
        ("Picture in a gallery: Added", ["The gull"], []),
    ]


def test_a_comparison_says_what_is_otherwise_of_a_picture_in_a_gallery():
    before = gallery(figure(5, ' data-caption="Old"'), figure(7))
    after = gallery(figure(5, ' data-alt="New"'), figure(7))
    ((status, _pieces, sentences),) = told(before, after)
    assert status == "Picture in a gallery: "
    assert sentences == [
        "It has the library's caption again, no longer: “Old”",
        "It has an alt text for this story now: “New”",
    ]


def test_a_comparison_says_that_a_picture_came_into_a_gallery_and_how_it_is_called():
    before = f"<p>a</p>{figure(5)}{figure(7)}"
    after = "<p>a</p>" + gallery(figure(5), figure(7), title=' data-title="The day"')
    found = told(before, after)
    assert found[0] == ("Title of the gallery: Added", ["The day"], [])
    assert [sentences for _status, _pieces, sentences in found[1:]] == [
        ["It stands in a gallery now."]
    ] * 2


def test_pictures_that_changed_their_order_are_told_as_moved():
    figures = [figure(number) for number in (5, 7, 9)]
    changes = compare_bodies(gallery(*figures), gallery(figures[2], *figures[:2]))
    assert [change.became for change in changes] == ["moved", "same", "same", "left"]


def shown(body, **pictures):
    found = {}
    for name, fields in pictures.items():
        number = int(name[1:])
        found[number] = Picture(
            pk=number, key="k", caption=f"Caption {name}", width=3, height=2, **fields
        )
    return render(body, Targets(pictures=found))


def test_a_gallery_shows_each_picture_with_its_words_and_its_place():
    page = shown(TITLED, p5={"credit": "Photo: A"}, p7={"credit": "Photo: B", "alt": "A boat"})
    assert page.count("<li ") == 2
    for words in ("The day", "2 pictures", "1 of 2", "Own", "Caption p7", "Photo: A", "Photo: B"):
        assert words in page
    assert 'alt="Seen"' in page
    assert 'alt="A boat"' in page
    assert 'href="#gallery-1-2"' in page
    assert page.count('id="gallery-1-') == 2


def test_two_galleries_of_a_page_have_names_of_their_own():
    page = shown(TWO + TWO, p5={}, p7={})
    assert page.count('id="gallery-2-1"') == 1


def test_a_picture_that_may_not_be_shown_leaves_its_gallery():
    three = gallery(figure(5), figure(7), figure(9))
    page = shown(three, p5={}, p7={"for_web": False}, p9={})
    assert "Caption p7" not in page
    assert "2 of 2" in page
    alone = shown(three, p5={"for_web": False}, p7={})
    assert "gallery" not in alone
    assert "Caption p7" in alone
    assert shown(f"<p>a</p>{three}", p5={"for_web": False}) == "<p>a</p>"


def test_a_picture_in_the_stead_of_several_is_shown_once():
    instead = Picture(pk=1, key="k", caption="Instead", credit="x", alt="x", width=3, height=2)
    ended = [Picture(pk=pk, for_web=False, fallback=instead) for pk in (5, 7)]
    page = render(TWO, Targets(pictures={one.pk: one for one in ended}))
    assert page.count("Instead") == 1
    assert "gallery" not in page


def test_a_comparison_says_that_a_gallery_was_parted_in_two_or_two_made_one():
    one = gallery(figure(5), figure(7), figure(9), figure(11))
    two = gallery(figure(5), figure(7)) + gallery(figure(9), figure(11))
    ((_status, pieces, sentences),) = told(one, two)
    assert (pieces, sentences) == (["The gull"], ["A gallery of its own begins with it now."])
    ((_status, pieces, sentences),) = told(two, one)
    assert (pieces, sentences) == (["The gull"], ["It no longer begins a gallery of its own."])
    assert told(two, f"<p>a</p>{two}") == [(": Added", ["a"], [])]


def test_a_picture_of_a_gallery_that_is_larger_than_its_place_leads_to_itself():
    small, large = {"width": 300, "height": 200}, {"width": 3000, "height": 4000}
    pictures = {
        number: Picture(pk=number, key=f"k{number}", **size)
        for number, size in ((5, small), (7, large))
    }
    page = render(TWO, Targets(pictures=pictures))
    assert page.count("figure__larger") == 1
    assert f'href="{reverse("articles:picture", args=["k7"])}"' in page
