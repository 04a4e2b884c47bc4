"""What goes into the sealed copy of a killed story: the whole record, as plain values.

The rule: whatever was saved of it and who was shown it is in here; the moves stay where they are.
"""

from articles import copies
from articles.models import PublishedStory


def everything_of(story):
    """Everything the desk and readers had of a story, and who was shown it."""
    return {
        "desk": copies.snapshot(story),
        "readers": _readers_copy(story),
        "state": story.state,
        "revisions": [_revision(one) for one in story.revisions.with_people().order_by("number")],
        "versions": [_version(one) for one in _versions(story)],
        "shares": [_share(one) for one in _shares(story)],
        "notes": [_note(one) for one in story.notes.select_related("made_by", "resolved_by")],
    }


def _readers_copy(story):
    copy = PublishedStory.objects.filter(pk=story.pk).first()
    return copy and {
        "headline": copy.headline,
        "revision": copy.revision_number,
        "url": copy.get_absolute_url(),
        "published_at": _moment(copy.published_at),
        "updated_at": _moment(copy.updated_at),
    }


def _revision(revision):
    return {
        "number": revision.number,
        "made_at": _moment(revision.made_at),
        "made_by": _name(revision.made_by),
        "based_on": revision.based_on,
        "restored_from": revision.restored_from,
        "content": revision.content,
        "names": revision.names,
    }


def _versions(story):
    rows = story.versions.select_related("revision", "withheld_by")
    return rows.defer("revision__content", "revision__names").order_by("shown_from", "pk")


def _version(version):
    """A revision that readers saw, from when on, and why it was withheld from them later."""
    return {
        "revision": version.revision.number,
        "shown_from": _moment(version.shown_from),
        "withheld_at": _moment(version.withheld_at),
        "withheld_by": _name(version.withheld_by),
        "reason": version.reason,
    }


def _shares(story):
    return story.shares.select_related("made_by", "revoked_by").order_by("pk")


def _share(link):
    return {
        "whom": link.whom,
        "made_at": _moment(link.made_at),
        "made_by": _name(link.made_by),
        "expires_at": _moment(link.expires_at),
        "revoked_at": _moment(link.revoked_at),
        "revoked_by": _name(link.revoked_by),
        "openings": link.openings,
        "last_opened_at": _moment(link.last_opened_at),
    }


def _note(note):
    return {
        "number": note.pk,
        "answers": note.answers_id,
        "made_at": _moment(note.made_at),
        "made_by": _name(note.made_by),
        "text": note.text,
        "resolved_at": _moment(note.resolved_at),
        "resolved_by": _name(note.resolved_by),
    }


def _moment(moment):
    return moment and moment.isoformat()


def _name(account):
    return str(account or "")
