"""What the editor's dialogs ask while somebody types: small, permission-checked, GET alone."""

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_safe
from taggit.models import Tag

from articles import library, notes, notices, search
from articles.forms.notes import in_a_list
from articles.models import Person, Picture, Story

from .desk import numbers_in, words_in
from .proofs import preview_facts, proof_address

STORIES_SHOWN, PICTURES_SHOWN, TOPICS_SHOWN = 12, 24, 12
PICTURES_LOOKED_AT = 200  # the newest with the words, of which those that may be used come first


@require_safe
def find_stories(request):
    """Stories by words that the desk finds them by (`q`), or by their numbers (`id`, repeated).

    With `on_its_way`, only those that readers see or will by the clock.
    """
    if not request.user.has_perm("articles.view_story"):
        raise PermissionDenied
    stories = Story.objects.not_killed().select_related("section", "published")
    if request.GET.get("on_its_way"):
        stories = stories.on_its_way()
    if wanted := numbers_in(request.GET.getlist("id")):
        found = stories.filter(pk__in=wanted)
    else:
        words = search.words_in(request.GET.get("q", ""))
        found = stories.having(words).latest_touched_first()[:STORIES_SHOWN]
    return JsonResponse({"results": [story_facts(story) for story in found]})


@require_safe
def find_pictures(request):
    """Pictures by the words that the library finds them by (`q`), or by number (`id`).

    Those that may stand in a story come first; the others say why they may not.
    """
    if not request.user.has_perm("articles.view_picture"):
        raise PermissionDenied
    pictures = Picture.objects.with_list_parts()
    if wanted := numbers_in(request.GET.getlist("id")):
        found = pictures.filter(pk__in=wanted)
    else:
        found = offered(pictures.newest_first(), search.words_in(request.GET.get("q", "")))
    return JsonResponse({"results": [picture_facts(picture) for picture in found]})


def offered(pictures, words):
    """The newest of `pictures` with `words`: those that may be used, then, if room is left, others.

    Two short lists rather than one sorted by it: nothing of a long library has to be sorted.
    """
    if words:  # looked for once, and both lists made of what was found
        numbers = pictures.values_list("pk", flat=True)
        found = search.first_of(numbers, lambda some: some.having(words), PICTURES_LOOKED_AT)
        pictures = pictures.filter(pk__in=found)
    fit = list(pictures.usable().lawful()[:PICTURES_SHOWN])
    if room := PICTURES_SHOWN - len(fit):
        fit += pictures.exclude(pk__in=[one.pk for one in fit])[:room]
    return fit


@require_safe
def find_topics(request):
    """The names of topics that hold what was typed (`q`), those that begin with it first."""
    if not request.user.has_perm("taggit.view_tag"):
        raise PermissionDenied
    typed = " ".join(words_in(request.GET.get("q", "")))
    if not typed:
        return JsonResponse({"results": []})
    topics = Tag.objects.order_by("name").values_list("name", flat=True)
    begin = list(topics.filter(name__istartswith=typed)[:TOPICS_SHOWN])
    hold = topics.filter(name__icontains=typed).exclude(name__in=begin)
    return JsonResponse({"results": [*begin, *hold[: TOPICS_SHOWN - len(begin)]]})


@require_safe
def find_people(request):
    """Everybody who may stand in a byline, by name."""
    if not request.user.has_perm("articles.view_story"):
        raise PermissionDenied
    people = Person.objects.values_list("pk", "name")
    return JsonResponse({"results": [{"id": pk, "name": name} for pk, name in people]})


@require_safe
def find_colleagues(request):
    """Everybody who can be told of a note."""
    if not request.user.has_perm(notices.READING):
        raise PermissionDenied
    found = [{"id": one.pk, "name": in_a_list(one)} for one in notes.colleagues()]
    return JsonResponse({"results": found})


def story_facts(story):
    """What the desk's dialogs show of a story."""
    copy = story.readers_copy
    moment = copy.published_at if copy else story.changed_at
    return {
        "id": story.pk,
        "headline": copy.headline if copy else story.headline,
        "section": story.section.name if story.section else "",
        "state": story.state_now,
        "state_label": story.state_now.label,
        "is_public": copy is not None and copy.is_live,
        "date": date_format(timezone.localtime(moment), "j M Y"),
    }


def picture_facts(picture, alt=""):
    """What the desk's dialogs show of a picture; `alt` is the alt text that its use has itself."""
    return {
        "id": picture.pk,
        "name": str(picture),
        "caption": picture.caption,
        "alt": picture.alt,
        "credit": picture.credit,
        "thumbnail": thumbnail_of(picture),
        **preview_facts(picture),
        "badges": [
            {"kind": badge.kind, "words": badge.words} for badge in library.badges_of(picture)
        ],
        "refusal": library.refusal_of(picture),
        "lacks_alt": library.lacks_alt(picture),
        "demands": list(library.demands_of(picture, alt)),
    }


def thumbnail_of(picture):
    """The address of a small copy of a picture for lists and dialogs."""
    return proof_address(picture)
