"""Which stories a writer may lead to: asked by the editor's dialogs, and on a page of its own."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles import copies, related
from articles.models import State, Story

from . import typed
from .desk import numbers_in


def suggesting_addresses():
    view = admin.site.admin_view
    return [
        path("suggest/", view(suggest_stories), name="articles_story_suggest"),
        path("<int:pk>/alike/", view(stories_alike), name="articles_story_alike"),
    ]


@require_POST
def suggest_stories(request):
    """Live stories that are like a text as it stands in the form, saved or not.

    Takes the fields of the story's form, and its number as `story`. What it leads to already, in
    its text or its related links, is left out.
    """
    if not request.user.has_perm("articles.view_story"):
        raise PermissionDenied
    content = typed.content_of(typed.fields_in(request.POST), typed.nothing())
    number = next(iter(numbers_in([request.POST.get("story", "")])), None)
    found = suggestions_for(content, number)
    return JsonResponse({"results": [suggestion_facts(one) for one in found]})


@require_safe
def stories_alike(request, pk):
    """The same of the saved text, with what to type into it where no script runs."""
    if not request.user.has_perm("articles.view_story"):
        raise PermissionDenied
    story = get_object_or_404(Story.objects.not_killed(), pk=pk)
    context = admin.site.each_context(request) | {
        "title": _("Stories like “%(headline)s”") % {"headline": story.headline},
        "story": story,
        "found": suggestions_for(copies.snapshot(story), pk),
    }
    return TemplateResponse(request, "admin/articles/story/alike.html", context)


def suggestions_for(content, number):
    """What a content, as `copies.snapshot` gives it, could lead to; `number` is its story's."""
    return related.suggestions(
        content["headline"],
        content["standfirst"],
        content["body"],
        content["tags"],
        section=content["section"],
        story=number,
        without={pick["story"] for pick in content["related"] if pick.get("story")},
    )


def suggestion_facts(one):
    """What the desk's dialogs show of a suggestion: a story's facts, and why it is one."""
    story, state = one.story, State.PUBLISHED
    return {
        "id": story.pk,
        "headline": story.headline,
        "section": story.section.name,
        "state": state,
        "state_label": state.label,
        "is_public": True,
        "date": date_format(timezone.localtime(story.published_at), "j M Y"),
        "why": _("Suggested: shares %(what)s") % {"what": ", ".join(one.shares)},
    }
