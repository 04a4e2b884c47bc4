"""Bringing back an earlier revision: what it held is saved once more, as a new one.

The rule: whatever no longer exists is left out and named, and everything else comes back.
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from articles import copies, references
from articles.body import pointers, without
from articles.comparison import Names
from articles.models import (
    Byline,
    Person,
    Picture,
    Reference,
    RelatedLink,
    Revision,
    Section,
    State,
    Story,
    StoryAddress,
)

from .making import locked
from .saving import save
from .table import MoveRefused

WORDS = ("headline", "short_headline", "standfirst", "dateline", "lead_caption", "lead_alt")


@dataclass(frozen=True)
class Restored:
    """The new revision, None where the story said all of it already; what could not come back."""

    revision: Revision | None
    left_out: list[str]  # sentences


@transaction.atomic
def restore(story, revision, *, by, based_on=None):
    """Make the desk's copy of a story what it was at `revision`, as a new revision.

    Readers see nothing of it before it is published. Opening and closing replies is an act of its
    own, so under a published story they stay as they are.

    Args:
        based_on: the number of the newest revision that whoever restores has seen.

    Raises:
        MoveRefused: for somebody who may not write, a killed story, or one saved meanwhile.
    """
    story = locked(story)
    _refuse_unless_allowed(story, revision, by, based_on)
    returning = _Return(story, revision)
    returning.write()
    new = save(story, by=by, restored_from=revision.number)
    return Restored(new, returning.left_out)


def _refuse_unless_allowed(story, revision, by, based_on):
    if not by.has_perm("articles.change_story"):
        raise MoveRefused(_("You may not change this story."))
    if story.state == State.KILLED:
        raise MoveRefused(_("A killed story stays as it is: nothing of it can be restored."))
    if revision.story_id != story.pk:
        raise MoveRefused(_("That version belongs to another story."))
    if based_on is not None and based_on != story.revision_number:
        raise MoveRefused(
            _("The story was saved after you opened its history. Look at what changed first.")
        )


class _Return:
    """An earlier content on its way back into the desk's copy."""

    def __init__(self, story, revision):
        self._story, self._content = story, revision.content
        self._names = Names(copies.names_of(revision))
        self.left_out = []

    def write(self):
        story, content = self._story, self._content
        for name in WORDS:
            setattr(story, name, content.get(name) or "")
        story.body = self._body()
        story.section_id = self._section()
        story.lead_picture_id = self._lead_picture()
        if story.lead_picture_id is None:
            story.lead_caption = story.lead_alt = ""
        story.slug = self._slug()
        story.replies_open = self._replies_open()
        story.save(
            update_fields=[*WORDS, "body", "section", "lead_picture", "slug", "replies_open"]
        )
        self._write_bylines()
        self._write_related()
        story.tags.set(content.get("tags", []))

    def _section(self):
        pk = self._content.get("section")
        if pk is None or Section.objects.filter(pk=pk).exists():
            return pk
        self._miss(
            _("The section “%(name)s” is gone: the present one stays."), self._names.section(pk)
        )
        return self._story.section_id

    def _lead_picture(self):
        pk = self._content.get("lead_picture")
        if pk is None or Picture.objects.filter(pk=pk).exists():
            return pk
        self._miss(
            _("The lead picture “%(name)s” is no longer in the library: it was left out."),
            self._names.picture(pk),
        )
        return None

    def _body(self):
        body = self._content.get("body") or ""
        found = pointers(body)
        shown = {pointer.target for pointer in found if pointer.kind == Reference.Kind.PICTURE}
        pictures = _gone(Picture, shown)
        stories = _gone(Story, references.stories_in(found))
        for pk in sorted(pictures):
            self._miss(
                _("The picture “%(name)s” is no longer in the library: it was left out."),
                self._names.picture(pk),
            )
        for pk in sorted(stories):
            self._miss(
                _("The story “%(name)s” is gone: links and READ ALSO lines to it were left out."),
                self._names.story(pk),
            )
        return without(body, stories=stories, pictures=pictures)

    def _slug(self):
        """An address is the story's for ever, and no other story of that day may have it."""
        story, slug = self._story, self._content.get("slug") or ""
        if story.published_at is None or slug in ("", story.slug):
            return slug if story.published_at is None else story.slug
        day = copies.day_of(story, story.published_at)
        if not StoryAddress.objects.filter(day=day, slug=slug).exclude(story=story).exists():
            return slug
        self._miss(
            _("The address “%(name)s” belongs to another story now: the present one stays."), slug
        )
        return story.slug

    def _replies_open(self):
        were_open = self._content.get("replies_open", True)
        if self._story.readers_copy is None or were_open == self._story.replies_open:
            return were_open
        self.left_out.append(
            _("Replies stay open: readers see them.")
            if self._story.replies_open
            else _("Replies stay closed: readers would see them open.")
        )
        return self._story.replies_open

    def _write_bylines(self):
        entries = self._content.get("bylines", [])
        gone = _gone(Person, {entry["person"] for entry in entries if entry.get("person")})
        for pk in sorted(gone):
            self._miss(
                _("“%(name)s” is no longer among the people: the name was left out."),
                self._names.person(pk),
            )
        kept = [entry for entry in entries if entry.get("person") not in gone]
        self._story.bylines.all().delete()
        Byline.objects.bulk_create(
            Byline(
                story=self._story,
                position=place,
                person_id=entry.get("person"),
                guest=entry.get("guest", ""),
            )
            for place, entry in enumerate(kept, start=1)
        )

    def _write_related(self):
        picks = self._content.get("related", [])
        gone = _gone(Story, {pick["story"] for pick in picks if "story" in pick})
        for pk in sorted(gone):
            self._miss(
                _("The story “%(name)s” is gone: it was left out of the related links."),
                self._names.story(pk),
            )
        kept = [pick for pick in picks if pick.get("story") not in gone]
        self._story.related.all().delete()
        RelatedLink.objects.bulk_create(
            RelatedLink(
                story=self._story,
                position=place,
                target_id=pick.get("story"),
                url=pick.get("url", ""),
                title=pick.get("title", ""),
            )
            for place, pick in enumerate(kept, start=1)
        )

    def _miss(self, sentence, name):
        self.left_out.append(sentence % {"name": name})


def _gone(model, ids):
    """Those among `ids` that have no row any more."""
    return ids - set(model.objects.filter(pk__in=ids).values_list("pk", flat=True)) if ids else ids
