"""The rules of one story, made by hand: who may, what holds then, who did it."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from comments import policy, posting, rules
from comments.models import StoryRules
from tests import factories
from tests.comments import factories as replies


@pytest.fixture
def story(db):
    return factories.published_story(headline="The verdict")


def screen_of(story):
    return reverse("admin:comments_storyrules_story", args=[story.pk])


@pytest.mark.parametrize("role", ["Moderator", "Editor"])
def test_a_moderator_or_an_editor_closes_a_story_and_it_says_who_did(client, story, role):
    user = factories.user(role)
    client.force_login(user)
    response = client.post(screen_of(story), {"openness": "closed", "mode": ""}, follow=True)
    page = response.content.decode()
    assert "Closed by hand." in page
    assert "closed them by hand for this story" in page
    kept = StoryRules.objects.get()
    assert (kept.openness, kept.made_by) == ("closed", user)
    assert not policy.are_replies_open(posting.live_story(story.pk))
    assert LogEntry.objects.get().user == user


def test_rules_by_hand_are_taken_back_and_the_other_rules_decide_again(story, moderator):
    rules.set_for_story(story, openness="closed", mode="trust", by=moderator)
    rules.set_for_story(story, openness="", mode="", by=moderator)
    in_force = policy.in_force(posting.live_story(story.pk))
    assert (in_force.is_open, in_force.mode_by) == (True, "house")
    assert StoryRules.objects.that_say_something().count() == 0


@pytest.mark.parametrize("role", ["Reporter", "Publisher", "Legal", "Picture editor"])
def test_nobody_else_makes_rules_for_a_story(client, story, role):
    user = factories.user(role)
    client.force_login(user)
    assert client.get(screen_of(story)).status_code == 403
    assert client.post(screen_of(story), {"openness": "closed"}).status_code == 403
    assert client.get("/admin/comments/storyrules/").status_code == 403
    with pytest.raises(rules.RulesRefused):
        rules.set_for_story(story, openness="closed", mode="", by=user)
    assert not StoryRules.objects.exists()


@pytest.mark.parametrize(
    ("openness", "mode"), [("ajar", ""), ("", "anarchy"), ("\x00", ""), ("x" * 5000, "hold")]
)
def test_what_is_no_rule_is_refused_at_its_field(client, story, moderator, openness, mode):
    client.force_login(moderator)
    response = client.post(screen_of(story), {"openness": openness, "mode": mode})
    assert response.status_code == 200
    assert response.context["form"].errors
    with pytest.raises(rules.RulesRefused):
        rules.set_for_story(story, openness=openness, mode=mode, by=moderator)
    assert not StoryRules.objects.exists()


@pytest.mark.parametrize("number", ["0", "99999", "9" * 30])
def test_a_story_that_is_not_there_has_no_screen(client, moderator, number):
    client.force_login(moderator)
    assert client.get(f"/admin/comments/storyrules/story/{number}/").status_code == 404


def test_a_killed_story_is_not_named_to_moderators(client, story, moderator):
    type(story).objects.filter(pk=story.pk).update(state="killed")
    client.force_login(moderator)
    assert client.get(screen_of(story)).status_code == 404


def test_the_list_names_the_stories_with_rules_of_their_own_and_leads_to_each(
    client, story, moderator
):
    other = factories.published_story(headline="Left to the rules")
    rules.set_for_story(story, openness="open", mode="", by=moderator)
    rules.set_for_story(other, openness="", mode="", by=moderator)
    client.force_login(moderator)
    page = client.get("/admin/comments/storyrules/").content.decode()
    assert f'href="{screen_of(story)}">The verdict</a>' in page
    assert "Left to the rules" not in page
    row = StoryRules.objects.get(story=story)
    leads = client.get(reverse("admin:comments_storyrules_change", args=[row.pk]))
    assert leads["Location"] == screen_of(story)


def test_a_reply_at_the_desk_leads_to_the_rules_of_its_story(client, story, moderator):
    reply = replies.pending(story)
    client.force_login(moderator)
    page = client.get(reverse("admin:comments_reply_change", args=[reply.pk])).content.decode()
    assert screen_of(story) in page
