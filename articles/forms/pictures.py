"""A picture of the library: its file and what is said of it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from articles import renditions
from articles.models import Picture

from .words import WholeCharacters


class PictureForm(WholeCharacters, forms.ModelForm):
    """Words about a picture, and its file or another file in its stead.

    After validation `checked` holds what the file was found to be, so it is decoded only once.
    """

    file = forms.FileField(label=_("File"), help_text=_("JPEG, PNG, WebP, AVIF or GIF."))
    licence_url = forms.URLField(
        label=_("Address of the licence"), required=False, assume_scheme="https"
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
            "notice",
            "focal_x",
            "focal_y",
        ]
        widgets = {
            "caption": forms.Textarea(attrs={"rows": 3}),
            "alt": forms.Textarea(attrs={"rows": 2}),
            "notice": forms.Textarea(attrs={"rows": 2}),
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

    def clean(self):
        cleaned = super().clean()
        if file := cleaned.get("file"):
            try:
                self.checked = renditions.check_upload(file)
            except renditions.PictureRefused as refusal:
                self.add_error("file", str(refusal))
        return cleaned
