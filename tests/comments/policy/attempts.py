"""Attempts to leave a reply as the checks see them, and what a writer left before."""

from datetime import timedelta

from django.utils import timezone

from comments import posting, screening
from comments.models import HouseRules, Reply

DAY = timedelta(days=1)
LONG = "These are words enough to be recognised wherever they are said again."
UNDECIDED = {"unconfirmed", "pending"}


def house(**fields):
    HouseRules.objects.update_or_create(pk=1, defaults=fields)


def attempt(story, writer=None, words="Some words.", **fields):
    copy = posting.live_story(story.pk)
    return screening.Attempt(story=copy, text=words, name="Ada", writer=writer, **fields)


def proven(story, writer=None, words="Some words.", **fields):
    return attempt(story, writer, words, from_trusted_device=True, **fields)


def held_for(one):
    verdict = screening.screen(one)
    assert isinstance(verdict, list), verdict
    return [hold.rule for hold in verdict]


def refused(one):
    """The sentence an attempt is refused with."""
    verdict = screening.screen(one)
    assert isinstance(verdict, screening.Refusal), verdict
    return verdict.sentence


def wrote(story, writer, state, words=LONG, *, age=timedelta(0), **fields):
    """A reply from a writer as it stands after a moderator decided, so long ago."""
    at = timezone.now() - age
    decided = {"decided_at": at, "looked_at": at} if state not in UNDECIDED else {}
    reason = "spam" if state in {"rejected", "spam", "removed"} else ""
    appeared = {"appeared_at": at} if state == "published" else {}
    return Reply.objects.create(
        story_id=story.pk,
        writer=writer,
        comment=words,
        user_name="Ada",
        user_email=writer.address,
        state=state,
        reason=reason,
        posted_at=at,
        **decided,
        **appeared,
        **fields,
    )
