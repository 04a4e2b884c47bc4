"""Two bodies, compared as an editor reads them: what stayed, changed, came, went and moved."""

import random
import time
from functools import cache

import pytest

from articles.body import compare_bodies, compare_words, plain_text, sanitise

WORDS = "the ferry was saved by one vote while nobody in Marram slept, said Ada: 1,200 of them"


def kinds(before, after):
    return [change.became for change in compare_bodies(before, after)]


def said(before, after):
    """What became of the words of each part that is not as it was."""
    return [
        (change.became, "".join(f"{piece.became[0]}:{piece.text}|" for piece in change.pieces))
        for change in compare_bodies(before, after)
        if change.became != "same"
    ]


def test_a_word_inside_a_paragraph_is_the_only_thing_that_changed():
    before = "<p>First.</p><p>The ferry was saved by one vote.</p>"
    after = "<p>First.</p><p>The ferry was lost by one vote.</p>"
    assert said(before, after) == [("changed", "s:The ferry was |r:saved |a:lost |s:by one vote.|")]


def test_a_paragraph_that_came_and_one_that_went_are_told_where_they_stood():
    before = "<p>One is here.</p><p>Two goes away now.</p><p>Three.</p>"
    after = "<p>One is here.</p><p>Three.</p><p>Something wholly new arrives.</p>"
    assert kinds(before, after) == ["same", "removed", "same", "added"]


def test_a_moved_paragraph_is_shown_as_moved_and_not_as_removed_and_added():
    moving = "<p>This paragraph moves to the top of the story.</p>"
    rest = "<p>The first of the others stays.</p><p>So does the second of them, and long.</p>"
    up, down = (
        compare_bodies(rest + moving, moving + rest),
        compare_bodies(moving + rest, rest + moving),
    )
    assert [(one.became, one.direction) for one in up] == [
        ("moved", "up"), ("same", ""), ("same", ""), ("left", "up")
    ]  # fmt: skip
    assert [(one.became, one.direction) for one in down] == [
        ("left", "down"), ("same", ""), ("same", ""), ("moved", "down")
    ]  # fmt: skip


def test_a_paragraph_that_moved_and_changed_a_little_says_both():
    before = (
        "<p>A paragraph about the harbour and its old crane, which nobody wanted.</p>"
        "<p>Something that stays where it always was, and is long enough to.</p><p>Last.</p>"
    )
    after = (
        "<p>Something that stays where it always was, and is long enough to.</p><p>Last.</p>"
        "<p>A paragraph about the harbour and its new crane, which nobody wanted.</p>"
    )
    moved = compare_bodies(before, after)[-1]
    assert moved.became == "moved"
    assert [piece.text for piece in moved.pieces if piece.became == "added"] == ["new "]


def test_the_longer_of_two_that_changed_places_is_the_one_that_stayed():
    long, short = "<p>" + "A long paragraph. " * 9 + "</p>", "<p>The short one of the two.</p>"
    assert kinds(long + short, short + long) == ["moved", "same", "left"]


def test_a_paragraph_cut_in_two_and_two_made_one_keep_their_words():
    whole = "<p>The first half of it. The second half of it.</p>"
    halves = "<p>The first half of it.</p><p>The second half of it.</p>"
    parted, joined = compare_bodies(whole, halves), compare_bodies(halves, whole)
    assert [(one.became, one.seam) for one in parted] == [("changed", ""), ("changed", "split")]
    assert [(one.became, one.seam) for one in joined] == [("changed", "joined")]
    assert {piece.became for one in [*parted, *joined] for piece in one.pieces} == {"same"}


def test_points_headings_and_quotations_are_compared_word_by_word():
    before = (
        "<h2>What comes next</h2><ul><li><p>one point of it</p></li><li><p>two</p></li></ul>"
        "<blockquote><p>We never said that, ever.</p></blockquote>"
    )
    after = (
        "<h2>What came next</h2><ul><li><p>one point of them</p></li><li><p>two</p></li></ul>"
        "<blockquote><p>We always said that, ever.</p></blockquote>"
    )
    assert [text for _became, text in said(before, after)] == [
        "s:What |r:comes |a:came |s:next|",
        "s:one point of |r:it |a:them|",
        "s:We |r:never |a:always |s:said that, ever.|",
    ]


def test_a_picture_with_another_caption_is_the_same_picture():
    before, after = (
        '<figure data-picture="5"></figure>',
        ('<figure data-picture="5" data-caption="New"></figure>'),
    )
    assert kinds(before, after) == ["changed"]
    assert kinds(before, '<figure data-picture="6"></figure>') == ["removed", "added"]


def test_words_that_only_became_bold_or_lead_elsewhere_are_told():
    (change,) = compare_bodies(
        '<p>The <strong>ferry</strong> and the <a data-story="4">old plan</a> of it.</p>',
        '<p>The ferry and the <a href="https://example.org/">old plan</a> of it.</p>',
    )
    bold, link = change.touches
    assert (bold.words.strip(), bold.marks_off, bold.marks_on) == ("ferry", ("strong",), ())
    assert (link.words.strip(), link.link_off.story) == ("old plan", 4)
    assert link.link_on.href == "https://example.org/"


