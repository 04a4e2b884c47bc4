"""The rows beside a story: names of the byline and related links, each in an order."""

from django import forms
from django.core.validators import MaxLengthValidator
from django.urls import reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.body import is_visible
from articles.by_moment import is_number
from articles.models import Byline, Correction, Person, RelatedLink, Story

from .long_select import LongSelect, are_many
from .words import WholeCharacters, on_one_line

LONGEST_CORRECTION = 2000  # characters; more is a story of its own
LAST = 99  # the place of a row that nobody has given one


class OrderedFormSet(forms.BaseInlineFormSet):
    """Rows with places; however they were numbered, they are saved as 1, 2, 3."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if form.instance.pk is None:
            form.initial.setdefault("position", LAST)

    def save(self, commit=True):
        saved = super().save(commit)
        if commit:
            self._number_the_rows()
        return saved

    def _number_the_rows(self):
        rows = self.model.objects.filter(**{self.fk.name: self.instance}).order_by("position", "pk")
        misplaced = []
        for place, row in enumerate(rows, start=1):
            if row.position != place:
                row.position = place
                misplaced.append(row)
        self.model.objects.bulk_update(misplaced, ["position"])


class BylineFormSet(OrderedFormSet):
    """The byline; the people to choose from are read once for all rows.

    `names_everybody` is set by the screen, for a browser that has no script to ask for them.
    """

    names_everybody = False

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if "person" in form.fields:
            others = reverse_lazy("admin:articles_story_people") if self.is_brief else ""
            form.fields["person"].widget.offer(self._people, others_at=others)

    @cached_property
    def is_brief(self):
        """Whether only those are named whom the rows hold already."""
        return not self.names_everybody and are_many(Person.objects.all())

    @cached_property
    def _people(self):
        people = Person.objects.all()
        if self.is_brief:
            people = people.filter(pk__in=self._chosen())
        return [("", "—"), *people.values_list("pk", "name")]

    def _chosen(self):
        """The numbers of those whom the rows hold: as saved, as begun, or as typed."""
        ours, typed = f"{self.prefix}-", self.data.items()
        chosen = [row.person_id for row in self.get_queryset() if row.person_id]
        chosen += [row["person"] for row in self.initial_extra or () if "person" in row]
        chosen += [
            int(value)
            for name, value in typed
            if name.startswith(ours) and name.endswith("-person") and is_number(str(value))
        ]
        return chosen[: 3 * self.max_num]


class PlacedForm(WholeCharacters, forms.ModelForm):
    position = forms.IntegerField(
        label=gettext_lazy("Place"),
        min_value=0,
        max_value=LAST,
        widget=forms.NumberInput(attrs={"data-place": True}),
    )

    def has_changed(self):
        """A new row in which only the place was touched is still an empty one."""
        changed = set(self.changed_data)
        return bool(changed if self.instance.pk else changed - {"position"})


class BylineForm(PlacedForm):
    person = forms.ModelChoiceField(
        Person.objects.none(), label=gettext_lazy("Person"), required=False, widget=LongSelect
    )

    class Meta:
        model = Byline
        fields = ["person", "guest", "position"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "person" in self.fields:
            # Set here and not above: a field with choices would read them once for each row.
            self.fields["person"].queryset = Person.objects.all()


class RelatedLinkForm(PlacedForm):
    target = forms.ModelChoiceField(
        Story.objects.all(),
        label=gettext_lazy("Story"),
        required=False,
        widget=forms.NumberInput(attrs={"min": 1, "data-chooser-value": True}),
        error_messages={"invalid_choice": gettext_lazy("There is no story with this number.")},
    )
    url = forms.URLField(
        label=gettext_lazy("or an address elsewhere"),
        required=False,
        max_length=500,
        assume_scheme="https",
    )

    class Meta:
        model = RelatedLink
        fields = ["target", "url", "title", "position"]

    def clean(self):
        cleaned = super().clean()
        target = cleaned.get("target")
        if target is not None and target.pk == self.instance.story_id:
            self.add_error("target", _("A story cannot be related to itself."))
        return cleaned


class CorrectionForm(WholeCharacters, forms.ModelForm):
    supersedes = forms.ModelChoiceField(
        Correction.objects.none(),
        label=gettext_lazy("Takes the place of"),
        required=False,
        empty_label=gettext_lazy("No other: it is a new one"),
    )

    class Meta:
        model = Correction
        fields = ["kind", "wrong", "text", "place"]
        widgets = {
            "wrong": forms.Textarea(attrs={"rows": 2}),
            "text": forms.Textarea(attrs={"rows": 3}),
        }
        labels = {"text": gettext_lazy("What is right")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in {"wrong", "text"} & set(self.fields):
            self.fields[name].max_length = LONGEST_CORRECTION
            self.fields[name].validators.append(MaxLengthValidator(LONGEST_CORRECTION))

    def clean(self):
        cleaned = super().clean()
        is_correction = cleaned.get("kind") == Correction.Kind.CORRECTION
        if is_correction and cleaned.get("text") and not is_visible(cleaned.get("wrong", "")):
            self.add_error(
                "wrong",
                _("A correction says what was wrong. If nothing was, it is a clarification."),
            )
        return cleaned

    def has_changed(self):
        """A row in which only something was chosen, and nothing said, is still an empty one."""
        return bool(set(self.changed_data) - {"kind", "place"})


class CorrectionFormSet(forms.BaseInlineFormSet):
    """New corrections; one that stands already is not made again, however often it is sent.

    The screen has locked the story, so of two that are sent at once the later sees the earlier.
    """

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if "supersedes" in form.fields:
            form.fields["supersedes"].queryset = self._on_record().standing().newest_first()

    def clean(self):
        super().clean()
        self._refuse_two_in_one_place()
        standing = {on_one_line(text) for text in self._on_record().values_list("text", flat=True)}
        for form in self.extra_forms:
            text = on_one_line(form.cleaned_data.get("text", ""))
            if text and text in standing:
                form.add_error("text", _("This correction stands already. Nothing is saved twice."))
            standing.add(text)

    def _refuse_two_in_one_place(self):
        taken = set()
        for form in self.extra_forms:
            old = form.cleaned_data.get("supersedes")
            if old is not None and old in taken:
                form.add_error("supersedes", _("Another row takes the place of it already."))
            taken.add(old)

    def _on_record(self):
        if self.instance.pk is None:
            return Correction.objects.none()
        return self.instance.corrections.all()
