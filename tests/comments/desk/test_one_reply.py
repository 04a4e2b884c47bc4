"""The page of one reply at the desk, and the page that puts its words right."""

import pytest
from django.urls import reverse

from comments import moderation
from comments.models import Appeal, Decision, Reason, Reply, Report, State
from tests import factories
from tests.comments import factories as replies

NUMBER = "Call me on 020 7946 0018 about the ferry."
WITHOUT = "Call me about the ferry."


@pytest.fixture
def reply(story):
    return replies.published(story, comment=NUMBER)


def page_of(desk, reply):
    return desk.get(reverse("admin:comments_reply_change", args=[reply.pk])).content.decode()


def edit(desk, reply, **typed):
    address = reverse("admin:comments_reply_edit", args=[reply.pk])
    data = {"seen": reply.seen_as, "comment": WITHOUT, "note": "", **typed}
    return desk.post(address, data, follow=True)


def test_a_moderator_puts_words_right_and_is_led_back_to_the_reply(desk, reply, moderator):
    address = reverse("admin:comments_reply_edit", args=[reply.pk])
    assert address in page_of(desk, reply)
    assert NUMBER in desk.get(address).content.decode()
    response = edit(desk, reply, note="a phone number")
    assert response.redirect_chain[-1][0] == reverse("admin:comments_reply_change", args=[reply.pk])
    page = response.content.decode()
    assert "The words were changed." in page
    assert "a phone number" in page
    assert f"Version 1, replaced by {moderator}" in page
    assert Reply.objects.get().comment == WITHOUT


def test_the_page_marks_what_changed_between_two_versions(desk, reply, moderator):
    moderation.edit(reply, by=moderator, comment="Call me soon about the ferry.")
    page = page_of(desk, reply)
    assert "<del>on 020 7946 0018 </del>" in page
    assert "<ins>soon </ins>" in page


@pytest.mark.parametrize("words", ["", "x", "y" * 3001])
def test_words_that_are_refused_stay_in_the_field_with_the_reason_beside_it(desk, reply, words):
    response = edit(desk, reply, comment=words, note="kept <note>")
    assert response.status_code == 422
    assert response.context["form"]["comment"].value() == words
    assert response.context["form"].errors["comment"]
    assert "kept &lt;note&gt;" in response.content.decode()
    assert Reply.objects.get().comment == NUMBER


def test_an_edit_that_came_too_late_keeps_what_was_typed_and_shows_what_stands_now(desk, reply):
    other = factories.user("Moderator", username="Other moderator")
    moderation.edit(reply, by=other, comment="What the colleague left.")
    response = edit(desk, reply, comment="My own version of it.")
    page = response.content.decode()
    assert response.status_code == 422
    assert "were changed meanwhile" in page
    assert "My own version of it." in page
    assert "What the colleague left." in page
    assert Reply.objects.get().comment == "What the colleague left."
    edit(desk, Reply.objects.get(), comment="My own version of it.")
    assert Reply.objects.get().comment == "My own version of it."


def test_an_edit_of_what_was_removed_meanwhile_says_so(desk, reply):
    other = factories.user("Moderator", username="Other moderator")
    moderation.remove(reply, by=other, reason=Reason.HATE)
    assert "Other moderator already decided" in edit(desk, reply).content.decode()


@pytest.mark.parametrize("state", [State.UNCONFIRMED, State.WITHDRAWN])
def test_what_cannot_be_edited_leads_back_with_a_sentence(desk, story, state):
    reply = replies.in_state(state, story)
    assert "cannot be edited" in edit(desk, reply).content.decode()
    assert reverse("admin:comments_reply_edit", args=[reply.pk]) not in page_of(desk, reply)


@pytest.mark.parametrize("number", ["0", "999999", "9" * 31])
def test_a_number_that_no_reply_has_is_not_found(desk, reply, number):
    assert desk.get(f"/admin/comments/reply/{number}/edit/").status_code == 404
    assert desk.post(f"/admin/comments/reply/{number}/edit/").status_code == 404


@pytest.mark.parametrize("role", ["Reporter", "Editor", "Publisher", "Picture editor"])
def test_nobody_but_a_moderator_opens_the_page_or_edits(client, reply, role):
    client.force_login(factories.user(role))
    address = reverse("admin:comments_reply_edit", args=[reply.pk])
    assert client.get(address).status_code == 403
    assert edit(client, reply).status_code == 403
    assert Reply.objects.get().comment == NUMBER


@pytest.mark.parametrize("seen", ["", "?", "published.1.0", "\x00", "published.9." + "9" * 400])
def test_a_page_that_never_was_changes_nothing(desk, reply, seen):
    assert edit(desk, reply, seen=seen).status_code == 422
    assert Reply.objects.get().comment == NUMBER


def test_the_page_shows_reports_and_who_answered_them(desk, reply, moderator):
    Report.objects.create(reply=reply, reason="personal-data", words="My <b>number</b>!")
    page = page_of(desk, reply)
    assert "It gives away somebody&#x27;s personal data" in page
    assert "My &lt;b&gt;number&lt;/b&gt;!" in page
    Report.objects.update(settled_by=Decision.objects.get())
    answered = Decision.objects.get().made_by
    assert f"Answered by {answered}: Approved." in page_of(desk, reply)


def test_the_page_shows_an_appeal_and_says_who_cannot_answer_it(client, story, moderator):
    pending = replies.pending(story)
    rejected = moderation.reject(pending, by=moderator, reason=Reason.HATE)
    appeal = Appeal.objects.create(
        reply=rejected, against=Decision.objects.get(), words="It was a joke."
    )
    Reply.objects.update(appealed_at=appeal.made_at)
    client.force_login(moderator)
    page = page_of(client, rejected)
    assert "It was a joke." in page
    assert "against a decision of yours" in page
    assert "a colleague the role Moderator" in page
    assert 'value="uphold"' not in page
    client.force_login(factories.user("Moderator"))
    page = page_of(client, rejected)
    assert 'value="uphold"' in page
    assert "against a decision of yours" not in page
    client.post(
        reverse("admin:comments_reply_decide", args=[rejected.pk]),
        {f"seen-{rejected.pk}": Reply.objects.get().seen_as, "verb": "uphold"},
    )
    assert Appeal.objects.get().settled_at is not None


def test_the_page_leads_to_its_writer(desk, reply):
    assert reverse("admin:comments_writer_change", args=[reply.writer_id]) in page_of(desk, reply)


def test_a_colleague_s_reply_leads_to_no_writer(desk, story, reporter):
    reply = replies.published(story)
    Reply.objects.update(writer=None, user=reporter, is_by_staff=True)
    assert "Everything about this writer" not in page_of(desk, reply)


@pytest.mark.parametrize("times", [1, 6])
def test_the_page_costs_the_same_however_much_happened(
    desk, reply, moderator, times, django_assert_num_queries
):
    present = Reply.objects.get()
    for number in range(times):
        present = moderation.edit(present, by=moderator, comment=f"Version {number} of it.")
        Report.objects.create(reply=reply, reason="hate")
    page_of(desk, reply)
    with django_assert_num_queries(12):
        page_of(desk, reply)
