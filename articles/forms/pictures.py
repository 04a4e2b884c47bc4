"""A picture of the library: its file and what is said of it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import library
from articles.body import is_visible
from articles.models import Person, Picture, Story

from .words import WholeCharacters


class PictureForm(WholeCharacters, forms.ModelForm):
    """Words about a picture, and its file or another file in its stead.

    After validation `checked` holds what the file was found to be, so it is decoded only once.
    """

    file = forms.FileField(
        label=gettext_lazy("File"), help_text=gettext_lazy("JPEG, PNG, WebP, AVIF or GIF.")
    )
    licence_url = forms.URLField(
        label=gettext_lazy("Address of the licence"), required=False, assume_scheme="https"
    )

    class Meta:
        model = Picture
        fields = [
            "caption",
            "alt",
            "credit",
            "byline",
            "source",
            "copyright",
            "licence",
            "licence_version",
            "licence_url",
            "rights_until",
            "notice",
            "show_notice",
            "focal_x",
            "focal_y",
        ]
        widgets = {
            "caption": forms.Textarea(attrs={"rows": 3}),
            "alt": forms.Textarea(attrs={"rows": 2}),
            "notice": forms.Textarea(attrs={"rows": 2}),
            "rights_until": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            **{
                name: forms.NumberInput(attrs={"min": 0, "max": 1, "step": "0.01"})
                for name in ("focal_x", "focal_y")
            },
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.checked = None
        if self.instance.pk and "file" in self.fields:
            self.fields["file"].required = False
            self.fields["file"].label = _("Another file")
            self.fields["file"].help_text = _("Takes the place of the present one everywhere.")

    def clean_credit(self):
        return self._needed_where_it_is_used("credit")

    def clean_alt(self):
        return self._needed_where_it_is_used("alt")

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

    def clean(self):
        cleaned = super().clean()
        if file := cleaned.get("file"):
            try:
                self.checked = library.check_upload(file)
            except library.PictureRefused as refusal:
                self.add_error("file", str(refusal))
        return cleaned


def use_of(picture):
    """One story, of either copy, or one person that a picture is shown with; or None."""
    if picture.pk is None:
        return None
    story = Story.objects.showing(picture).latest_touched_first().first()
    return story or Person.objects.filter(portrait=picture).first()
