"""The traps of django-comments-xtd that were reproduced when it was tried, and that we are not in.

Here: its addresses, templates, forms and mails; what it does to rows is in test_xtd_traps_in_rows.

Numbers are those of the list in docs/decisions/0004-replies-on-xtd.md.
"""

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.core import mail
from django.template.loader import get_template
from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils import timezone
from django_comments_xtd import get_form, get_model

from comments import moderation
from comments.forms import LeaveAReplyForm
from comments.models import Reply, State
from tests import factories
from tests.comments import factories as replies


def test_xtd_stores_our_model_and_gives_out_our_form():
    assert get_model() is Reply
    assert get_form() is LeaveAReplyForm


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("comments-xtd-reply", (1,)),
        ("comments-xtd-confirm", ("key",)),
        ("comments-xtd-mute", ("key",)),
        ("comments-xtd-like", (1,)),
        ("comments-xtd-dislike", (1,)),
        ("comments-xtd-api-create", ()),
        ("comments-url-redirect", (1, 1)),
        ("comments-post-comment", ()),
        ("comments-flag", (1,)),
        ("comments-delete", (1,)),
        ("comments-approve", (1,)),
    ],
)
def test_1_4_5_10_none_of_its_addresses_exists(name, arguments):
    with pytest.raises(NoReverseMatch):
        reverse(name, args=arguments)


def test_1_4_10_its_views_are_mounted_nowhere():
    def views(patterns):
        for pattern in patterns:
            if hasattr(pattern, "url_patterns"):
                yield from views(pattern.url_patterns)
            else:
                yield getattr(pattern.callback, "__module__", "")

    mounted = set(views(get_resolver().url_patterns))
    assert not {name for name in mounted if name.startswith(("django_comments", "rest_framework"))}


@pytest.mark.parametrize("state", [State.PENDING, State.REMOVED, State.REJECTED])
def test_1_answering_shows_nobody_the_text_of_what_is_not_published(client, story, state):
    reply = replies.in_state(state, story, comment="Not for readers.")
    response = client.get(reverse("comments:answer", args=[reply.pk]))
    assert response.status_code == 404
    assert "Not for readers." not in response.content.decode()


def test_2_4_25_26_none_of_its_tags_templates_or_scripts_is_used():

    folders = [settings.BASE_DIR / folder for folder in ("templates", "articles", "comments")]
    used = "".join(
        file.read_text()
        for folder in folders
        for file in folder.rglob("*")
        if file.suffix in {".html", ".txt", ".py"}
    )
    for word in (
        "comments_xtd_tags",
        "load comments ",
        "load comments_xtd",
        "tree_from_queryset",
        "get_comment_count",
        "nested_count}",
        "gravatar.com",
    ):
        assert word not in used


def test_3_no_gravatar_and_no_address_in_the_thread(client, story):
    replies.published(story, email="ada@example.org")
    page = client.get(story.get_absolute_url()).content.decode()
    assert "gravatar" not in page
    assert "ada@example.org" not in page


def test_5_6_the_link_holds_no_pickle_and_stays_short_whatever_was_typed(story, work_off):
    with work_off():
        replies.unconfirmed(story, comment="文" * 3000)
    (message,) = mail.outbox
    (link,) = [line for line in message.body.splitlines() if "/replies/confirm/" in line]
    assert len(link) < 120
    assert len(message.message().as_bytes()) < 10_000
    token = link.rstrip("/").rpartition("/")[2]
    assert len(token) == 43  # 32 random bytes, and nothing of the reply


def test_7_opening_a_link_confirms_nothing_and_pressing_twice_doubles_nothing(client, story):
    link = reverse("comments:confirm", args=[replies.token_for(replies.unconfirmed(story))])
    client.get(link)
    assert Reply.objects.get().state == State.UNCONFIRMED
    client.post(link)
    client.post(link)
    assert Reply.objects.get().state == State.PENDING


def test_7_a_link_brings_nothing_deleted_back(client, story):
    reply = replies.unconfirmed(story)
    link = reverse("comments:confirm", args=[replies.token_for(reply)])
    reply.delete()
    assert client.post(link).status_code == 410
    assert not Reply.objects.exists()


def test_9_nobody_can_subscribe_somebody_else_to_anything(client, story, moderator, work_off):
    data = replies.form_data(story, followup="on", email="stranger@example.org")
    client.post(reverse("comments:post", args=[story.pk]), data)
    reply = Reply.objects.get()
    Reply.objects.filter(pk=reply.pk).become(State.PUBLISHED, at=timezone.now())
    answer = replies.pending(story, answering=reply)
    with work_off():
        moderation.approve(answer, by=moderator)
    assert not any("answered" in message.subject for message in mail.outbox)


def test_10_a_reply_links_to_our_own_address_and_to_no_draft(story):
    reply = replies.published(story)
    assert reply.get_absolute_url() == f"/replies/{reply.pk}/"
    assert reply.get_content_object_url() == f"/replies/{reply.pk}/"
    assert reply.get_reply_url() == f"/replies/answer/{reply.pk}/"


def test_11_the_form_asks_for_no_address_to_link_a_name_to(client, story):
    assert "url" not in LeaveAReplyForm(story.readers_copy).fields
    data = replies.form_data(story) | {"url": "https://spam.example/"}
    client.post(reverse("comments:post", args=[story.pk]), data)
    assert Reply.objects.get().user_url == ""


@pytest.mark.parametrize(
    "changes", [{"timestamp": "1"}, {"honeypot": "x"}, {"security_hash": "0" * 40}]
)
def test_22_23_no_refusal_is_a_blank_page_or_a_page_without_the_text(client, story, changes):
    data = replies.form_data(story, comment="Typed with care.", **changes)
    response = client.post(reverse("comments:post", args=[story.pk]), data)
    page = response.content.decode()
    assert response.status_code == 400
    assert "Typed with care." in page
    assert "Ferry back in service" in page


def test_22_the_page_with_the_form_sets_no_cookie_and_can_be_cached(client, story):
    response = client.get(story.get_absolute_url())
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_24_moderators_hold_the_permission_that_counts_and_xtd_s_as_well(db):
    names = set(
        Group.objects.get(name="Moderator").permissions.values_list(
            "content_type__app_label", "codename"
        )
    )
    assert ("comments", "moderate_reply") in names
    assert ("django_comments", "can_moderate") in names


def test_25_the_site_s_page_for_unknown_addresses_is_its_own(client, db):
    assert "django_comments_xtd" not in get_template("404.html").origin.name
    page = client.get("/no/such/address/").content.decode()
    assert "django-comments-xtd" not in page


def test_27_mails_use_the_site_s_own_scheme_and_keep_signs_as_signs(story, work_off, settings):
    settings.SITE_URL = "https://news.example.org"
    other = factories.published_story(headline="Fish & chips <again>")
    with work_off():
        replies.unconfirmed(other)
    (message,) = mail.outbox
    assert "https://news.example.org/replies/confirm/" in message.body
    assert "http://" not in message.body
    assert "Fish & chips <again>" in message.body
    assert "Fish &amp; chips &lt;again&gt;" in message.alternatives[0][0]
