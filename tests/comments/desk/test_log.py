"""The log of decisions and of people: read, narrowed, and taken away as a file."""

import csv
import io
import json
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from comments import ledger, moderation, standing
from comments.admin.exporting import cell
from comments.models import Decision, Reason, Reply, StandingChange, State, Verb
from tests import factories
from tests.comments import factories as replies

LOG = "/admin/comments/decision/"
PEOPLE = "/admin/comments/standingchange/"


def page_of(desk, address=LOG, **asked):
    return desk.get(address, asked).content.decode()


def exported(desk, kind, address=LOG, **asked):
    response = desk.get(f"{address}export/{kind}/", asked)
    assert response.status_code == 200
    return b"".join(response.streaming_content).decode()


def as_rows(desk, address=LOG, **asked):
    return json.loads(exported(desk, "json", address, **asked))


def test_a_line_says_who_what_why_when_and_what_became_of_it(desk, story, moderator):
    other = factories.user("Moderator", username="Second moderator")
    rejected = moderation.reject(
        replies.pending(story, comment="Gold for sale."),
        by=moderator,
        reason=Reason.ADVERTISING,
        note="third <time>",
    )
    moderation.restore(rejected, by=other)
    page = page_of(desk)
    zone = timezone.localtime().strftime("%Z")
    for words in (
        str(moderator),
        "Waiting → Rejected",
        "Advertising",
        "third &lt;time&gt;",
        "Gold for sale.",
        "Second moderator",
        zone,
    ):
        assert words in page


def test_an_automatic_act_names_its_rule_and_nobody(desk, story):
    ledger.enter(Verb.PASS, [replies.pending(story)], State.PUBLISHED, rule="trusted")
    page = page_of(desk)
    assert "The rules" in page
    assert "A moderator trusts its writer." in page
    assert "“trusted”" not in page


def test_the_log_is_narrowed_by_verdict_reason_person_and_kind(desk, story, moderator):
    other = factories.user("Moderator")
    moderation.approve(replies.pending(story, comment="By hand."), by=moderator)
    moderation.reject(replies.pending(story, comment="By the other."), by=other, reason=Reason.HATE)
    ledger.enter(
        Verb.PASS, [replies.pending(story, comment="By a rule.")], State.PUBLISHED, rule="trusted"
    )
    gone = replies.pending(story, comment="By its writer.")
    ledger.enter(Verb.WITHDRAW, [gone], State.WITHDRAWN, rule="writer")
    words = ("By hand.", "By the other.", "By a rule.", "By its writer.")
    for asked, found in (
        ({"verb__exact": "approve"}, {"By hand."}),
        ({"reason__exact": "hate"}, {"By the other."}),
        ({"person": other.pk}, {"By the other."}),
        ({"person": "999999"}, set(words)),
        ({"person": "\x00"}, set(words)),
        ({"made": "hand"}, {"By hand.", "By the other."}),
        ({"made": "rules"}, {"By a rule."}),
        ({"made": "writer"}, {"By its writer."}),
        ({"made": "nobody"}, set(words)),
        ({"made": "hand", "person": moderator.pk}, {"By hand."}),
    ):
        page = page_of(desk, **asked)
        assert {one for one in words if one in page} == found, asked


def test_an_export_holds_what_the_list_finds_and_no_more(desk, story, moderator):
    moderation.approve(replies.pending(story), by=moderator)
    rejected = moderation.reject(
        replies.pending(story), by=moderator, reason=Reason.HATE, note="see “Müller”"
    )
    moderation.restore(rejected, by=moderator)
    assert len(as_rows(desk)) == 3
    (row,) = as_rows(desk, verb__exact="reject")
    decision = Decision.objects.get(verb="reject")
    assert row["who"] == row["taken_back_by"] == moderator.username
    assert (row["from"], row["to"], row["reason"]) == ("pending", "rejected", "hate")
    assert (row["reply"], row["story"], row["version"]) == (rejected.pk, story.pk, 1)
    assert row["note"] == "see “Müller”"
    said = datetime.fromisoformat(row["when"])
    assert said.utcoffset() is not None
    assert said == decision.made_at.replace(microsecond=0)


def test_both_files_say_the_same(desk, story, moderator):
    for _number in range(3):
        moderation.approve(replies.pending(story), by=moderator, note='two\nlines, "quoted"')
    table = list(csv.DictReader(io.StringIO(exported(desk, "csv"), newline="")))
    rows = as_rows(desk)
    assert [
        {name: "" if value is None else str(value) for name, value in row.items()} for row in rows
    ] == table
    assert [row["decision"] for row in rows] == sorted(
        (row["decision"] for row in rows), reverse=True
    )


