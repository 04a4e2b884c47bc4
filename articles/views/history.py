"""The public history of a story: the versions that readers saw, each with what changed in it.

The rule: only what readers have seen, and of what it points to only what they may see now.
"""

from dataclasses import dataclass, field

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import comparison, references
from articles.body import Patience, pointers, without
from articles.models import (
    Person,
    Picture,
    PublishedStory,
    PublishedVersion,
    Reference,
    Section,
)

from .days import day_or_404
from .stories import elsewhere

PAGE = 20  # versions
LONGEST = 150_000  # characters of a text that is compared for everybody who asks; 25,000 words
READ_BY_READERS = (
    *("headline", "short_headline", "standfirst", "bylines", "dateline"),
    *("lead_picture", "lead_caption", "lead_alt", "body", "section", "tags"),
)


@dataclass(frozen=True)
class Told:
    """One version, and what became of the one before it that is shown."""

    version: PublishedVersion
    changes: list = field(default_factory=list)
    is_first: bool = False  # of those that are shown


@require_safe
def story_history(request, year, month, day, slug):
    """What changed in a live story since it was first published; not for search engines."""
    date = day_or_404(year, month, day)
    story = PublishedStory.objects.live().at_address(date, slug).first()
    if story is None:
        return elsewhere(request, date, slug)
    if not request.paper.public_history:
        raise Http404(_("The history of stories is not public here."))
    versions, base, older_url = _page_of(story, request.GET.get("before", ""))
    response = render(
        request,
        "articles/history.html",
        {
            "story": story,
            "told": tell(versions, base),
            "older_url": older_url,
            "newest_url": story.get_history_url() if "before" in request.GET else "",
        },
    )
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _page_of(story, before):
    """A page of versions, newest first; the one before them to compare with; the next page."""
    rows = PublishedVersion.objects.of(story.pk).of_public_history().newest_first()
    if before:
        rows = rows.older_than(_version_or_404(rows, before))
    found = list(rows.select_related("revision")[: PAGE + 1])
    versions = found[:PAGE]
    if len(found) <= PAGE:
        return versions, None, ""
    base = rows.older_than(versions[-1]).shown().select_related("revision").first()
    return versions, base, f"?before={versions[-1].pk}"


def _version_or_404(rows, number):
    is_one = number.isascii() and number.isdigit() and len(number) < 19
    version = rows.numbered(int(number)).first() if is_one else None
    if version is None:
        raise Http404(_("There is no such page."))
    return version


def tell(versions, base):
    """What each of `versions`, newest first, changed in the one before it that is shown."""
    shown = [version for version in versions if version.withheld_at is None]
    public = _PublicContents([*shown, base] if base else shown)
    before = dict(zip(shown, [*shown[1:], base], strict=False))
    patience = Patience()
    told = []
    for version in versions:
        older = before.get(version)
        changes = public.compare(older, version, patience) if older else []
        is_first = version.withheld_at is None and older is None
        told.append(Told(version, changes, is_first))
    return told


class _PublicContents:
    """The contents of versions without anything that is not public now, and the names in them."""

    def __init__(self, versions):
        contents = {version.pk: version.revision.content for version in versions}
        self._bodies = {pk: content["body"] for pk, content in contents.items()}
        self._is_long = any(len(body) > LONGEST for body in self._bodies.values())
        found = {pk: [] if self._is_long else pointers(one) for pk, one in self._bodies.items()}
        every = [pointer for places in found.values() for pointer in places]
        stories = references.stories_in(every)
        live = references.live_stories(stories)
        pictures = {one.target for one in every if one.kind == Reference.Kind.PICTURE}
        pictures |= {content["lead_picture"] for content in contents.values()} - {None}
        present = Picture.objects.with_is_public().in_bulk(pictures)
        self._names = _names(versions, live, present)
        self._contents = {
            pk: content
            | {
                "body": without(
                    content["body"],
                    stories=references.stories_in(found[pk]) - set(live),
                    pictures=pictures - set(present),
                ),
                "lead_picture": present.get(content["lead_picture"]) and content["lead_picture"],
            }
            for pk, content in contents.items()
        }

    def compare(self, before, after, patience):
        only = [name for name in READ_BY_READERS if name != "body" or not self._is_long]
        changes = comparison.compare(
            self._contents[before.pk],
            self._contents[after.pk],
            before_names=self._names,
            after_names=self._names,
            only=only,
            patience=patience,
        )
        if self._is_long and self._bodies[before.pk] != self._bodies[after.pk]:
            said = [_("The text changed. It is too long to be compared here.")]
            changes.append(comparison.FieldChange("body", _("text"), sentences=said))
        return changes


def _names(versions, live, pictures):
    """What readers may call things: by what they are now, or were when readers saw them."""
    contents = [version.revision.content for version in versions]
    people = {line["person"] for content in contents for line in content["bylines"]} - {None}
    sections = {content["section"] for content in contents} - {None}
    then = {"people": {}, "sections": {}}
    for version in versions:
        for kind, names in then.items():
            names.update(version.revision.names.get(kind, {}))
    return {
        "people": then["people"] | _by_id(Person.objects.in_bulk(people)),
        "sections": then["sections"] | _by_id(Section.objects.in_bulk(sections)),
        "pictures": {
            str(pk): str(picture) if picture.is_public else _("a picture")
            for pk, picture in pictures.items()
        },
        "stories": {str(pk): story.list_headline for pk, story in live.items()},
    }


def _by_id(rows):
    return {str(pk): str(row) for pk, row in rows.items()}
