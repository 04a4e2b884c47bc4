"""The buttons of a card, which are of one form, and the reasons, which a page has once."""

import re

import pytest

from comments.models import Decision, Reply, State
from tests.comments import factories as replies

LIST = "/admin/comments/reply/"
VERDICTS = f"{LIST}verdicts/"


def page_of(desk, **asked):
    return desk.get(LIST, asked).content.decode()


def presses(page):
    """What the buttons of the form of all cards say."""
    return re.findall(r'form="reply-one" name="press" value="([^"]+)"', page)


def card_of(page, reply):
    return page.partition(f'id="reply-{reply.pk}"')[2].partition('<li class="reply-card')[0]


def test_a_press_on_a_card_says_the_verb_the_reply_and_how_it_was_seen(desk, story):
    first, second = replies.pending(story), replies.pending(story)
    page = page_of(desk)
    (press,) = [one for one in presses(page) if one.startswith(f"approve:{first.pk}:")]
    assert press == f"approve:{first.pk}:{first.seen_as}"
    answer = desk.post(VERDICTS, {"press": press, "back": "queue=waiting", "shown": shown(page)})
    assert answer.url == f"{LIST}?queue=waiting#reply-{second.pk}"
    assert Reply.objects.get(pk=first.pk).state == State.PUBLISHED
    assert Reply.objects.get(pk=second.pk).state == State.PENDING


def shown(page):
    form = page.partition('id="reply-one"')[2].partition("</form>")[0]
    (numbers,) = re.findall(r'name="shown" value="([\d.]+)"', form)
    return numbers


def test_enter_in_a_note_presses_nothing(desk, story):
    replies.pending(story)
    form = page_of(desk).partition('id="reply-one"')[2].partition("</form>")[0]
    # A browser takes the form's first button for Enter (HTML, section 4.10.21.2).
    assert re.search(r"<button[^>]*>", form)[0] == '<button type="submit" disabled>'


def test_reasons_stand_once_on_a_page_for_a_script_and_on_no_card(desk, story):
    rows = [replies.pending(story) for _number in range(3)]
    page = page_of(desk)
    for verb in ("reject", "remove"):
        assert page.count(f'value="{verb}:::off-topic"') == 1
    for reply in rows:
        assert "off-topic" not in card_of(page, reply)
        assert f"ask=reject.{reply.pk}#reply-{reply.pk}" in card_of(page, reply)


def test_without_a_script_a_link_leads_to_the_reasons_of_one_card(desk, story):
    asked, beside = replies.pending(story), replies.pending(story)
    page = page_of(desk, queue="waiting", ask=f"reject.{asked.pk}")
    assert " open>" in card_of(page, asked)
    assert "off-topic" not in card_of(page, beside)
    press = f"reject:{asked.pk}:{asked.seen_as}:off-topic"
    assert press in presses(page)
    assert "ask=" not in re.search(r'name="back" value="([^"]*)"', page)[1]
    desk.post(VERDICTS, {"press": press, "note": "Seen before."})
    assert Reply.objects.get(pk=asked.pk).reason == "off-topic"
    assert Decision.objects.get(verb="reject").note == "Seen before."


@pytest.mark.parametrize("ask", ["", "reject", "reject.x", "fly.1", ".", "reject.999999", "\0"])
def test_reasons_that_nobody_can_give_are_shown_on_no_card(desk, story, ask):
    reply = replies.pending(story)
    page = page_of(desk, queue="waiting", ask=ask)
    assert " open>" not in card_of(page, reply)


@pytest.mark.parametrize(
    ("press", "said"),
    [
        ("", "There is no such reply."),
        ("approve", "There is no such reply."),
        ("approve:x:y", "There is no such reply."),
        ("approve:999999:x", "1 no longer exist."),
        ("fly:1:x", "There is no such verdict."),
        ("reject:1:x", "Choose a reason"),
        ("reject:1:x:ugly", "There is no such reason."),
        (":" * 300, "There is no such reply."),
        ("\0", "There is no such reply."),
    ],
)
def test_a_press_that_makes_no_sense_is_answered_in_words(desk, story, press, said):
    page = desk.post(VERDICTS, {"press": press}, follow=True)
    assert said in page.content.decode()
    assert not Decision.objects.exists()


def test_no_text_of_a_story_is_read_for_the_list(desk, story, django_assert_num_queries):
    replies.pending(story)
    page_of(desk)
    with django_assert_num_queries(15) as asked:
        page_of(desk)
    assert not [one for one in asked if '"body"' in one["sql"]]