def test_an_export_names_no_address_and_quotes_no_reply(desk, story, moderator):
    reply = replies.published(story, comment="My secret words.", email="ada@example.org")
    standing.ban(reply.writer, by=moderator, reason="spam")
    for kind in ("csv", "json"):
        for address in (LOG, PEOPLE):
            said = exported(desk, kind, address)
            assert "secret" not in said
            assert "@" not in said
            assert reply.network == "" or reply.network not in said


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t=", "\r=", "＝", " =", "\n@"])
def test_no_cell_is_a_formula(first):
    assert cell(f"{first}HYPERLINK(1)").startswith("'")


@pytest.mark.parametrize("words", ["a = b", "", "2 + 2", "“=”"])
def test_other_words_stand_in_a_cell_as_they_are(words):
    assert cell(words) == words


def test_a_note_that_begins_a_formula_is_text_in_the_file(desk, story, moderator):
    moderation.approve(replies.pending(story), by=moderator, note="=cmd|' /C calc'!A0")
    assert ",'=cmd|' /C calc'!A0," in exported(desk, "csv")
    assert as_rows(desk)[0]["note"] == "=cmd|' /C calc'!A0"


def test_an_empty_log_is_a_whole_file(desk):
    assert as_rows(desk) == []
    assert exported(desk, "csv").splitlines()[0].startswith("decision,when,who,")


@pytest.mark.parametrize("number", [1, 30])
def test_an_export_is_streamed_and_asks_the_same_however_long(
    desk, story, moderator, number, django_assert_num_queries
):
    Decision.objects.bulk_create(
        Decision(reply=reply, verb="approve", from_state="pending", to_state="published")
        for reply in [replies.pending(story)] * number
    )
    exported(desk, "json")
    with django_assert_num_queries(8):
        response = desk.get(f"{LOG}export/json/")
        assert response.streaming
        assert len(json.loads(b"".join(response.streaming_content))) == number


@pytest.mark.parametrize("kind", ["xml", "csv%00", "..", "CSV"])
def test_a_file_of_no_known_kind_is_not_found(desk, kind):
    assert desk.get(f"{LOG}export/{kind}/").status_code == 404


def test_an_address_made_up_by_hand_narrows_no_export(desk, story):
    replies.published(story)
    asked = {"reply__comment__regex": "(", "made_by__password__startswith": "p", "before": "x"}
    assert len(as_rows(desk, **asked)) == 1


@pytest.mark.parametrize("role", ["Reporter", "Editor", "Publisher", "Picture editor"])
def test_nobody_but_a_moderator_reads_or_exports_a_log(client, story, role):
    replies.published(story)
    client.force_login(factories.user(role))
    for address in (LOG, PEOPLE):
        assert client.get(address).status_code == 403
        assert client.get(f"{address}export/csv/").status_code == 403


def test_a_visitor_is_asked_to_sign_in_before_an_export(client, story):
    assert client.get(f"{LOG}export/csv/").status_code == 302


def test_the_log_of_people_says_who_stood_how_until_when_and_why(desk, story, moderator):
    writer = replies.pending(story).writer
    until = timezone.now() + timedelta(days=3)
    change = standing.suspend(writer, by=moderator, reason="=insults", until=until)
    standing.take_back(change, by=moderator, reason="a mix-up")
    page = page_of(desk, PEOPLE)
    for words in ("No standing → Suspended, until", "=insults", str(writer), "a mix-up"):
        assert words in page
    back, suspended = as_rows(desk, PEOPLE)
    assert (suspended["to"], suspended["writer"], suspended["reason"]) == (
        "suspended",
        writer.pk,
        "=insults",
    )
    assert datetime.fromisoformat(suspended["until"]) == until.replace(microsecond=0)
    assert back["takes_back"] == suspended["change"]
    assert "'=insults" in exported(desk, "csv", PEOPLE)
    assert page_of(desk, PEOPLE, standing="banned").count("No standing →") == 0
    assert page_of(desk, PEOPLE, standing="none").count("→ Suspended") == 0


def test_nobody_changes_a_row_of_the_log_of_people(client, story, moderator, admin_user):
    change = standing.ban(replies.pending(story).writer, by=moderator, reason="spam")
    client.force_login(admin_user)
    for act in ("change", "delete"):
        assert client.post(f"{PEOPLE}{change.pk}/{act}/", {"post": "yes"}).status_code == 403
    assert client.get(f"{PEOPLE}add/").status_code == 403
    assert StandingChange.objects.get().reason == "spam"


@pytest.mark.parametrize("number", [1, 12])
def test_the_log_costs_the_same_for_many_decisions(
    desk, story, moderator, number, django_assert_num_queries
):
    for _number in range(number):
        moderation.restore(moderation.approve(replies.pending(story), by=moderator), by=moderator)
    page_of(desk)
    with django_assert_num_queries(9):
        page_of(desk)
    assert Reply.objects.count() == number
