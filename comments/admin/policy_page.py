"""The present policy in words, and a text tried against it: nothing is saved, nobody is told."""

import re
from datetime import date, timedelta

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from articles.models import PublishedStory, Section
from comments import posting, rules, screening, text
from comments.admin import policy_words
from comments.models import HouseRules, SectionRules, Standing, StoryRules, TopicRules, Writer

MOST_STORIES = 20
LONGEST = 200_000  # characters that are looked at
ADDRESS = re.compile(r"/(\d{4})/(\d{1,2})/(\d{1,2})/([\w-]+)/?(?:[?#].*)?$")

NEW, STAFF = "new", "staff"
WHO = [
    (NEW, gettext_lazy("Somebody new")),
    (Standing.TRUSTED, gettext_lazy("A writer trusted by a moderator")),
    (Standing.HELD, gettext_lazy("A writer who is always held")),
    (Standing.SUSPENDED, gettext_lazy("A suspended writer")),
    (Standing.BANNED, gettext_lazy("A banned writer")),
    (STAFF, gettext_lazy("A colleague who is signed in")),
]


class TryForm(forms.Form):
    """A text to try, who would send it, and where."""

    words = forms.CharField(
        label=gettext_lazy("Text"),
        required=False,
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )
    name = forms.CharField(label=gettext_lazy("Name"), required=False, max_length=200)
    who = forms.ChoiceField(label=gettext_lazy("Sent by"), choices=WHO, initial=NEW)
    section = forms.ChoiceField(label=gettext_lazy("To a new story in"), required=False)
    story = forms.CharField(
        label=gettext_lazy("Or to this story"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("Its number or the address of its page."),
    )

    def __init__(self, data=None, **kwargs):
        if data is not None:
            data = {name: text.scrub(data[name]) for name in self.base_fields if name in data}
        super().__init__(data, **kwargs)
        self.sections = {str(section.pk): section for section in Section.objects.all()}
        self.fields["section"].choices = [
            ("", _("no section")),
            *((pk, section.name) for pk, section in self.sections.items()),
        ]

    def clean_story(self):
        """The readers' copy of a story, or None where none was named."""
        typed = self.cleaned_data["story"]
        if not typed:
            return None
        story = _story_at(typed)
        if story is None:
            raise forms.ValidationError(_("Readers see no story there now."))
        return story

    def attempt(self, user):
        """What would be sent."""
        given = self.cleaned_data
        now = timezone.now()
        story = given["story"] or PublishedStory(
            section=self.sections.get(given["section"]), published_at=now
        )
        who = given["who"]
        standing = who if who in Standing.values else Standing.NONE
        return screening.Attempt(
            story=story,
            text=text.tidy(given["words"]),
            name=text.tidy_line(given["name"]),
            writer=None
            if who == STAFF
            else Writer(standing=standing, standing_until=_until(standing, now)),
            by=user if who == STAFF else None,
            from_trusted_device=standing != Standing.NONE,
        )


@require_http_methods(["GET", "HEAD", "POST"])
def show(request):
    """Everything in force, in the order in which it is asked; on POST also what a text gets."""
    if not (request.user.has_perm("comments.view_houserules") or rules.may_rule(request.user)):
        raise PermissionDenied
    house = HouseRules.current()
    form = TryForm(request.POST) if request.method == "POST" else TryForm(initial=_asked(request))
    of_sections = {one.section_id: one for one in SectionRules.objects.all()}
    sections = [
        (section, policy_words.of_section(section, of_sections.get(section.pk)))
        for section in form.sections.values()
    ]
    stories = StoryRules.objects.with_heads().that_say_something().newest_first()
    shown = list(stories[: MOST_STORIES + 1])
    context = {
        **admin.site.each_context(request),
        "title": _("The present policy"),
        "house": policy_words.of_house(house),
        "checks": screening.explained(house),
        "sections": [(section, said) for section, said in sections if said],
        "topics": [
            (one.topic, policy_words.of_topic(one))
            for one in TopicRules.objects.select_related("topic").order_by("force", "topic__name")
        ],
        "stories": [(one.story, policy_words.of_story(one)) for one in shown[:MOST_STORIES]],
        "has_more_stories": len(shown) > MOST_STORIES,
        "may_change": request.user.has_perm("comments.change_houserules"),
        "may_read": request.user.has_perm("comments.view_houserules"),
        "form": form,
        "tried": _tried(form, request.user) if form.is_bound and form.is_valid() else None,
    }
    return render(request, "admin/comments/houserules/policy.html", context)


def _tried(form, user):
    """What every check answers to the text, and what comes of it."""
    attempt = form.attempt(user)
    rows, words, is_asked = [], [], True
    for check, answer in screening.answers(attempt):
        title = screening.explain(check.__name__, attempt.house).title
        rows.append((title, *_in_words(answer if is_asked else screening.Pass(), is_asked)))
        if is_asked:
            words += _words_of(answer)
        is_asked = is_asked and not isinstance(answer, screening.Pass)
    return {
        "outcome": _outcome(screening.screen(attempt)),
        "rows": rows,
        "pieces": text.marked(attempt.text, words),
        "why": attempt.rules.why,
    }


def _outcome(verdict):
    match verdict:
        case screening.Refusal():
            return "refused", _("It is refused, and its writer reads why.")
        case []:
            return "published", _("It appears at once.")
    return "pending", _("It waits for a moderator.")


def _in_words(answer, is_asked):
    """A kind, for its colour, and a sentence."""
    if not is_asked:
        return "none", _("Not asked.")
    match answer:
        case screening.Refusal():
            return "refused", _("Refuses: %(sentence)s") % {"sentence": answer.sentence}
        case screening.Hold():
            why = screening.sentence_for(answer.rule, answer.found)
            return "pending", _("Holds: %(sentence)s") % {"sentence": why}
        case screening.Pass():
            return "published", _("Lets it through: nothing below is asked.")
    return "none", _("Has nothing against it.")


def _words_of(answer):
    """The words in the text that an answer goes by."""
    match getattr(answer, "found", None):
        case [*words]:
            return words
        case {"words": [*pulls]}:
            return [word for word, _pull in pulls]
    return []


def _until(standing, now):
    return now + timedelta(days=7) if standing == Standing.SUSPENDED else None


def _asked(request):
    """The story that a link chose."""
    return {"story": text.scrub(request.GET.get("story", ""))[:500]}


def _story_at(typed):
    """The readers' copy that a number or an address names, or None."""
    if typed.isascii() and typed.isdigit() and len(typed) < 10:
        return posting.live_story(int(typed))
    found = ADDRESS.search(typed)
    if found is None:
        return None
    *day, slug = found.groups()
    try:
        day = date(*map(int, day))
    except ValueError:
        return None
    return PublishedStory.objects.live().at_address(day, slug).select_related("section").first()
