"""A writer's page at the desk, and the list of writers: what they show, and what is done there."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from comments import standing
from comments.models import Reason, Reply, Standing, StandingChange, State, Writer, WriterNote
from tests import factories
from tests.comments import factories as replies

LIST = "/admin/comments/writer/"


@pytest.fixture
def reply(db):
    return replies.published(factories.published_story(), name="Ada", email="ada@example.org")


@pytest.fixture
def writer(reply):
    return reply.writer


def page_of(desk, writer):
    return desk.get(reverse("admin:comments_writer_change", args=[writer.pk])).content.decode()


def press(desk, writer, verb, **typed):
    data = {"verb": verb, "seen": standing.seen_as(writer), "reason": "insults", **typed}
    return desk.post(reverse("admin:comments_writer_stand", args=[writer.pk]), data, follow=True)


def now(writer):
    return Writer.objects.get(pk=writer.pk).standing


def test_the_page_shows_address_names_record_and_last_replies(desk, writer, reply):
    page = page_of(desk, writer)
    for words in ("ada@example.org", "Ada", "1 approved", reply.comment, "Published"):
        assert words in page
    assert reverse("admin:comments_reply_change", args=[reply.pk]) in page


def test_it_is_said_beside_the_reason_that_a_ban_s_is_mailed(desk, writer):
    page = page_of(desk, writer)
    said = page.index("the writer reads it in a mail, in these words")
    assert page.index("Reason, for the log") < said < page.index('id="stand-reason"')


@pytest.mark.parametrize(
    ("verb", "stands"),
    [("trust", Standing.TRUSTED), ("hold", Standing.HELD), ("ban", Standing.BANNED)],
)
def test_a_button_gives_a_standing_which_the_page_then_shows(desk, writer, moderator, verb, stands):
    page = press(desk, writer, verb, reason="for <this>").content.decode()
    assert now(writer) == stands
    assert f"No standing → {stands.label}" in page
    assert "for &lt;this&gt;" in page
    assert str(moderator) in page


def test_a_suspension_is_typed_in_the_newsroom_s_own_time(desk, writer, settings):
    until = timezone.localtime() + timedelta(days=2)
    press(desk, writer, "suspend", until=until.strftime("%Y-%m-%dT%H:%M"))
    suspended = Writer.objects.get()
    assert timezone.localtime(suspended.standing_until).strftime("%H:%M") == until.strftime("%H:%M")
    assert suspended.standing_at() == Standing.SUSPENDED


@pytest.mark.parametrize(
    "until",
    ["", "yesterday", "2001-01-01T00:00", "9999-12-31T23:59", "0001-01-01T00:00", "\x00", "9" * 99],
)
def test_a_suspension_without_a_moment_ahead_is_refused_at_its_field(desk, writer, until):
    response = press(desk, writer, "suspend", until=until, reason="Why I <did> it")
    assert response.status_code == 422
    assert response.context["standing_form"].errors["until"]
    assert "Why I &lt;did&gt; it" in response.content.decode()
    assert now(writer) == Standing.NONE


@pytest.mark.parametrize("reason", ["", " \u200b ", "r" * 501])
def test_a_standing_without_a_reason_is_refused_at_its_field(desk, writer, reason):
    response = press(desk, writer, "ban", reason=reason)
    assert response.status_code == 422
    assert response.context["standing_form"].errors["reason"]
    assert now(writer) == Standing.NONE


def test_a_page_left_open_changes_nothing_and_keeps_the_reason(desk, writer):
    other = factories.user("Moderator", username="Other moderator")
    seen = standing.seen_as(writer)
    standing.trust(writer, by=other, reason="kind")
    response = press(desk, writer, "ban", seen=seen, reason="not kind")
    page = response.content.decode()
    assert "Other moderator changed how this writer stands" in page
    assert "not kind</textarea>" in page
    assert now(writer) == Standing.TRUSTED
    press(desk, writer, "ban", seen=response.context["seen"], reason="not kind")
    assert now(writer) == Standing.BANNED


@pytest.mark.parametrize("typed", [{"seen": ""}, {"seen": "\x00"}, {"seen": "9" * 99}])
def test_a_page_that_never_was_changes_nothing(desk, writer, typed):
    assert press(desk, writer, "ban", **typed).status_code == 422
    assert now(writer) == Standing.NONE


@pytest.mark.parametrize("verb", ["", "promote", "take_back", "__class__", "\x00"])
def test_a_button_that_there_is_not_does_nothing(desk, writer, verb):
    assert press(desk, writer, verb).status_code == 422
    assert not StandingChange.objects.exists()


def test_a_ban_refuses_what_waits_and_can_be_taken_back_with_it(desk, writer, reply):
    waits = replies.pending(reply.story)
    Reply.objects.filter(pk=waits.pk).update(writer=writer)
    press(desk, writer, "ban", reject_waiting="on", reject_as="abusive")
    rejected = Reply.objects.get(pk=waits.pk)
    assert (rejected.state, rejected.reason) == (State.REJECTED, Reason.ABUSIVE)
    assert "1 reply was refused with it" in page_of(desk, writer)
    address = reverse("admin:comments_writer_take_back", args=[writer.pk])
    change = StandingChange.objects.get()
    response = desk.post(address, {"change": change.pk, "with_replies": "on"})
    assert response.context["take_back_form"].errors["reason"]
    data = {"change": change.pk, "reason": "a mix-up", "with_replies": "on"}
    desk.post(address, data)
    assert now(writer) == Standing.NONE
    assert Reply.objects.get(pk=waits.pk).state == State.PENDING
    again = desk.post(address, data, follow=True).content.decode()
    assert "changed how this writer stands" in again
    assert StandingChange.objects.count() == 2


@pytest.mark.parametrize("number", ["", "x", "0", "-1", "9" * 31, "\x00"])
def test_a_change_that_there_is_not_is_not_taken_back(desk, writer, moderator, number):
    standing.ban(writer, by=moderator, reason="spam")
    address = reverse("admin:comments_writer_take_back", args=[writer.pk])
    assert desk.post(address, {"change": number, "reason": "x"}).status_code == 422
    assert now(writer) == Standing.BANNED


def test_another_writer_s_change_is_not_taken_back_here(desk, writer, moderator):
    other = Writer.objects.create(address="grace@example.org")
    change = standing.ban(other, by=moderator, reason="spam")
    address = reverse("admin:comments_writer_take_back", args=[writer.pk])
    assert desk.post(address, {"change": change.pk, "reason": "x"}).status_code == 422
    assert now(other) == Standing.BANNED


def test_notes_are_added_and_deleted_by_their_own_author(desk, client, writer, moderator):
    add = reverse("admin:comments_writer_note", args=[writer.pk])
    assert (
        "Met &lt;her&gt;." in desk.post(add, {"words": "Met <her>."}, follow=True).content.decode()
    )
    assert desk.post(add, {"words": " "}).status_code == 422
    note = WriterNote.objects.get()
    forget = reverse("admin:comments_writer_forget_note", args=[writer.pk])
    client.force_login(factories.user("Moderator"))
    assert "Delete your note" not in page_of(client, writer)
    page = client.post(forget, {"note": note.pk}, follow=True).content.decode()
    assert "Only who wrote a note can delete it." in page
    client.force_login(moderator)
    desk.post(forget, {"note": note.pk})
    assert not WriterNote.objects.exists()
    assert desk.post(forget, {"note": "9" * 40}, follow=True).status_code == 200


@pytest.mark.parametrize("role", ["Reporter", "Editor", "Publisher", "Picture editor"])
def test_nobody_but_a_moderator_sees_writers_or_decides_about_them(client, writer, role):
    client.force_login(factories.user(role))
    assert client.get(LIST).status_code == 403
    assert client.get(f"{LIST}{writer.pk}/change/").status_code == 403
    for name in ("stand", "take_back", "note", "forget_note"):
        address = reverse(f"admin:comments_writer_{name}", args=[writer.pk])
        assert client.post(address, {"verb": "ban", "reason": "x"}).status_code == 403
        assert client.get(address).status_code in {403, 405}
    assert now(writer) == Standing.NONE


@pytest.mark.parametrize("number", ["0", "999999", "9" * 31])
def test_a_number_that_no_writer_has_is_not_found(desk, writer, number):
    for act in ("standing", "take-back", "note", "forget"):
        assert desk.post(f"{LIST}{number}/{act}/", {}).status_code == 404


def test_an_address_that_nobody_confirmed_cannot_be_trusted_here(desk, db):
    writer = replies.unconfirmed().writer
    page = page_of(desk, writer)
    assert "Nobody confirmed it" in page
    assert 'value="trust"' not in page
    assert press(desk, writer, "trust").status_code == 422


def test_writers_are_found_by_address_by_name_and_by_standing(desk, writer, moderator):
    other = replies.pending(name="Grace Hopper", email="rear@example.com").writer
    for asked, found, missing in (
        ({"q": "ada@example"}, writer, other),
        ({"q": "hopper"}, other, writer),
        ({"q": "grace example.com"}, other, writer),
    ):
        page = desk.get(LIST, asked).content.decode()
        assert found.address in page
        assert missing.address not in page
    standing.ban(other, by=moderator, reason="spam")
    page = desk.get(LIST, {"standing": "banned"}).content.decode()
    assert other.address in page
    assert writer.address not in page


def test_a_suspension_that_is_over_is_not_in_the_list_of_suspended(desk, writer):
    past = timezone.now() - timedelta(days=1)
    Writer.objects.update(standing=Standing.SUSPENDED, standing_until=past)
    assert writer.address not in desk.get(LIST, {"standing": "suspended"}).content.decode()


@pytest.mark.parametrize("number", [1, 15])
def test_the_list_costs_the_same_for_many_writers(desk, number, django_assert_num_queries):
    story = factories.published_story()
    for _number in range(number):
        replies.pending(story)
    desk.get(LIST)
    with django_assert_num_queries(9):
        page = desk.get(LIST).content.decode()
    assert page.count("desk-writer__address") == number
    assert page.count('<span class="desk-record">') == number


@pytest.mark.parametrize("number", [1, 8])
def test_the_page_costs_the_same_for_a_long_history(
    desk, writer, reply, moderator, number, django_assert_num_queries
):
    for _number in range(number):
        change = standing.hold(Writer.objects.get(), by=moderator, reason="insults")
        standing.take_back(change, by=moderator, reason="a mix-up")
        standing.add_note(writer, by=moderator, words="Again.")
        Reply.objects.create(story=reply.story, writer=writer, state=State.PENDING, comment="More.")
    standing.ban(Writer.objects.get(), by=moderator, reason="enough")
    page_of(desk, writer)
    with django_assert_num_queries(18):
        page_of(desk, writer)
