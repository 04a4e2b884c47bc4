"""What the database itself refuses of writers, their standing and the notes about them."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from comments.models import Standing, StandingChange, Version, Writer, WriterNote
from tests.comments import factories as replies


@pytest.fixture
def writer(db):
    return Writer.objects.create(address="ada@example.org")


def refused(constraint):
    return pytest.raises(IntegrityError, match=constraint)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"standing": "loved"}, "writer_standing_is_known"),
        ({"standing": Standing.SUSPENDED}, "suspension_of_a_writer_has_an_end"),
        ({"address": ""}, "writer_has_an_address"),
    ],
)
def test_the_database_refuses_an_impossible_writer(writer, fields, constraint):
    with refused(constraint), transaction.atomic():
        Writer.objects.filter(pk=writer.pk).update(**fields)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"to_standing": "loved"}, "change_of_standing_is_between_known_ones"),
        ({"from_standing": "loved"}, "change_of_standing_is_between_known_ones"),
        ({"to_standing": ""}, "change_of_standing_changes_something"),
        ({"reason": ""}, "change_of_standing_has_a_reason"),
    ],
)
def test_the_database_refuses_an_impossible_change_of_standing(writer, fields, constraint):
    row = {"from_standing": "", "to_standing": "banned", "reason": "spam", **fields}
    with refused(constraint), transaction.atomic():
        StandingChange.objects.create(writer=writer, **row)


def test_the_database_lets_a_suspension_be_moved(writer):
    suspended = {"from_standing": "suspended", "to_standing": "suspended"}
    assert StandingChange.objects.create(
        writer=writer, reason="more", until=timezone.now(), **suspended
    ).pk


def test_the_database_refuses_a_note_without_words(writer):
    with refused("note_about_a_writer_has_words"), transaction.atomic():
        WriterNote.objects.create(writer=writer, words="")


def test_the_database_refuses_two_versions_of_a_reply_with_one_number(db):
    reply = replies.pending()
    Version.objects.create(reply=reply, number=1, comment="Before.")
    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.create(reply=reply, number=1, comment="Also before.")
