"""A picture of the library: its file, what is said of it, its rights and its crops."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import library
from articles.body import is_visible
from articles.models import Person, Picture, Story

from .crops import CropFields
from .licences import LicenceWords
from .meanwhile import meet, newest_event
from .picture_keywords import KeywordsField
from .replacing import FileWords
from .words import WholeCharacters

DAYS = ("taken_on", "rights_from", "rights_until")


class NeededWords:
    """A form of a picture's credit and alt text: without them no story may have it."""

    def clean_credit(self):
        return self._needed_where_it_is_used("credit")

    def _needed_where_it_is_used(self, name):
        """The field's words, or "" where nothing of them is visible.

        They cannot be taken from a picture that somebody has used because it had them.
        """
        words = self.cleaned_data[name]
        if is_visible(words):
            return words
        if getattr(self.instance, name) and (use := use_of(self.instance)):
            raise ValidationError(
                _("This cannot be empty: the picture is used in “%(use)s”.") % {"use": use}
            )
        return ""

    def clean_is_decorative(self):
        """Decorative is a choice, not a way around the alt text; it stands after it in the form."""
        is_decorative = self.cleaned_data["is_decorative"]
        if "alt" not in self.cleaned_data:
            return is_decorative
        if not is_decorative:
            self._take_words_of_alt()
        elif is_visible(self.cleaned_data["alt"]):
            self.add_error(
                "alt",
                _("A decorative picture has no alt text: empty it, or take the mark away."),
            )
        else:
            self.cleaned_data["alt"] = ""
        return is_decorative

    def _take_words_of_alt(self):
        """Without the mark a picture in use needs words, those it had or others."""
        if is_visible(self.cleaned_data["alt"]):
            return
        self.cleaned_data["alt"] = ""
        had = self.instance.alt or self.instance.is_decorative
        if had and (use := use_of(self.instance)):
            self.add_error(
                "alt",
                _(
                    "This cannot be empty: the picture is used in “%(use)s”. Where it tells "
                    "nothing, mark it as decorative."
                )
                % {"use": use},
            )


class PictureForm(
    WholeCharacters, NeededWords, LicenceWords, CropFields, FileWords, forms.ModelForm
):
    """Words about a picture, and its file or another file in its stead.

    After validation `checked` holds what the file was found to be, so it is decoded only once.
    """

    based_on = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    file = forms.FileField(
        label=gettext_lazy("File"), help_text=gettext_lazy("JPEG, PNG, WebP, AVIF or GIF.")
    )
    licence_url = forms.URLField(
        label=gettext_lazy("Address of the licence"),
        required=False,
        assume_scheme="https",
        help_text=gettext_lazy("Creative Commons licences get theirs by themselves."),
    )
    keywords = KeywordsField(
        label=gettext_lazy("Keywords"),
        required=False,
        help_text=gettext_lazy("Separated by commas."),
    )
    fallback = forms.ModelChoiceField(
        Picture.objects.all(),
        label=gettext_lazy("Picture in its stead"),
        required=False,
        widget=forms.NumberInput(attrs={"min": 1, "data-chooser-value": True}),
        help_text=gettext_lazy(
            "Shown where this one may not be shown any more; else the newspaper's own."
        ),
        error_messages={
            "invalid_choice": gettext_lazy("There is no picture with this number in the library.")
        },
    )

    class Meta:
        model = Picture
        fields = [
            "caption",
            "alt",
            "is_decorative",
            "credit",
            "byline",
            "source",
            "copyright",
            "keywords",
            "place",
            "taken_on",
            "digital_source",
            "licence",
            "licence_version",
            "licence_url",
            "usage_terms",
            "for_web",
            "for_social",
            "for_feeds",
            "for_print",
            "rights_from",
            "rights_until",
            "fallback",
            "notice",
            "show_notice",
            "keep_animation",
            "focal_x",
            "focal_y",
        ]
        widgets = {
            "caption": forms.Textarea(attrs={"rows": 3}),
            "alt": forms.Textarea(attrs={"rows": 2}),
            "notice": forms.Textarea(attrs={"rows": 2}),
            "usage_terms": forms.Textarea(attrs={"rows": 2}),
            **{name: forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}) for name in DAYS},
            **{
                name: forms.NumberInput(attrs={"min": 0, "max": 1, "step": "any"})
                for name in ("focal_x", "focal_y")
            },
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.checked = None
        self.boxes = {}
        self.differences = []
        if not self.instance.pk or "file" not in self.fields:
            return
        self.fields["file"].required = False
        self.fields["file"].label = _("Another file")
        self.fields["file"].help_text = _("Takes the place of the present one everywhere.")
        self.initial["based_on"] = newest_event(self.instance)
        self.add_crop_fields()
        self.take_from_file()

    def clean_fallback(self):
        other = self.cleaned_data["fallback"]
        if other is None or other.pk == self.instance.fallback_id:
            return other
        if other.pk == self.instance.pk:
            raise ValidationError(_("A picture cannot stand in for itself."))
        if not (other.is_usable and other.is_lawful_at()):
            raise ValidationError(_("This picture may not be shown itself: choose another."))
        return other

    def clean(self):
        cleaned = super().clean()
        self.clean_licence_words()
        begin, end = cleaned.get("rights_from"), cleaned.get("rights_until")
        if begin and end and end < begin:
            self.add_error("rights_until", _("The rights end before they begin."))
        if file := cleaned.get("file"):
            try:
                self.checked = library.check_upload(file)
            except library.PictureRefused as refusal:
                self.add_error("file", str(refusal))
        if self.instance.pk and "file" in self.fields:
            self.clean_crops(self.checked or self.instance)
            self.clean_what_another_file_says()
            meet(self)
        if self.checked and self.errors:
            self.add_error("file", _("Choose this file once more: browsers do not keep it."))
        return cleaned

    def _save_m2m(self):
        """Keywords are written by the library's verbs, which note them in the history."""


def use_of(picture):
    """One story, of either copy, or one person that a picture is shown with; or None."""
    if picture.pk is None:
        return None
    story = Story.objects.showing(picture).latest_touched_first().first()
    return story or Person.objects.filter(portrait=picture).first()
