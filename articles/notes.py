"""Notes on a story: a thread for those who work on it, open until somebody resolves it.

The one rule: whoever reads stories at the desk may write and read notes, and nobody else ever does.
A killed story takes no more of them.
"""

import re
from datetime import timedelta

from django.db import transaction
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import notices
from articles.accounts import those_who_may
from articles.body import is_visible, writable
from articles.models import Note, Notice, State, Story

LONGEST = Note._meta.get_field("text").max_length
PRESSED_TWICE = timedelta(minutes=1)  # the same words again within it are the same note
# A user name after an @; what stands before it tells it from a mail address.
_NAMED = re.compile(r"(?<![\w.@+-])@([\w.@+-]{1,150})")


class NoteRefused(Exception):
    """A note was not written or changed; the message is a sentence that says why."""


@transaction.atomic
def write(story, text, *, by, answers=None, naming=()):
    """Write a note on a story, or an answer to one, and tell those it names.

    Named are the accounts in `naming` and each @username in the text; an answer is also told to
    everybody who wrote in its thread. An answer opens a resolved thread again.

    Raises NoteRefused for somebody who may not read stories, no words or too many, a killed story,
    and an answer to a note of another story.
    """
    story = _open_to_notes(story, by)
    text = _judged(text)
    if answers is not None:
        answers = answers.answers or answers  # a thread has one level
        if answers.story_id != story.pk:
            raise NoteRefused(_("This note belongs to another story."))
    if sent_before := _sent_before(story, text, by, answers):
        return sent_before
    note = Note.objects.create(story=story, text=text, made_by=by, answers=answers)
    accounts = [*naming, *named_in(text)]
    if answers is not None:
        Note.objects.filter(pk=answers.pk).update(resolved_at=None, resolved_by=None)
        accounts += answers.writers()
    notices.tell(accounts, story=story, kind=Notice.Kind.NOTE, by=by, note=note)
    return note


@transaction.atomic
def resolve(note, *, by):
    """Say that a note is dealt with; one that is resolved already stays as it was."""
    return _settle(note, by, resolved_at=timezone.now(), resolved_by=by)


@transaction.atomic
def reopen(note, *, by):
    """Say that a note is not dealt with after all."""
    return _settle(note, by, resolved_at=None, resolved_by=None)


def _settle(note, by, **fields):
    _open_to_notes(note.story, by)
    note = Note.objects.select_for_update().get(pk=note.pk)
    if note.answers_id is not None:
        raise NoteRefused(_("Only the first note of a thread is resolved or opened again."))
    if bool(note.resolved_at) != bool(fields["resolved_at"]):
        Note.objects.filter(pk=note.pk).update(**fields)
        note.refresh_from_db()
    return note


def colleagues():
    """Whoever can be told of a note, by name."""
    return those_who_may(notices.READING).order_by("first_name", "last_name", "username")


def names_in(text):
    """The user names that a text calls with an @, as typed, each once."""
    typed = (name.rstrip(".@+-") for name in _NAMED.findall(text))
    return list(dict.fromkeys(name for name in typed if name))


def named_in(text):
    """The colleagues whose user names a text calls, whatever their capitals."""
    names = {name.lower() for name in names_in(text)}
    if not names:
        return []
    return list(colleagues().annotate(called=Lower("username")).filter(called__in=names))


def unknown_in(text):
    """The names that a text calls and that belong to nobody who reads stories here."""
    known = {account.get_username().lower() for account in named_in(text)}
    return [name for name in names_in(text) if name.lower() not in known]


def _open_to_notes(story, by):
    """The story, its row locked: a note pressed twice is written once, and none after a kill."""
    if not by.has_perm(notices.READING):
        raise NoteRefused(_("You may not read or write notes."))
    story = Story.objects.select_for_update().get(pk=story.pk)
    if story.state == State.KILLED:
        raise NoteRefused(_("This story was killed: its notes are closed."))
    return story


def _judged(text):
    text = writable(text).strip()
    if not is_visible(text):
        raise NoteRefused(_("Write something first."))
    if len(text) > LONGEST:
        raise NoteRefused(
            _("A note has %(most)s characters at most; this one has %(count)s.")
            % {"most": LONGEST, "count": len(text)}
        )
    return text


def _sent_before(story, text, by, answers):
    since = timezone.now() - PRESSED_TWICE
    return story.notes.filter(made_by=by, text=text, answers=answers, made_at__gt=since).last()
