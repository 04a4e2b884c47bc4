"""Readers report replies without an account; a flood of reports is one reply in Reported."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from articles import workflow
from comments import moderation, reporting
from comments.models import Reason, Reply, Report, State
from tests import factories
from tests.comments import factories as replies

FROM_HERE = {"HTTP_SEC_FETCH_SITE": "same-origin"}


@pytest.fixture
def reply(db):
    return replies.published(
        factories.published_story(), name="Grace", comment="Words to report.", email="g@example.org"
    )


def address(reply):
    return reverse("comments:report", args=[reply.pk])


def send(client, reply, *, network="192.0.2.1", **typed):
    data = {"reason": "hate", "words": "", "honeypot": "", **typed}
    return client.post(address(reply), data, REMOTE_ADDR=network, **FROM_HERE)


def read_again(reply):
    return Reply.objects.get(pk=reply.pk)


def test_a_report_needs_no_account_and_puts_the_reply_into_reported(client, reply):
    assert 'type="radio"' in client.get(address(reply)).content.decode()
    response = send(client, reply, words="He names my neighbour.")
    assert response.status_code == 303
    thanks = client.get(response["Location"]).content.decode()
    assert "A moderator looks at every reply that is reported" in thanks
    kept = Report.objects.get()
    assert (kept.reply, kept.reason, kept.words) == (reply, "hate", "He names my neighbour.")
    assert read_again(reply).reported_at is not None
    assert read_again(reply).state == State.PUBLISHED


def test_the_form_quotes_the_reply_and_gives_away_no_address(client, reply):
    response = client.get(address(reply))
    page = response.content.decode()
    assert "Words to report." in page
    assert "Grace" in page
    assert "g@example.org" not in page
    assert "noindex" in response["X-Robots-Tag"]
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies


def test_the_network_is_kept_as_a_keyed_hash(client, reply):
    send(client, reply, network="192.0.2.77")
    network = Report.objects.get().network
    assert len(network) == 64
    assert "192.0.2" not in network


def test_a_network_reports_a_text_once_and_is_thanked_just_the_same(client, reply):
    first, second = send(client, reply), send(client, reply, reason="spam")
    assert first["Location"] == second["Location"]
    assert Report.objects.count() == 1


def test_a_flood_from_many_networks_is_one_reply_in_reported(client, reply):
    moment = None
    for number in range(reporting.MOST_OF_A_TEXT + 3):
        assert send(client, reply, network=f"198.51.100.{number}").status_code == 303
        moment = moment or read_again(reply).reported_at
    assert read_again(reply).reported_at == moment
    assert Report.objects.count() == reporting.MOST_OF_A_TEXT
    assert Reply.objects.exclude(reported_at=None).count() == 1


def test_a_network_in_a_hurry_is_asked_to_wait_and_keeps_its_words(client, reply):
    under = [replies.published(reply.story) for _number in range(3)]
    for row in under[:2]:
        send(client, row)
    Report.objects.update(made_at=timezone.now() - timedelta(minutes=30))
    template = Report.objects.first()
    Report.objects.bulk_create(
        Report(reply=reply, reason="spam", version=number, network=template.network)
        for number in range(2, reporting.AN_HOUR_FROM_A_NETWORK)
    )
    response = send(client, under[2], words="Please look.")
    assert response.status_code == 429
    assert "Twenty reports came from your network" in response.content.decode()
    assert "Please look." in response.content.decode()
    assert send(client, under[2], network="203.0.113.9").status_code == 303
    Report.objects.update(made_at=timezone.now() - timedelta(minutes=61))
    assert send(client, under[2]).status_code == 303


def test_what_a_moderator_answered_stays_answered_for_the_same_words(client, reply, moderator):
    send(client, reply)
    approved = moderation.approve(read_again(reply), by=moderator)
    assert approved.reported_at is None
    send(client, reply, network="192.0.2.2")
    late = Report.objects.order_by("-pk").first()
    assert late.settled_by == Report.objects.exclude(pk=late.pk).get().settled_by is not None
    assert read_again(reply).reported_at is None


def test_words_that_were_changed_can_be_reported_anew(client, reply, moderator):
    send(client, reply)
    moderation.approve(read_again(reply), by=moderator)
    Reply.objects.filter(pk=reply.pk).update(version=2)
    send(client, reply)
    assert read_again(reply).reported_at is not None
    assert [report.version for report in Report.objects.unsettled()] == [2]


def test_a_report_is_open_again_once_its_answer_is_taken_back(client, reply, moderator):
    send(client, reply)
    approved = moderation.approve(read_again(reply), by=moderator)
    moderation.restore(approved, by=moderator)
    send(client, reply, network="192.0.2.2")
    assert Report.objects.unsettled().count() == 2
    assert read_again(reply).reported_at is not None


def test_replies_of_the_newsroom_can_be_reported(client, reply, reporter):
    Reply.objects.filter(pk=reply.pk).update(is_by_staff=True, user=reporter)
    assert send(client, reply).status_code == 303
    assert Report.objects.count() == 1


@pytest.mark.parametrize("state", [state for state in State if state != State.PUBLISHED])
def test_only_what_readers_see_can_be_reported(client, db, state):
    hidden = replies.in_state(state)
    was_seen = hidden.appeared_at is not None
    response = client.get(address(hidden))
    assert response.status_code == (410 if was_seen else 404)
    assert hidden.comment not in response.content.decode()
    assert send(client, hidden).status_code == response.status_code
    assert not Report.objects.exists()


def test_a_reply_that_is_gone_meanwhile_leaves_the_words(client, reply, moderator):
    moderation.remove(reply, by=moderator, reason=Reason.OFFENSIVE)
    response = send(client, reply, words="What I took time to write.")
    assert response.status_code == 410
    assert "What I took time to write." in response.content.decode()
    never = client.post("/replies/report/999999/", {"words": "Kept, too."})
    assert never.status_code == 404
    assert "Kept, too." in never.content.decode()


def test_the_verb_itself_refuses_what_is_gone(reply, moderator):
    moderation.remove(reply, by=moderator, reason=Reason.OFFENSIVE)
    with pytest.raises(reporting.ReportRefused) as refusal:
        reporting.report(reply, reason="hate")
    assert refusal.value.status == 410


def test_under_a_withdrawn_story_nothing_can_be_reported(client, reply, editor):
    workflow.withdraw(reply.story, by=editor, note="legal")
    assert client.get(address(reply)).status_code == 410
    assert send(client, reply).status_code == 410


@pytest.mark.parametrize("reason", ["", "because", "hate\x00s", "x" * 3000, "<b>"])
def test_a_report_needs_one_of_the_reasons_and_keeps_the_words(client, reply, reason):
    response = send(client, reply, reason=reason, words="Kept.")
    page = response.content.decode()
    assert response.status_code == 422
    assert "Please choose what is wrong with this reply." in page
    assert "Kept." in page
    assert not Report.objects.exists()


@pytest.mark.parametrize("length", [501, 200_000])
def test_too_many_words_come_back_with_the_number_to_leave_out(client, reply, length):
    response = send(client, reply, words="x" * length)
    page = response.content.decode()
    assert response.status_code == 422
    assert f"shorten it by {length - 500}." in page
    assert "x" * length in page
    assert 'value="hate" checked' in page


@pytest.mark.parametrize(
    "words", ["a\x00b", "\ud800 half", "\u202eback", "e" + "\u0301" * 400, "{{ x }}", "' OR 1=1"]
)
def test_naughty_words_are_kept_as_words(client, reply, words):
    data = {"reason": "other", "words": words.encode("utf-8", "surrogatepass")}
    response = client.post(address(reply), data, **FROM_HERE)
    assert response.status_code == 303
    assert "\x00" not in Report.objects.get().words


def test_a_report_from_another_site_is_not_taken_and_its_words_are_given_back(client, reply):
    data = {"reason": "hate", "words": "Mine."}
    response = client.post(address(reply), data, HTTP_SEC_FETCH_SITE="cross-site")
    assert response.status_code == 403
    assert "Mine." in response.content.decode()
    assert not Report.objects.exists()


def test_a_program_that_fills_every_field_is_not_believed(client, reply):
    response = send(client, reply, honeypot="buy", words="Kept.")
    assert response.status_code == 400
    assert "Kept." in response.content.decode()
    assert 'value="buy"' not in response.content.decode()
    assert not Report.objects.exists()


@pytest.mark.parametrize("number", ["0", "999999", str(2**31), "9" * 400, "1'"])
def test_a_reply_that_never_was_has_no_form_to_report_it(client, db, number):
    assert client.get(f"/replies/report/{number}/").status_code == 404


def test_other_methods_are_refused(client, reply):
    assert client.put(address(reply)).status_code == 405
    assert client.post(reverse("comments:reported", args=[reply.pk])).status_code == 405


def test_each_reply_of_a_thread_leads_to_the_form_that_reports_it(client, reply):
    page = client.get(reply.story.get_absolute_url()).content.decode()
    assert f'href="{address(reply)}" rel="nofollow"' in page
    assert f'aria-labelledby="report-{reply.pk} by-{reply.pk}"' in page


def test_a_report_costs_the_same_however_many_there_are(client, reply, django_assert_num_queries):
    for number in range(30):
        send(client, reply, network=f"198.51.100.{number}")
    locks = connection.vendor == "postgresql"  # what counts one network takes a lock of its own
    with django_assert_num_queries(8 + locks):
        reporting.report(reply, reason="hate", network_address="203.0.113.1")


def test_the_database_refuses_an_unknown_reason(reply):
    with pytest.raises(IntegrityError, match="report_reason_is_known"), transaction.atomic():
        Report.objects.create(reply=reply, reason="because")


def test_the_database_refuses_a_second_report_from_a_network(reply):
    Report.objects.create(reply=reply, reason="spam", network="n")
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.create(reply=reply, reason="hate", network="n")
    Report.objects.create(reply=reply, reason="hate", network="n", version=2)
