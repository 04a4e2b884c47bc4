"""Two people at one story: a save based on an older revision is never made, and never lost.

What was sent is kept as unsaved words of whoever sent it; then both versions are shown field by
field, and a person chooses. Choosing saves nothing: it fills the form.
"""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from articles import copies, merging, workflow
from articles.comparison import FIELDS, compare
from articles.models import Story, name_of

from . import open_forms, typed
from .desk import is_number

CHOICES = {
    "theirs": gettext_lazy("Theirs"),
    "mine": gettext_lazy("Yours"),
    "both": gettext_lazy("Both, put together"),
}


def answer_to_overtaken(request, story):
    """What becomes of a form that was sent to be saved and is not based on the newest revision.

    Returns:
        A redirect, the words kept; None where the form is based on the newest revision.
    """
    words = open_forms.words_in(request)
    if is_based_on_newest(request, story):
        return None
    if not typed.says_more(words.fields, open_forms.saved_content(story)):
        return answer_to_sent_again(request, story)
    words = open_forms.insist(words, by=request.user, story=story)
    _say_what_was_not_done(request)
    return redirect(at(story, "merge", of=words.page))


def _say_what_was_not_done(request):
    """A press of a button came with words that meet a colleague's: nothing was moved."""
    if (verb := request.POST.get("_move")) in workflow.MOVES:
        messages.warning(
            request,
            _("“%(move)s” was not done: a colleague has saved. Choose below, then press it again.")
            % {"move": workflow.label_of(verb)},
        )


def answer_to_begun_again(request, story):
    """What becomes of the form of a new story that has begun `story` before.

    Sent again as it was, it leads to the story, whatever became of that since.
    """
    words = open_forms.words_in(request)._replace(based_on=1)  # what it began is what it knows
    first = story.revisions.last()
    if first is not None and not typed.says_more(words.fields, first.whole):
        return answer_to_sent_again(request, story)
    words = open_forms.insist(words, by=request.user, story=story)
    return redirect(at(story, "merge", of=words.page))


def is_based_on_newest(request, story):
    based_on = request.POST.get("based_on", "")
    return is_number(based_on) and int(based_on) == story.revision_number


def answer_to_sent_again(request, story):
    """A form that says what is saved already leads to its story."""
    open_forms.note_saved(request, story)
    messages.warning(
        request,
        _(
            "This form had been sent already: here is the story. Nothing was saved or done twice. "
            "It is now: %(state)s."
        )
        % {"state": story.state_now.label},
        extra_tags=saved_tag(story),
    )
    return redirect(at(story, "change"))


def saved_tag(story):
    """What a message carries that says a story is saved: the browser then drops what it kept."""
    return f"saved-{story.pk}"


def at(story, screen, **query):
    """The address of one of a story's screens."""
    address = reverse(f"admin:articles_story_{screen}", args=[story.pk])
    return f"{address}?{urlencode(query)}" if query else address


def meetings_of(story, words):
    """The fields in which unsaved words and the newest revision differ: (base, theirs, list)."""
    theirs = open_forms.saved_content(story)
    base = story.revisions.filter(number=words.based_on).first()
    mine = typed.content_of(words.fields, theirs)
    return base, mine, merging.meetings(base and base.whole, theirs, mine)


def is_overtaken(story, words):
    """Whether somebody changed what these words do not know of."""
    if words.based_on == story.revision_number:
        return False
    _base, _mine, met = meetings_of(story, words)
    return any(meeting.theirs_changed for meeting in met)


@require_http_methods(["GET", "HEAD", "POST"])
def merge(request, pk):
    """Both versions, field by field; POST chooses and leads to the form, filled with the result."""
    if not request.user.has_perm("articles.change_story"):
        raise PermissionDenied
    story = get_object_or_404(Story.objects.not_killed(), pk=pk)
    page = request.GET.get("of", open_forms.NEWEST)
    words = open_forms.find_words(request.user, page, story=story)
    if words is None:
        messages.info(request, _("There are no unsaved words of yours here any more."))
        return redirect(at(story, "change"))
    if not is_overtaken(story, words):
        return redirect(at(story, "change", unsaved=words.page))
    base, mine, met = meetings_of(story, words)
    latest = open_forms.latest_revision(story)
    chosen, problems = {}, []
    if request.method == "POST":
        chosen = chosen_in(request.POST, met)
        if request.POST.get("latest") != str(story.revision_number):
            problems.append(
                _("The story was saved once more meanwhile. Look at the choices again.")
            )
        elif len(chosen) == len(met):
            content = merging.merge(latest.whole, mine, met, chosen)
            taken = [field for field, choice in chosen.items() if choice != "mine"]
            put(story, words, content, taken, by=request.user)
            return redirect(at(story, "change", unsaved=words.page))
        else:
            problems.append(_("Choose one version of each field that is marked below."))
    context = admin.site.each_context(request) | {
        "title": _("Two versions of “%(headline)s”") % {"headline": story.headline},
        "story": story,
        "latest": latest,
        "name": name_of(latest.made_by),
        "is_own": latest.made_by_id == request.user.pk,
        "moment": open_forms.hour_of(latest.made_at),
        "problems": problems,
        "offer": open_forms.offer_of(words, story=story),
        "fields": list(drawn(met, base, latest, mine, chosen, marks_missing=bool(problems))),
    }
    return TemplateResponse(request, "admin/articles/story/merge.html", context)


def chosen_in(data, met):
    """The choices that were made, of those there are: {field: choice}."""
    chosen = {}
    for meeting in met:
        choice = data.get(f"choose-{meeting.field}", "")
        if choice in {"theirs", "mine"} or (choice == "both" and meeting.can_be_both):
            chosen[meeting.field] = choice
    return chosen


def put(story, words, content, names, *, by):
    """The words become what was chosen, as of the newest revision; the story stays as it is."""
    fields = typed.with_content(words.fields, content, names)
    merged = words._replace(fields=fields, based_on=story.revision_number)
    open_forms.keep(merged, by=by, story=story)


def drawn(met, base, latest, mine, chosen, *, marks_missing):
    """What the page shows of each field: its choices, each with what it changes."""
    before = base or latest
    own_names, their_names = copies.names_in(mine), copies.names_of(latest)
    for meeting in met:
        field = meeting.field
        versions = {
            "theirs": (latest.whole[field], their_names),
            "mine": (mine[field], own_names),
        }
        if meeting.can_be_both:
            names = copies.names_in({**mine, field: meeting.both})
            versions["both"] = (meeting.both, names)
        choice = chosen.get(field, meeting.preset)
        yield {
            "name": field,
            "label": FIELDS[field],
            "is_missing": marks_missing and choice is None,
            "both_changed": meeting.preset is None,
            "is_theirs": meeting.preset == "theirs",
            "options": [
                {
                    "value": version,
                    "label": CHOICES[version],
                    "is_chosen": version == choice,
                    "changes": compare(
                        before.content,
                        {**before.content, field: value},
                        before_names=copies.names_of(before),
                        after_names=names,
                        only=[field],
                    ),
                }
                for version, (value, names) in versions.items()
            ],
        }
