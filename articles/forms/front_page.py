"""The front page as an editor prepares it: a field for each place, the breaking strip, a moment."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import front_page
from articles.models import FrontEdition, Story
from articles.models.front_page import LONGEST_STRIP, FrontPlace, name_of_place

from .moments import MomentField
from .words import WholeCharacters, on_one_line

LARGEST_ID = 2**63 - 1
NO_STORY = gettext_lazy("There is no story with this number.")


class StoryNumber(forms.IntegerField):
    """The number of a story; a script offers to choose from a list. The form looks them all up."""

    widget = forms.NumberInput(attrs={"min": 1, "data-chooser-value": True})
    default_error_messages = {"invalid": NO_STORY}


class FrontPageForm(WholeCharacters, forms.Form):
    """An edition's form.

    After `is_valid`, `pins` and `strip` are what the verbs of `articles.front_page` take.
    `moment_is_needed` is set where the edition is to be scheduled.
    """

    moment_is_needed = False

    based_on = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    begun_by = forms.CharField(required=False, max_length=32, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    strip_words = forms.CharField(
        label=gettext_lazy("Words"),
        required=False,
        max_length=LONGEST_STRIP,
        help_text=gettext_lazy("A few words, above the masthead of every page."),
    )
    strip_story = StoryNumber(label=gettext_lazy("Story number"), required=False)
    strip_until = MomentField(label=gettext_lazy("Until"), required=False)
    note = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("For your colleagues: why the page changes."),
    )
    planned_for = MomentField(label=gettext_lazy("Goes live at"), required=False)

    def __init__(self, *args, sections, **kwargs):
        super().__init__(*args, **kwargs)
        self.sections = sections
        self.places = {name_of_field(place): place for place in front_page.places(sections)}
        for name in self.places:
            self.fields[name] = StoryNumber(label=gettext_lazy("Story number"), required=False)
        self.pins, self.strip = {}, None

    def name_of(self, place):
        """How the desk calls a place."""
        kind, section, position = place
        names = {one.pk: one for one in self.sections}
        return name_of_place(kind, position, names.get(section))

    def numbers(self):
        """The numbers that the form holds now, typed or given, by the names of their fields."""
        held = {name: str(self[name].value() or "") for name in (*self.places, "strip_story")}
        return {
            name: int(number)
            for name, number in held.items()
            if number.isascii() and number.isdigit() and len(number) < 19
        }

    def clean(self):
        cleaned = super().clean()
        wanted = {name: cleaned.get(name) for name in (*self.places, "strip_story")}
        wanted = {name: number for name, number in wanted.items() if number is not None}
        known = Story.objects.with_heads().in_bulk(
            [number for number in wanted.values() if 0 < number <= LARGEST_ID]
        )
        self._judge_places(wanted, known)
        self._judge_strip(cleaned, known)
        self._judge_moment(cleaned)
        return cleaned

    def _judge_places(self, wanted, known):
        taken = {}
        for name, place in self.places.items():
            if name not in wanted:
                continue
            story = known.get(wanted[name])
            if refusal := self._refusal(story, place, taken):
                self.add_error(name, refusal)
                continue
            taken[story.pk] = place
            self.pins[place] = story.pk

    def _refusal(self, story, place, taken):
        if story is None:
            return NO_STORY
        if refusal := front_page.refusal_to_pin(story):
            return refusal
        named = {"story": story.readers_copy.list_headline}
        if story.pk in taken:
            named["place"] = self.name_of(taken[story.pk])
            return _("“%(story)s” stands on this page already: %(place)s.") % named
        if place[0] == FrontPlace.Kind.SECTION and story.readers_copy.section_id != place[1]:
            return _("“%(story)s” belongs to another section.") % named
        return ""

    def _judge_strip(self, cleaned, known):
        words = on_one_line(cleaned.get("strip_words") or "")
        number, until = cleaned.get("strip_story"), cleaned.get("strip_until")
        story = known.get(number)
        if number is not None and story is None:
            self.add_error("strip_story", NO_STORY)
        elif story is not None and (refusal := front_page.refusal_to_pin(story)):
            self.add_error("strip_story", refusal)
        if words and until is None and "strip_until" not in self.errors:
            self.add_error("strip_until", _("Say until when the strip stands."))
        if until is not None and until <= timezone.now():
            self.add_error("strip_until", _("This moment has passed."))
        if (number is not None or until is not None) and not words:
            self.add_error("strip_words", _("Write the words of the strip, or empty its fields."))
        if words:
            self.strip = {"words": words, "story": story, "until": until}

    def _judge_moment(self, cleaned):
        moment = cleaned.get("planned_for")
        if not self.moment_is_needed or "planned_for" in self.errors:
            return
        if moment is None:
            self.add_error("planned_for", _("Say when the edition goes live."))
        elif moment <= timezone.now():
            self.add_error(
                "planned_for",
                _("This moment has passed. Choose one to come, or put the edition live now."),
            )
        elif self._strip_ends_before(moment):
            self.add_error("strip_until", _("The strip would end before the edition goes live."))

    def _strip_ends_before(self, moment):
        """Whether a strip of this edition's own would never show."""
        if not self.strip or not self.strip["until"] or self.strip["until"] > moment:
            return False
        return not front_page.is_kept(self.strip)

    def as_edition(self):
        """What a valid form says, as an edition that is not saved: its strip can be shown."""
        strip = self.strip or {"words": "", "story": None, "until": None}
        return FrontEdition(
            keeps_strip=front_page.is_kept(self.strip),
            **{f"strip_{name}": value for name, value in strip.items()},
        )


def name_of_field(place):
    """The name of the field that pins a story to a place."""
    kind, section, position = place
    if kind == FrontPlace.Kind.LEAD:
        return str(FrontPlace.Kind.LEAD)
    return f"{kind}-{position}" if section is None else f"{kind}-{section}-{position}"


def form_values(edition, now=None):
    """What the form of an edition, or of one begun from it, holds at first, and what was left out.

    Returns the initial values and sentences: a story that readers do not see any more is not
    offered again, nor is a strip that has ended.
    """
    if edition is None:
        return {}, []
    now = now or timezone.now()
    values, left_out = {"planned_for": edition.planned_for, "note": edition.note}, []
    for place in edition.places.all():
        if refusal := front_page.refusal_to_pin(place.story):
            left_out.append(_("%(place)s: %(why)s") % {"place": place, "why": refusal})
        else:
            key = (place.kind, place.section_id, place.position)
            values[name_of_field(key)] = place.story_id
    deciding = front_page.deciding_for(edition, now)
    if front_page.has_strip(deciding, now):
        story = deciding.strip_story
        if story and (refusal := front_page.refusal_to_pin(story)):
            left_out.append(
                _("%(place)s: %(why)s") % {"place": _("Breaking strip"), "why": refusal}
            )
        else:
            values |= {
                "strip_words": deciding.strip_words,
                "strip_until": deciding.strip_until,
                "strip_story": deciding.strip_story_id,
            }
    return values, left_out
