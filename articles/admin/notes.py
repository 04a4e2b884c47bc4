"""The notes on a story: a page of their own, and the panel beside the text that sends to it.

The rule: a note that is refused is shown again with all its words, and the story's own form is
never sent with it.
"""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from articles import notes, notices
from articles.forms import NoteForm
from articles.models import State, Story, name_of

from .desk import numbers_in
from .notices import told_of

SETTLE = {"resolve": notes.resolve, "reopen": notes.reopen}


def note_addresses():
    """What StoryAdmin adds to its addresses."""
    view = admin.site.admin_view(story_notes)
    return [path("<int:pk>/notes/", view, name="articles_story_notes")]


@require_http_methods(["GET", "HEAD", "POST"])
def story_notes(request, pk):
    """The threads on a story; a post writes, answers, resolves or opens again.

    The panel's script asks for its answer in JSON and stays where it is.
    """
    if not request.user.has_perm(notices.READING):
        raise PermissionDenied
    story = get_object_or_404(Story, pk=pk)
    if request.method == "POST":
        form, said = _done(request, story)
        if "panel" in request.POST:
            return _for_the_panel(request, story, form, said)
        if form is None:
            return redirect("admin:articles_story_notes", story.pk)
        return _page(request, story, form, status=422)
    if request.method == "GET":
        notices.mark_seen(request.user, story=story)
    return _page(request, story)


def _done(request, story):
    """Do what the pressed button says: the form that was refused or None, and what to tell."""
    for verb, settle in SETTLE.items():
        if verb in request.POST:
            return None, _settled(request, story, settle, request.POST[verb])
    thread = story.notes.filter(pk__in=numbers_in([request.POST.get("answers", "")])).first()
    thread = thread and (thread.answers or thread)
    form = NoteForm(request.POST, story=story, answers=thread, auto_id=_ids_of(thread))
    if not form.is_valid():
        return form, [(messages.ERROR, _("The note is not written yet: see what is said at it."))]
    try:
        note = notes.write(
            story,
            form.cleaned_data["text"],
            by=request.user,
            answers=form.cleaned_data["answers"],
            naming=form.naming,
        )
    except notes.NoteRefused as refusal:
        form.add_error("text", str(refusal))
        return form, [(messages.ERROR, str(refusal))]
    return None, _tell(request, _written(note))


def _settled(request, story, settle, number):
    note = story.notes.filter(pk__in=numbers_in([number])).first()
    if note is None:
        return _tell(request, [(messages.ERROR, _("This note is not there any more."))])
    try:
        note = settle(note, by=request.user)
    except notes.NoteRefused as refusal:
        return _tell(request, [(messages.ERROR, str(refusal))])
    return _tell(
        request, [(messages.SUCCESS, _("Open again.") if note.is_open else _("Resolved."))]
    )


def _written(note):
    names = [name_of(notice.account) for notice in note.notices.select_related("account")]
    if names:
        yield messages.SUCCESS, _("Noted. Told: %(names)s.") % {"names": ", ".join(names)}
    else:
        yield messages.SUCCESS, _("Noted.")
    if unknown := notes.unknown_in(note.text):
        sentence = _("Nobody who reads stories here is called %(names)s: nobody was told by it.")
        yield messages.WARNING, sentence % {"names": ", ".join(f"@{name}" for name in unknown)}


def _tell(request, sentences):
    """The sentences, shown by the next page unless the panel shows them itself."""
    sentences = list(sentences)
    if "panel" not in request.POST:
        for level, sentence in sentences:
            messages.add_message(request, level, sentence)
    return sentences


def _for_the_panel(request, story, form, said):
    errors = [error for field in form.errors.values() for error in field] if form else []
    refused = any(level == messages.ERROR for level, _sentence in said)
    context = panel_of(story)
    return JsonResponse(
        {
            "threads": render_to_string("admin/articles/parts/open_notes.html", context, request),
            "summary": str(context["notes_summary"]),
            "said": " ".join(errors or [sentence for _level, sentence in said]),
        },
        status=422 if refused else 200,
    )


def _page(request, story, refused=None, status=200):
    threads = [
        {"note": note, "answer": _answer_to(note, story, refused)} for note in story.notes.threads()
    ]
    is_new = refused is not None and refused.answered is None
    context = {
        **admin.site.each_context(request),
        "title": _("Notes"),
        "story": story,
        "headline": notices.headline_of(story),
        "is_closed": story.state == State.KILLED,
        "open_threads": [one for one in threads if one["note"].is_open],
        "resolved_threads": [one for one in threads if not one["note"].is_open],
        "form": refused if is_new else NoteForm(story=story, auto_id=_ids_of(None)),
        "told": told_of(story),
        "may_change": request.user.has_perm("articles.change_story"),
    }
    return render(request, "admin/articles/notes.html", context, status=status)


def _answer_to(note, story, refused):
    if refused is not None and refused.answered == note:
        return refused
    return NoteForm(story=story, answers=note, auto_id=_ids_of(note))


def _ids_of(thread):
    return f"answer-{thread.pk}-%s" if thread else "note-%s"


def panel_of(story):
    """What the panel beside the text shows: the open threads, and a form for another."""
    threads = list(story.notes.open().threads())
    return {
        "story": story,
        "open_notes": threads,
        "notes_summary": summary_of(len(threads)),
        "note_form": NoteForm(story=story, auto_id=_ids_of(None), owner="note_form"),
        "notes_are_closed": story.state == State.KILLED,
    }


def summary_of(count):
    if not count:
        return _("Notes")
    return ngettext("Notes: %(count)s open", "Notes: %(count)s open", count) % {"count": count}


def link_in_a_list(story):
    """The cell of the story list: how many notes are open, if any; `open_notes` is loaded."""
    count = len(story.open_notes)
    if not count:
        return None
    words = ngettext("%(count)s open note", "%(count)s open notes", count) % {"count": count}
    return format_html(
        '<a href="{}">{}</a>', reverse("admin:articles_story_notes", args=[story.pk]), words
    )
