"""The present policy in words: it says what is so, and tries a text without keeping anything."""

import pytest
from django.test import Client
from django.urls import reverse
from taggit.models import Tag

from comments import screening
from comments.models import (
    Confirmation,
    HouseRules,
    Reply,
    SectionRules,
    StoryRules,
    TopicRules,
    Writer,
)
from comments.screening.explaining import WORDS
from tests import factories

ADDRESS = "/admin/comments/houserules/policy/"
AKISMET = {"akismet_url": "https://a.example/", "akismet_key": "a key"}
HOOK = {"hook_url": "https://h.example/", "hook_secret": "a secret"}


def page_of(client):
    return client.get(ADDRESS).content.decode()


def try_out(client, words, **more):
    response = client.post(ADDRESS, {"words": words, "name": "Ada", "who": "new", **more})
    assert response.status_code == 200
    return response


def house(**fields):
    HouseRules.objects.update_or_create(pk=1, defaults=fields)


def test_every_check_is_explained_in_the_order_in_which_it_is_asked(desk):
    page = page_of(desk)
    titles = [f"<h3>{WORDS[check.__name__][0]}</h3>" for check in screening.CHECKS]
    places = [page.index(title) for title in titles]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {"mode": "trust"},
            "Replies of trusted writers appear at once, all others are read first.",
        ),
        ({"trusts_by_record": True, "trust_after": 7}, "earned with 7 approved replies"),
        ({"trusts_by_record": True, "trust_days": 77}, "none refused in 77 days"),
        ({"links_hold": 4}, "A reply with 4 web addresses or more is held."),
        ({"links_hold": 0}, "Web addresses hold no reply."),
        ({"banned_words": "a\nb\n\nc"}, "one of 3 banned words is refused"),
        ({"suspect_words": "a"}, "A reply with the one suspect word is held."),
        ({"refused_share": 44}, "A writer 44 % or more of whose replies"),
        ({"refused_share": 0}, "What was refused before holds no reply."),
        ({"refused_days": 9}, "refused in the last 9 days"),
        ({"refused_least": 6}, "as soon as 6 were decided"),
        ({"pause_seconds": 99}, "Between two of them 99 seconds must pass."),
        ({"hourly_by_address": 8}, "An address sends at most 8 replies an hour."),
        ({"hourly_by_network": 88}, "A network sends at most 88 replies an hour."),
        ({"shortest": 5}, "A reply has 5 to 3000 characters."),
        ({"longest": 555}, "A reply has 2 to 555 characters."),
        ({"closes_after": 3}, "Replies close 3 days after a story was first published"),
        ({"closes_after": 0}, "Replies never close by the clock."),
        ({"edit_minutes": 12}, "can change a reply for 12 minutes"),
        ({"edit_minutes": 0}, "A writer cannot change a reply."),
        (AKISMET, "shown to the Akismet service at https://a.example/, once"),
        (HOOK, "shown to the signed check at https://h.example/, once"),
        (AKISMET | HOOK, "https://a.example/ and to the signed check at"),
        (HOOK | {"outside_seconds": 9}, "finds nothing within 9 seconds"),
        ({"networks_kept_days": 4}, "is kept for 4 days"),
        ({"refused_kept_days": 40}, "are erased 40 days after"),
        ({"refused_kept_days": 0}, "Refused replies are kept for ever."),
        ({"digest_hours": "8, 14"}, "at these hours: 8, 14."),
        ({"digest_hours": ""}, "Moderators get no mail with what waits."),
        ({"hourly_confirmations": 6}, "at most 6 mails to confirm"),
    ],
)
def test_a_changed_rule_changes_its_sentence(desk, changes, sentence):
    assert sentence not in page_of(desk)
    house(**changes)
    assert sentence in page_of(desk)


def test_outside_services_are_spoken_of_once_and_only_where_they_are_asked(desk):
    house(akismet_url="https://a.example/", akismet_key="")
    assert page_of(desk).count("No service outside is asked.") == 1
    assert "https://a.example/" not in page_of(desk)
    house(**AKISMET)
    assert page_of(desk).count("https://a.example/") == 1
    assert "No service outside is asked." not in page_of(desk)


def test_rules_of_sections_topics_and_stories_are_said_and_go_when_they_are_taken_back(desk):
    section = factories.section(name="Courts")
    story = factories.published_story(headline="The verdict", section=section)
    page = page_of(desk)
    assert "Courts:" not in page
    SectionRules.objects.create(section=section, mode="hold", closes_after=2)
    topic = Tag.objects.create(name="trial")
    TopicRules.objects.create(topic=topic, force="closed", because="sub judice")
    StoryRules.objects.create(story=story, openness="open")
    page = page_of(desk)
    assert "Courts: Every reply from a guest is read before it appears." in page
    assert "Replies close 2 days after" in page
    assert "“trial”: Its stories take no replies" in page
    assert "Because: sub judice." in page
    assert "The verdict</a>: Kept open, whatever the other rules say. (Somebody," in page
    TopicRules.objects.update(force="hold")
    StoryRules.objects.update(openness="")
    page = page_of(desk)
    assert "“trial”: Every reply from a guest to its stories is read" in page
    assert "The verdict" not in page