def test_a_link_whose_words_changed_still_leads_where_it_led():
    (change,) = compare_bodies(
        '<p>Read the <a data-story="4">old plan</a> for more of it.</p>',
        '<p>Read the <a data-story="4">new plan</a> for more of it.</p>',
    )
    assert change.touches == []


def test_a_line_rewritten_beyond_recognition_is_shown_whole():
    pieces = compare_words("Harbour ferry to be saved after all", "Council loses its nerve")
    assert [piece.became for piece in pieces] == ["removed", "added"]


def some_body(dice):
    def line():
        return " ".join(dice.choices(WORDS.split(), k=dice.randint(1, 14)))

    makers = [
        lambda: f"<p>{line()}</p>",
        lambda: f"<p>{line()} <strong>{line()}</strong> {line()}</p>",
        lambda: f"<h2>{line()}</h2>",
        lambda: f"<ul><li><p>{line()}</p><ol><li><p>{line()}</p></li></ol></li></ul>",
        lambda: f"<blockquote><p>{line()}</p><p>{line()}</p></blockquote>",
        lambda: f'<p><a data-story="{dice.randint(1, 3)}">{line()}</a><br>{line()}</p>',
        lambda: f'<figure data-picture="{dice.randint(1, 3)}"></figure>',
        lambda: f'<aside data-read-also="{dice.randint(1, 3)}" data-label="read-also"></aside>',
        lambda: "<hr>",
    ]
    return [dice.choice(makers)() for _ in range(dice.randint(0, 12))]


def some_edit(dice, blocks):
    edited = list(blocks)
    for _ in range(dice.randint(0, 5)):
        at = dice.randrange(len(edited) + 1)
        match dice.randrange(4):
            case 0:
                edited[at:at] = some_body(dice)[:1]
            case 1:
                del edited[at : at + 1]
            case 2 if edited:
                edited.insert(at % len(edited), edited.pop(dice.randrange(len(edited))))
            case _:
                edited = [block.replace("ferry", "boat", 1) for block in edited]
    return edited


@pytest.mark.parametrize("seed", range(150))
def test_no_word_of_either_text_is_lost_or_told_twice(seed):
    dice = random.Random(seed)
    blocks = some_body(dice)
    before, after = (sanitise("".join(one)) for one in (blocks, some_edit(dice, blocks)))
    told = compare_bodies(before, after)
    pieces = [piece for change in told for piece in change.pieces]
    now = "".join(f"{piece.text} " for piece in pieces if piece.became != "removed")
    assert "".join(now.split()) == "".join(plain_text(after).split())
    then = [piece.text for change in told for piece in change.pieces if piece.became != "added"]
    assert sorted("".join(then).replace(" ", "").replace("\n", "")) == sorted(
        "".join(plain_text(before).split())
    )


@pytest.mark.parametrize("seed", range(20))
def test_a_body_compared_with_itself_has_nothing_to_tell(seed):
    body = sanitise("".join(some_body(random.Random(seed))))
    assert {change.became for change in compare_bodies(body, body)} <= {"same"}


def test_the_old_words_of_each_line_stand_in_their_old_order():
    before = "Nine of the twelve councillors voted to keep the ferry in the spring."
    after = "Eight of twelve councillors wanted to keep the old ferry in spring, at last."
    pieces = compare_words(before, after)
    was = "".join(piece.text for piece in pieces if piece.became != "added")
    now = "".join(piece.text for piece in pieces if piece.became != "removed")
    assert was.split() == before.split()
    assert now.split() == after.split()


HOSTILE = {
    "one paragraph of 200,000 words": (
        "<p>" + "word and another " * 66_000 + "</p>",
        "<p>" + "another word and " * 66_000 + "</p>",
    ),
    "a megabyte of the same short line": ("<p>a</p>" * 120_000, "<p>b</p>" + "<p>a</p>" * 110_000),
    "two words by turns": ("<p>" + "a b " * 3000 + "</p>", "<p>" + "b a c " * 1200 + "</p>"),
    "many lines much alike": tuple(
        "".join(
            "<p>" + " ".join(f"a a b x{(line * turn + word) % 50}" for word in range(60)) + "</p>"
            for line in range(300)
        )
        for turn in (31, 37)
    ),
    "short lines, all in another order": tuple(
        "".join(f"<p>line number {number} of many</p>" for number in order)
        for order in (range(9000), range(8999, -1, -1))
    ),
}


@cache
def compared(name):
    """The changes of a hostile pair, and the seconds of processor time that finding them took."""
    started = time.process_time()
    return compare_bodies(*HOSTILE[name]), time.process_time() - started


@pytest.mark.parametrize("name", HOSTILE)
def test_a_comparison_takes_bounded_time_whatever_it_is_given(name):
    _changes, seconds = compared(name)
    assert seconds < 15


def test_a_line_of_too_many_words_is_rewritten_as_a_whole():
    ((change,), _seconds) = compared("one paragraph of 200,000 words")
    assert change.became == "rewritten"
    assert [piece.became for piece in change.pieces] == ["removed", "added"]
