"""Where the writing screen sends what is typed, and where unsaved words are looked at again.

The rule: everything here is about the account that asks; there is no address for another's words.
"""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.http import Http404, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from articles import copies
from articles.comparison import compare
from articles.models import Story

from . import open_forms, typed
from .beginning import mark_of, story_begun_by
from .two_editors import at, is_overtaken

PRESENCE = {"here": open_forms.note_open, "closed": open_forms.note_closed}
FULL = 507  # Insufficient Storage, RFC 4918 section 11.5


@require_safe
def signed_in(request):
    """Who is signed in, and a token for the forms of theirs that are still open.

    A form that outlived its session goes on by itself once the same account has signed in again.
    """
    return JsonResponse({"account": request.user.pk, "token": get_token(request)})


@require_http_methods(["GET", "HEAD", "POST"])
def unsaved(request, pk):
    """GET: what was typed beside what is saved. POST: keep it, say one is here, throw it away."""
    if not request.user.has_perm("articles.change_story"):
        raise PermissionDenied
    story = get_object_or_404(Story.objects.not_killed(), pk=pk)
    form = reverse("admin:articles_story_change", args=[pk])
    if request.method == "POST":
        return _acted(request, form, story=story)
    words = _words_asked_for(request, story=story)
    if words is not None and is_overtaken(story, words):
        return redirect(at(story, "merge", of=words.page))
    title = _("Unsaved words of “%(headline)s”") % {"headline": story.headline}
    return _shown(request, form, words, open_forms.saved_content(story), title=title, story=story)


@require_http_methods(["GET", "HEAD", "POST"])
def unsaved_beginning(request, mark):
    """The same for a story that is not saved for the first time yet."""
    if not request.user.has_perm("articles.add_story"):
        raise PermissionDenied
    if mark != open_forms.fit_mark(mark):
        raise Http404
    if story := story_begun_by(mark):
        return unsaved(request, story.pk)
    form = reverse("admin:articles_story_add")
    if request.method == "POST":
        return _acted(request, form, mark=mark)
    title = _("Unsaved words of a new story")
    words = _words_asked_for(request, mark=mark)
    return _shown(request, form, words, typed.nothing(), title=title, mark=mark)


def fill(request, story):
    """Fill the form that is asked for with the unsaved words that its address names.

    Returns:
        A redirect where somebody has overtaken them: they are first compared with what is saved.
    """
    words = open_forms.find_words(request.user, request.GET.get("unsaved"), story=story)
    if words is not None and is_overtaken(story, words):
        return redirect(at(story, "merge", of=words.page))
    if words is not None:
        replanned = story.moves.filter(made_at__gt=words.typed_at).exists()
        request.words_shown = typed.as_form_of(words.fields, story, was_replanned=replanned)
        request.page_shown = words.page
    return None


def fill_beginning(request):
    """The same for the form of a new story; one that is begun by now is gone on with."""
    mark, page = open_forms.fit_mark(request.GET.get("begun")), request.GET.get("unsaved", "")
    if request.method == "POST" or not page:
        return None
    if story := story_begun_by(mark):
        return redirect(at(story, "change", unsaved=page))
    words = open_forms.find_words(request.user, page, mark=mark)
    if words is not None:
        request.words_shown = typed.as_form_of(words.fields)
        request.page_shown, request.mark_shown = words.page, mark
    return None


def unsaved_parts(request, story=None):
    """What the writing screen needs to keep what is typed on it, and to offer what was."""
    page = getattr(request, "page_shown", "") or open_forms.page_of(request.POST)
    mark = getattr(request, "mark_shown", "") or open_forms.fit_mark(mark_of(request.POST))
    begun_by = (story and story.begun_by) or mark
    parts = {
        "page": page,
        "begun_by": begun_by,
        "is_unsaved": hasattr(request, "words_shown"),
        "offers": open_forms.offers_at(story, request.user, shown=page),
        "keep_at": reverse("admin:articles_story_begun_unsaved", args=[mark]),
    }
    if story is not None:
        parts["keep_at"] = at(story, "unsaved")
        parts["others"] = open_forms.others_here(story, request.user)
    return parts


def _acted(request, form, *, story=None, mark=""):
    of = {"story": story, "mark": mark}
    act = request.POST.get("act", "")
    if act == "throw-away":
        open_forms.throw_away(request.POST.get("page", ""), by=request.user, **of)
        messages.success(request, _("The words that were not saved are thrown away."))
        return redirect(form)
    words = open_forms.words_in(request)
    try:
        if act not in PRESENCE:
            open_forms.keep(words, by=request.user, **of)
        elif story is not None:
            PRESENCE[act](request.user, story=story)
    except open_forms.TooLate:
        return JsonResponse({"saved": True})
    except open_forms.TooMany:
        sentence = _("Unsaved words of so many pages wait already that no more can be kept.")
        return JsonResponse({"sentence": sentence}, status=409)
    except DatabaseError:  # a full disk, or no database
        sentence = _("The server has no room for it.")
        return JsonResponse({"sentence": sentence}, status=FULL)
    return JsonResponse(_heard(request, words, story))


def _heard(request, words, story):
    """What a form is told when it was heard of."""
    said = {"kept_at": open_forms.hour_of(words.typed_at), "others": [], "newer": ""}
    if story is not None:
        said["others"] = open_forms.others_here(story, request.user)
        said["newer"] = open_forms.newer_save(story, words.based_on)
    if "offers" in request.POST:
        waiting = open_forms.offers_at(story, request.user, shown=request.POST["offers"])
        template = "admin/articles/story/offers.html"
        said["offers"] = render_to_string(template, {"offers": waiting}, request)
    return said


def _words_asked_for(request, *, story=None, mark=""):
    page = request.GET.get("of", open_forms.NEWEST)
    return open_forms.find_words(request.user, page, story=story, mark=mark)


def _shown(request, form, words, saved, *, title, story=None, mark=""):
    if words is None:
        messages.info(request, _("There are no unsaved words of yours here any more."))
        return redirect(form)
    content = typed.content_of(words.fields, saved)
    before_names, after_names = copies.names_in(saved), copies.names_in(content)
    context = admin.site.each_context(request) | {
        "title": title,
        "story": story,
        "offer": open_forms.offer_of(words, story=story, mark=mark),
        "changes": compare(saved, content, before_names=before_names, after_names=after_names),
        "has_more": typed.says_more_beside(words.fields),
    }
    return TemplateResponse(request, "admin/articles/story/unsaved.html", context)