def test_a_text_is_tried_and_nothing_is_kept_of_it(desk):
    house(suspect_words="casino", banned_words="viagra")
    before = Writer.objects.count()
    response = try_out(desk, "Come to the CÁSINO at http://a.example <b>now</b>")
    page = response.content.decode()
    assert "It waits for a moderator." in page
    assert "<mark>CÁSINO</mark>" in page
    assert "&lt;b&gt;now" in page
    assert "It has a suspect word: “casino”." in page
    assert "It has 1 web address." in page
    page = try_out(desk, "v1agra").content.decode()
    assert "It is refused, and its writer reads why." in page
    assert "<mark>v1agra</mark>" in page
    assert (Reply.objects.count(), Confirmation.objects.count()) == (0, 0)
    assert Writer.objects.count() == before


@pytest.mark.parametrize(
    ("who", "outcome"),
    [
        ("new", "It waits for a moderator."),
        ("trusted", "It appears at once."),
        ("held", "It waits for a moderator."),
        ("suspended", "It is refused"),
        ("banned", "It is refused"),
        ("staff", "It appears at once."),
    ],
)
def test_a_text_is_tried_as_whoever_would_send_it(desk, who, outcome):
    house(mode="trust")
    assert outcome in try_out(desk, "Some honest words.", who=who).content.decode()


def test_a_text_is_tried_under_a_section_or_a_story(desk):
    house(mode="trust")
    section = factories.section(name="Courts")
    SectionRules.objects.create(section=section, mode="hold")
    story = factories.published_story()
    StoryRules.objects.create(story=story, openness="closed")
    trusted = {"who": "trusted"}
    assert "It appears at once." in try_out(desk, "Words.", **trusted).content.decode()
    page = try_out(desk, "Words.", section=section.pk, **trusted).content.decode()
    assert "so say the rules of the section “Courts”" in page
    for named in (story.pk, f"https://x.example{story.published.get_absolute_url()}#replies"):
        page = try_out(desk, "Words.", story=named, **trusted).content.decode()
        assert "Replies to this story are closed." in page


@pytest.mark.parametrize(
    "named", ["0", "9" * 30, "²", "/2026/13/45/x/", "/0000/01/01/x/", "x", "\x00"]
)
def test_a_story_that_is_not_there_is_said_at_its_field(desk, named):
    response = try_out(desk, "Kept as typed.", story=named or " ")
    if text := response.context["form"].errors.get("story"):
        assert "Readers see no story there now." in text
    assert "Kept as typed." in response.content.decode()


@pytest.mark.parametrize("words", ["", "x" * 200_000, "\x00\u202e\u200b", "{{ 7|add:1 }}"])
def test_any_text_can_be_tried(desk, words):
    response = desk.post(ADDRESS, {"words": words, "who": "new"})
    assert response.status_code == 200


def test_an_unknown_sender_or_section_is_said_at_its_field(desk):
    errors = try_out(desk, "Words.", who="king", section="99").context["form"].errors
    assert set(errors) == {"who", "section"}


def test_trying_a_text_needs_a_form_of_ours(moderator):
    client = Client(enforce_csrf_checks=True)
    client.force_login(moderator)
    assert client.post(ADDRESS, {"words": "x", "who": "new"}).status_code == 403


def test_the_menu_leads_moderators_and_editors_to_the_policy(client, moderator, editor):
    for user in (moderator, editor):
        client.force_login(user)
        assert "/admin/comments/houserules/" in client.get("/admin/").content.decode()
        response = client.get("/admin/comments/houserules/")
        assert response["Location"] == reverse("admin:comments_policy")


@pytest.mark.parametrize("stories", [1, 15])
def test_the_page_costs_the_same_however_many_rules_there_are(
    desk, stories, django_assert_max_num_queries
):
    for number in range(stories):
        story = factories.published_story(tags=[f"topic {number}"])
        StoryRules.objects.create(story=story, mode="hold")
        SectionRules.objects.create(section=story.section, mode="trust")
        topic = Tag.objects.get(name=f"topic {number}")
        TopicRules.objects.create(topic=topic, force="hold")
    desk.get(ADDRESS)
    with django_assert_max_num_queries(12):
        desk.get(ADDRESS)
