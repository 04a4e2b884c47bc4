"""A writer takes along everything we hold about them, as data and as a table."""

import csv
import json
from io import StringIO

import pytest
from django.urls import reverse
from django.utils import timezone

from comments import text, tokens, writing
from comments.models import Decision, Following, Reply, Report, State, Writer
from tests.comments import factories as replies


@pytest.fixture
def reply(story):
    reply = replies.pending(
        story, name="Ada", email="ada@example.org", comment="First words.", following=True
    )
    return writing.edit(reply, comment="Second words.")


def download(client, writer, kind):
    return client.get(reverse("comments:export", args=[tokens.sign_writer(writer), kind]))


def as_data(client, writer):
    return json.loads(download(client, writer, "json").content)


def as_table(client, writer):
    whole = download(client, writer, "csv").content.decode("utf-8-sig")
    return list(csv.DictReader(StringIO(whole)))


def test_the_data_hold_address_replies_states_versions_and_what_is_followed(client, story, reply):
    Following.objects.create(story=story, writer=reply.writer, confirmed_at=timezone.now())
    data = as_data(client, reply.writer)
    assert data["address"] == "ada@example.org"
    assert data["confirmed_at"]
    assert [followed["story"] for followed in data["followed_stories"]] == ["Ferry back in service"]
    (one,) = data["replies"]
    assert (one["text"], one["state"], one["name"]) == ("Second words.", "pending", "Ada")
    assert one["answers_are_mailed"] is True
    assert [version["text"] for version in one["earlier_versions"]] == ["First words."]


def test_the_data_hold_what_was_decided_and_why_but_not_who_decided(client, story, moderator):
    reply = replies.in_state(State.REJECTED, story, email="ada@example.org")
    writing.appeal(reply, words="It was no insult.")
    Decision.objects.update(note="a private note")
    reply.writer.notes.create(words="a private note", made_by=moderator)
    Report.objects.create(reply=reply, reason="other", words="a private note")
    whole = download(client, reply.writer, "json").content.decode()
    (one,) = json.loads(whole)["replies"]
    assert one["decisions"][0]["reason"] == "off-topic"
    assert one["appeal"]["words"] == "It was no insult."
    assert json.loads(whole)["notes_kept_by_moderators"] == 1
    decided_by = Reply.objects.get(pk=reply.pk).decided_by.username
    for private in ("a private note", moderator.username, decided_by):
        assert private not in whole


def test_the_table_has_a_row_for_each_thing(client, reply):
    rows = as_table(client, reply.writer)
    assert [row["what"] for row in rows] == ["address", "reply", "earlier version"]
    assert rows[0]["text"] == "ada@example.org"
    assert (rows[1]["text"], rows[1]["state"]) == ("Second words.", "pending")
    assert rows[1]["story"] == "Ferry back in service"


def test_everything_in_the_data_that_was_typed_is_in_the_table(client, reply):
    typed = {row["text"] for row in as_table(client, reply.writer)}
    assert {"First words.", "Second words.", "ada@example.org"} <= typed


@pytest.mark.parametrize(
    "typed", ["=1+1", "+1", "-1+1", "@SUM(A1)", " =1+1", "＝1+1", '=HYPERLINK("http://x.example")']
)
def test_no_cell_of_the_table_is_a_formula(client, story, typed):
    reply = replies.pending(story, comment=f"{typed} and more")
    rows = as_table(client, reply.writer)
    assert rows[1]["text"] == f"'{typed.strip()} and more"
    assert as_data(client, reply.writer)["replies"][0]["text"] == f"{typed.strip()} and more"


@pytest.mark.parametrize("cell", ["\t=1", "\tx", "=", "-"])
def test_a_cell_that_begins_like_a_formula_gets_an_apostrophe(cell):
    assert text.as_cell(cell).startswith("'")


@pytest.mark.parametrize("cell", ["", "plain", "a=b", "1", "'quoted"])
def test_other_cells_stay_as_they_are(cell):
    assert text.as_cell(cell) == cell


def test_the_files_are_downloads_of_their_kind(client, reply):
    for kind, media in (("json", "application/json"), ("csv", "text/csv; charset=utf-8")):
        response = download(client, reply.writer, kind)
        assert response["Content-Type"] == media
        assert response["Content-Disposition"] == f'attachment; filename="my-replies.{kind}"'
        assert response["X-Content-Type-Options"] == "nosniff"
    assert download(client, reply.writer, "exe").status_code == 404


def test_nobody_else_s_replies_are_in_it(client, story, reply):
    other = replies.pending(story, comment="Somebody else said this.")
    whole = download(client, reply.writer, "json").content.decode()
    assert "Somebody else" not in whole
    assert other.writer.address not in whole


@pytest.mark.parametrize("number", [1, 12])
def test_an_export_costs_the_same_for_one_reply_and_for_many(
    client, story, reply, number, django_assert_max_num_queries
):
    others = [replies.pending(story).pk for _number in range(number)]
    Reply.objects.filter(pk__in=others).update(writer=reply.writer)
    with django_assert_max_num_queries(8):
        download(client, Writer.objects.get(pk=reply.writer_id), "json")
