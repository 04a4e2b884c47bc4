"""Lines that lead to a story readers do not see any more: found, told of, and known to be mended.

The one rule: readers' pages never wait for any of this. They leave out what is not public by
themselves; what is written here is the desk's list of what to put in its place.
"""

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles import notices, related
from articles.background import background, defer
from articles.models import BrokenLine, PublishedStory, Reference, RelatedLink, State, Story
from articles.references import TO_STORIES

OFFERED = 5


@transaction.atomic
def look_after(story, *, by=None):
    """Open or close lines after something happened to a story: those to it, and its own."""
    if is_public(story):
        _close_lines_to(story)
    elif story.published_at is not None or story.state == State.KILLED:
        note_broken_lines(story, by=by)
    check_lines_of(story)


@transaction.atomic
def note_broken_lines(target, *, by=None):
    """Note every story that leads to `target`, in either copy, and tell its desk.

    What is noted already is not noted or told again. Returns the new rows.
    """
    leading = Story.objects.leading_to(target).exclude(state=State.KILLED)
    noted = BrokenLine.objects.unmended().filter(target=target).values("story")
    lines = BrokenLine.objects.bulk_create(
        BrokenLine(story=story, target=target) for story in leading.exclude(pk__in=noted)
    )
    if lines:
        defer(tell_of_lines, [line.pk for line in lines], by and by.pk)
    return lines


@background(attempts=8)
def tell_of_lines(line_ids, by_id):
    """Tell the desks of lines that still wait. A withdrawal does not wait for it."""
    lines = BrokenLine.objects.open().filter(pk__in=line_ids).with_parts()
    notices.tell_of_lines(lines, by=get_user_model().objects.filter(pk=by_id).first())


def check_lines_to(target):
    """Close the lines to `target` where readers see it again; returns how many were closed."""
    return _close_lines_to(target) if is_public(target) else 0


def _close_lines_to(target):
    return BrokenLine.objects.unmended().filter(target=target).update(mended_at=timezone.now())


def close_overtaken():
    """A chore: close the lines that the clock has mended."""
    found = BrokenLine.objects.overtaken().values_list("pk", flat=True)
    return BrokenLine.objects.filter(pk__in=list(found)).update(mended_at=timezone.now())


def check_lines_of(story):
    """Close the lines of `story` that lead nowhere any more, in neither copy, or to a live story.

    Returns how many were closed.
    """
    open_lines = BrokenLine.objects.unmended().filter(story=story).select_related("target")
    mended = [line.pk for line in open_lines if _is_mended(line, story)]
    if not mended:
        return 0
    return BrokenLine.objects.filter(pk__in=mended).update(mended_at=timezone.now())


def _is_mended(line, story):
    if story.state == State.KILLED or is_public(line.target):
        return True
    return not leads_in_desk_copy(story, line.target) and not _leads_in_readers_copy(
        story, line.target
    )


def is_public(story):
    return PublishedStory.objects.live().filter(pk=story.pk).exists()


def leads_in_desk_copy(story, target):
    """Whether the text or the related links that the desk has of `story` lead to `target`."""
    return _leads_in_text(story, target, Reference.Copy.DESK) or (
        RelatedLink.objects.filter(story=story, target=target).exists()
    )


def _leads_in_readers_copy(story, target):
    if _leads_in_text(story, target, Reference.Copy.READERS):
        return True
    picks = PublishedStory.objects.filter(pk=story.pk).values_list("related", flat=True).first()
    return any(pick.get("story") == target.pk for pick in picks or [])


def _leads_in_text(story, target, copy):
    places = Reference.objects.filter(story=story, target_story=target, copy=copy)
    return places.filter(kind__in=TO_STORIES).exists()


def replacements_for(story):
    """Live stories like `story` that it does not lead to yet, most alike first."""
    linked = Reference.objects.filter(story=story, target_story__isnull=False)
    picked = RelatedLink.objects.filter(story=story, target__isnull=False)
    without = {
        *linked.values_list("target_story", flat=True),
        *picked.values_list("target", flat=True),
    }
    return related.more_like(story, list(story.tags.all()), without=without, how_many=OFFERED)


def why_broken(target):
    """One sentence that says why readers do not see a story."""
    if target.state == State.KILLED:
        return _("It was killed.")
    if target.state == State.WITHDRAWN:
        return _("It was withdrawn.")
    if target.embargo_until is not None and target.embargo_until > timezone.now():
        local = timezone.localtime(target.embargo_until)
        until = f"{date_format(local, 'j F Y, H:i')} {local.tzname()}"
        return _("It is under embargo until %(until)s.") % {"until": until}
    return _("Readers do not see it.")


def places_of(line):
    """Where a story leads to what is closed: what the desk can look for in its text."""
    story, target = line.story, line.target
    kinds = Reference.objects.filter(
        story=story, target_story=target, copy=Reference.Copy.DESK
    ).values_list("kind", flat=True)
    names = {Reference.Kind.READ_ALSO: _("a READ ALSO line"), Reference.Kind.LINK: _("a link")}
    found = [names[kind] for kind in dict.fromkeys(kinds) if kind in names]
    if RelatedLink.objects.filter(story=story, target=target).exists():
        found.append(_("a related link"))
    return found
