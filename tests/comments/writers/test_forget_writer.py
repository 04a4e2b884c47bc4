"""The operator's way to forget somebody who cannot open their mail any more."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from comments.models import Reply, Writer
from tests.comments import factories as replies


@pytest.fixture
def reply(db):
    return replies.published(name="Ada", email="ada@example.org", comment="My words.")


def forget(*arguments):
    said = StringIO()
    call_command("forget_writer", *arguments, stdout=said)
    return said.getvalue()


@pytest.mark.parametrize("what", ["--erase", "--anonymise"])
def test_without_being_sure_it_only_says_what_it_would_do(reply, what):
    said = forget("ADA@example.org", what)
    assert "Replies by this writer: 1." in said
    assert "Nothing was done." in said
    assert Writer.objects.filter(pk=reply.writer_id).exists()
    assert Reply.objects.get().comment == "My words."


@pytest.mark.parametrize(("what", "left"), [("--erase", ""), ("--anonymise", "My words.")])
def test_being_sure_it_forgets_the_writer(reply, what, left):
    forget("ADA@example.org", what, "--sure")
    assert not Writer.objects.exists()
    kept = Reply.objects.get()
    assert (kept.comment, kept.user_name, kept.user_email) == (left, "", "")


def test_an_address_nobody_used_and_a_wish_half_said_are_refused(reply):
    with pytest.raises(CommandError, match="Nobody"):
        forget("grace@example.org", "--erase")
    with pytest.raises(CommandError):
        forget("ada@example.org")
    assert Writer.objects.exists()
