"""What a row of the moderator's list says of a reply and its story, and where its links lead."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from articles.models import PublishedStory, Story
from comments.models import Reply, State
from tests import factories
from tests.comments import factories as replies

LIST = "/admin/comments/reply/"
VERDICTS = f"{LIST}verdicts/"


def page_of(desk, **asked):
    return desk.get(LIST, asked).content.decode()


def press(desk, reply, verb):
    data = {"verb": verb, "pick": f"{reply.pk}:{reply.seen_as}"}
    return desk.post(VERDICTS, data, follow=True).content.decode()


def withdraw(story):
    workflow.withdraw(story, by=factories.user("Editor"), note="legal")


def date_ahead(story):
    later = timezone.now() + timedelta(days=3)
    PublishedStory.objects.filter(pk=story.pk).update(published_at=later, updated_at=later)


def test_a_row_names_its_story_as_readers_see_it_whatever_the_desk_is_writing(desk, story):
    replies.pending(story)
    Story.objects.update(headline="Secret plans")
    for page in (page_of(desk), page_of(desk, story=story.pk)):
        assert f'<a href="{story.get_absolute_url()}">Ferry back in service</a>' in page
        assert "Secret plans" not in page


@pytest.mark.parametrize("hide", [withdraw, date_ahead])
def test_a_story_that_is_not_public_is_named_so_and_not_linked(desk, story, hide):
    reply = replies.pending(story)
    address = story.get_absolute_url()
    hide(story)
    one = reverse("admin:comments_reply_change", args=[reply.pk])
    for page in (page_of(desk), page_of(desk, story=story.pk), desk.get(one).content.decode()):
        assert "Ferry back in service (not public now)" in page
        assert address not in page


@pytest.mark.parametrize("hide", [withdraw, date_ahead])
def test_approving_under_a_story_that_is_not_public_says_that_readers_see_nothing(
    desk, story, hide
):
    reply = replies.pending(story)
    hide(story)
    page = press(desk, reply, "approve")
    assert "1 approved." in page
    assert "Readers do not see 1 published reply now" in page
    assert Reply.objects.get().state == State.PUBLISHED


def test_taking_back_a_removal_under_a_story_that_is_not_public_says_so_too(desk, story):
    reply = replies.in_state(State.REMOVED, story)
    withdraw(story)
    assert "Readers do not see 1 published reply now" in press(desk, reply, "restore")


@pytest.mark.parametrize("verb", ["approve", "spam"])
def test_under_a_story_that_readers_see_nothing_of_the_kind_is_said(desk, story, verb):
    assert "Readers do not see" not in press(desk, replies.pending(story), verb)


def test_an_address_in_a_reply_is_text_at_the_desk_and_a_link_under_the_story(client, desk, story):
    waiting = replies.pending(story, comment="See https://spam.example/now\nor <b>not</b>.")
    one = reverse("admin:comments_reply_change", args=[waiting.pk])
    for page in (page_of(desk), desk.get(one).content.decode()):
        plain = page.replace("<mark>", "").replace("</mark>", "")  # words of the spam score
        assert "See https://spam.example/now<br>or &lt;b&gt;not&lt;/b&gt;." in plain
        assert 'href="https://spam.example' not in page
    press(desk, waiting, "approve")
    assert (
        'href="https://spam.example/now"' in client.get(story.get_absolute_url()).content.decode()
    )


def test_the_moment_in_a_card_leads_to_the_reply(desk, story):
    reply = replies.pending(story, name="Ada")
    (address,) = re.findall(r'href="([^"]+)" aria-label="Open the reply by Ada">', page_of(desk))
    assert desk.get(address).context["reply"] == reply


def test_one_verdict_is_coloured_the_one_that_goes_on(desk, story):
    reply = replies.pending(story)
    page = page_of(desk)
    buttons = r'<button class="button ([^"]*)"[^>]*name="(?:verb|press)" value="(\w+)'
    assert re.findall(buttons, page) == [
        ("is-danger", "reject"),  # for what is ticked
        ("is-danger", "spam"),
        ("default", "approve"),
        ("is-danger", "spam"),
    ]
    assert reply.state == State.PENDING
