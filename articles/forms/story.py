"""The story as the desk writes it."""

import re
from datetime import UTC

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import linebreaks
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import copies, readiness, workflow
from articles.body import is_visible, pointers, sanitise
from articles.models import Picture, Section, State, Story, StoryAddress

from .editor import BodyEditor
from .moments import MomentField
from .topics import TopicsField, refuse_without_address
from .words import WholeCharacters, on_one_line

LONGEST_BODY = 1_000_000  # characters of HTML; a story of 20,000 words has an eighth of it
MOST_TOPICS = 30
A_TAG = re.compile(r"<[a-z/!?]", re.IGNORECASE)
# Fields for the moments of a story: not of the model, because only `workflow` may set those.
PARTED = " "
PLANNED_FIELDS = {f"when_{name}": name for name in workflow.PLANNED}


class StoryForm(WholeCharacters, forms.ModelForm):
    """Everything the desk writes of a story but its byline and related links.

    `editing_as` is the account at work and `words` are unsaved ones that the form is to show; the
    screen sets them on the class it makes for a request.
    """

    editing_as = None
    words = None

    based_on = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    body = forms.CharField(
        label=gettext_lazy("Body"), required=False, max_length=LONGEST_BODY, widget=BodyEditor
    )
    section = forms.ModelChoiceField(
        Section.objects.all(), label=gettext_lazy("Section"), required=False
    )
    tags = TopicsField(
        label=gettext_lazy("Topics"),
        required=False,
        help_text=gettext_lazy("Separated by commas."),
    )
    lead_picture = forms.ModelChoiceField(
        Picture.objects.all(),
        label=gettext_lazy("Lead picture"),
        required=False,
        widget=forms.NumberInput(attrs={"min": 1, "data-chooser-value": True}),
        error_messages={
            "invalid_choice": gettext_lazy("There is no picture with this number in the library.")
        },
    )

    # What the page showed of the moments: what was not touched there is not changed by it, whoever
    # has planned otherwise since.
    planned_as = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    when_publish_at = MomentField(label=gettext_lazy("Publish at"), required=False)
    when_withdraw_at = MomentField(label=gettext_lazy("Withdraw at"), required=False)
    when_embargo_until = MomentField(
        label=gettext_lazy("Embargo until"),
        required=False,
        help_text=gettext_lazy("Until then nobody outside sees anything of it, wherever."),
    )

    class Meta:
        model = Story
        fields = [
            "headline",
            "standfirst",
            "body",
            "short_headline",
            "dateline",
            "section",
            "tags",
            "lead_picture",
            "lead_caption",
            "lead_alt",
            "slug",
            "replies_open",
        ]
        widgets = {
            "headline": forms.Textarea(attrs={"rows": 1, "data-one-line": True}),
            "standfirst": forms.Textarea(attrs={"rows": 2}),
            "lead_caption": forms.Textarea(attrs={"rows": 3}),
            "lead_alt": forms.Textarea(attrs={"rows": 2, "data-one-line": True}),
            "short_headline": forms.TextInput,
            "dateline": forms.TextInput,
            "slug": forms.TextInput,
        }

    def __init__(self, data=None, *args, **kwargs):
        super().__init__(self.words if data is None else data, *args, **kwargs)
        if "based_on" in self.fields:
            self.initial["based_on"] = self.instance.revision_number
        if "planned_as" in self.fields:
            self.initial["planned_as"] = plan_as_words(self.instance)
        for field, name in PLANNED_FIELDS.items():
            if field in self.fields:
                self.initial[field] = getattr(self.instance, name)
                self.fields[field].disabled = not self._may_plan()

    def _may_plan(self):
        """Whether whoever is at work may change when readers see the story."""
        if self.instance.state_now not in {State.SCHEDULED, State.PUBLISHED}:
            return True
        return self.editing_as is not None and workflow.may_publish(self.editing_as)

    def clean_headline(self):
        headline = on_one_line(self.cleaned_data["headline"])
        if not is_visible(headline):
            raise ValidationError(_("A story needs a headline, if only a working one."))
        return headline

    def clean_body(self):
        body = self.cleaned_data["body"]
        if body.strip() and not A_TAG.search(body):  # typed without the editor
            body = linebreaks(body)
        body = sanitise(body)
        wanted = {pointer.target for pointer in pointers(body) if pointer.kind == "picture"}
        if wanted and Picture.objects.filter(pk__in=wanted).count() < len(wanted):
            raise ValidationError(
                _("The text holds a picture that is not in the library any more. Remove it.")
            )
        if lacking := readiness.unusable_pictures(body):
            raise ValidationError([readiness.picture_sentence(picture) for picture in lacking])
        if own := readiness.link_to_itself(self.instance, body):
            raise ValidationError(own)
        return body

    def clean_lead_alt(self):
        alt = on_one_line(self.cleaned_data["lead_alt"])
        return alt if is_visible(alt) else ""

    def clean_tags(self):
        """The topics, each once whatever its capitals."""
        topics = {}
        for topic in map(on_one_line, self.cleaned_data["tags"]):
            refuse_without_address(topic)
            topics.setdefault(topic.casefold(), topic)
        if len(topics) > MOST_TOPICS:
            raise ValidationError(_("No more than %(most)s topics.") % {"most": MOST_TOPICS})
        return list(topics.values())

    def clean_slug(self):
        """An address once given is the story's for ever; no other story of that day may have it."""
        slug = self.cleaned_data["slug"]
        if self.instance.published_at is None:
            return slug
        slug = slug or self.instance.slug
        if taken := address_taken(self.instance.published_at, slug, self.instance):
            raise ValidationError(taken)
        return slug

    def clean(self):
        cleaned = super().clean()
        picture, alt = cleaned.get("lead_picture"), cleaned.get("lead_alt", "")
        if picture is not None and (missing := picture.missing_with(alt)):
            self.add_error("lead_picture", readiness.picture_sentence(picture, missing))
        if self.editing_as is not None:
            for name, sentence in workflow.refusals(
                self.instance, by=self.editing_as, **self.moments()
            ):
                self.add_error(f"when_{name}", sentence)
        return cleaned

    def moments(self):
        """The moments that were changed on this page, by field; None takes one away."""
        shown = self.data.get("planned_as", "").split(PARTED)
        shown = dict(zip(workflow.PLANNED, shown, strict=False)) if len(shown) == 3 else {}
        return {
            name: self.cleaned_data[field]
            for field, name in PLANNED_FIELDS.items()
            if field in self.changed_data
            and field in self.cleaned_data
            and field in self.data
            and minute_of(self.cleaned_data[field]) != shown.get(name)
        }


def plan_as_words(story):
    """The moments of a story as its page carries them."""
    return PARTED.join(minute_of(getattr(story, name)) for name in workflow.PLANNED)


def minute_of(moment):
    """A moment to the minute, as fields show it; "" for none."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M") if moment else ""


def address_taken(moment, slug, story):
    """The sentence that says whose the address `slug` of a moment's day already is, or ""."""
    others = StoryAddress.objects.filter(day=copies.day_of(story, moment), slug=slug)
    other = others.exclude(story=story.pk).select_related("story").first()
    return workflow.address_taken(other) if other else ""
