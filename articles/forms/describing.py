"""Several pictures described at once: a form for each, and one for all of them.

The rule: what is said for all fills what is empty of each, and writes over nothing.
"""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.body import is_visible, writable
from articles.models import Picture

from .licences import LicenceWords, version_to_say
from .picture_keywords import KeywordsField
from .pictures import NeededWords
from .words import WholeCharacters

DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
FOR_ALL = ("credit", "byline", "licence", "licence_version", "rights_until")
FILLS_REST = ("byline", "rights_until")  # what the rows do not show


class WordsForAll(WholeCharacters, forms.Form):
    """What is the same of all the pictures."""

    credit, byline, licence, licence_version, rights_until = (
        forms.fields_for_model(Picture, FOR_ALL, widgets={"rights_until": DAY})[name]
        for name in FOR_ALL
    )
    keywords = KeywordsField(
        label=gettext_lazy("Keywords"),
        required=False,
        help_text=gettext_lazy("Separated by commas. They are added to those a picture has."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["credit"].help_text = ""
        self.fields["rights_until"].help_text = ""

    def fits(self, pictures):
        """Refuse an end of rights that would come before one of them begins."""
        last = self.is_valid() and self.cleaned_data["rights_until"]
        for picture in pictures if last else ():
            begin = picture.rights_from
            if begin and begin > last and not picture.rights_until:
                self.add_error(
                    "rights_until",
                    _("The rights to “%(picture)s” begin after this day.") % {"picture": picture},
                )
                return

    def clean_credit(self):
        return self.cleaned_data["credit"] if is_visible(self.cleaned_data["credit"]) else ""

    def clean(self):
        cleaned = super().clean()
        if {"licence", "licence_version"} <= set(cleaned):
            try:
                cleaned["licence_version"] = version_to_say(
                    cleaned["licence"], cleaned["licence_version"]
                )
            except ValidationError as error:
                self.add_error("licence_version", error)
        return cleaned


class OneOfSeveralForm(WholeCharacters, NeededWords, LicenceWords, forms.ModelForm):
    """The words of one picture among several; only what was changed here is written."""

    class Meta:
        model = Picture
        fields = ["caption", "alt", "is_decorative", "credit", "licence", "licence_version"]
        widgets = {
            "caption": forms.Textarea(attrs={"rows": 2}),
            "alt": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, data=None, *, instance, fills=None):
        prefix = f"p{instance.pk}"
        super().__init__(_filled(data, prefix, fills), instance=instance, prefix=prefix)
        for field in self.fields.values():
            field.help_text = ""
            field.show_hidden_initial = True  # what was shown, to tell what was changed

    def clean(self):
        """The address of the licence is not among the fields: it follows from the licence."""
        cleaned = super().clean()
        cleaned["licence_url"] = self.instance.licence_url
        self.clean_licence_words()
        return cleaned

    def changes(self):
        """What was changed, by field."""
        changed = {name: self.cleaned_data[name] for name in self.changed_data}
        if {"licence", "licence_version"} & changed.keys():
            changed["licence_version"] = self.cleaned_data["licence_version"]
            changed["licence_url"] = self.cleaned_data["licence_url"]
        return changed


def _filled(data, prefix, fills):
    """What was sent, with the empty fields of one row filled by what was said for all."""
    if data is None or not fills:
        return data
    data = data.copy()
    if fills["credit"] and not is_visible(writable(data.get(f"{prefix}-credit", ""))):
        data[f"{prefix}-credit"] = fills["credit"]
    if fills["licence"] and not data.get(f"{prefix}-licence"):
        data[f"{prefix}-licence"] = fills["licence"]
        data[f"{prefix}-licence_version"] = fills["licence_version"]
    return data
