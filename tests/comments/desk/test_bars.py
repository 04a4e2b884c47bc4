"""What is left of a ban without its address, and what the database refuses of it."""

import pytest
from django.db import IntegrityError, transaction

from comments import standing, writing
from comments.models import Bar, Standing, Writer
from tests.comments import factories as replies


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"standing": Standing.TRUSTED}, "bar_is_a_ban_or_a_suspension"),
        ({"standing": ""}, "bar_is_a_ban_or_a_suspension"),
        ({"standing": Standing.SUSPENDED}, "suspension_in_a_bar_has_an_end"),
        ({"digest": ""}, "bar_has_a_digest"),
    ],
)
def test_the_database_refuses_a_bar_that_bars_nobody(db, fields, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Bar.objects.create(**{"digest": "a" * 64, "standing": Standing.BANNED, **fields})


def test_the_database_refuses_two_bars_at_one_address(db):
    Bar.objects.create(digest="a" * 64, standing=Standing.BANNED)
    with pytest.raises(IntegrityError, match=r"(?i)unique"), transaction.atomic():
        Bar.objects.create(digest="a" * 64, standing=Standing.BANNED)


def test_a_bar_is_in_force_until_its_end(db, clock):
    Bar.objects.create(digest="a" * 64, standing=Standing.SUSPENDED, until=clock.at(days=1))
    Bar.objects.create(digest="b" * 64, standing=Standing.BANNED)
    assert Bar.objects.in_force().count() == 2
    clock.goes_on(days=1)
    assert [bar.standing for bar in Bar.objects.in_force()] == [Standing.BANNED]
    assert [bar.standing for bar in Bar.objects.over()] == [Standing.SUSPENDED]


def test_lifting_a_ban_forgets_what_outlived_the_data(db, moderator):
    writer = replies.pending(email="ada@example.org").writer
    standing.ban(writer, by=moderator, reason="Threats.")
    writing.erase(writer)
    back = Writer.objects.at("ada@example.org")
    assert back.standing_at() == Standing.BANNED
    assert back.standing_changes.get().tell_after is None
    standing.lift(back, by=moderator, reason="Said sorry.")
    assert not Bar.objects.exists()
