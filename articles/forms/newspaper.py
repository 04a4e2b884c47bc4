"""The newspaper's own row, with its follow links as plain lines."""

from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from articles import readiness
from articles.models import Newspaper, Picture

from .words import WholeCharacters

MOST_LINKS = 20
LONGEST_LABEL = 40


class FollowLinks(forms.CharField):
    """Lines of “Label https://address”, one for each place to follow the newspaper."""

    widget = forms.Textarea

    def prepare_value(self, value):
        if isinstance(value, str):
            return value
        return "\n".join(f"{link['label']} {link['address']}" for link in value or [])

    def to_python(self, value):
        lines = enumerate(super().to_python(value).splitlines(), start=1)
        links = [self._link(number, line) for number, line in lines if line.strip()]
        if len(links) > MOST_LINKS:
            raise ValidationError(_("No more than %(most)s lines."), params={"most": MOST_LINKS})
        return links

    def has_changed(self, initial, data):
        return self.prepare_value(initial).splitlines() != (data or "").splitlines()

    def _link(self, number, line):
        label, _space, address = line.strip().rpartition(" ")
        label = label.strip()
        if not label or urlsplit_scheme(address) not in {"http", "https"}:
            raise ValidationError(
                _("Line %(number)s: write a label, a space and an address with https://."),
                params={"number": number},
            )
        if len(label) > LONGEST_LABEL:
            raise ValidationError(
                _("Line %(number)s: the label is longer than %(most)s letters."),
                params={"number": number, "most": LONGEST_LABEL},
            )
        try:
            URLValidator(schemes=["http", "https"])(address)
        except ValidationError:
            raise ValidationError(
                _("Line %(number)s: “%(address)s” is not an address."),
                params={"number": number, "address": address[:60]},
            ) from None
        return {"label": label, "address": address}


class NewspaperForm(WholeCharacters, forms.ModelForm):
    follow = FollowLinks(
        label=_("Follow links"),
        required=False,
        help_text=_(
            "One a line: a label, a space and the address, such as "
            "“Mastodon https://social.example/@paper”."
        ),
    )

    fallback_picture = forms.ModelChoiceField(
        Picture.objects.all(),
        label=_("Picture in another's stead"),
        required=False,
        widget=forms.NumberInput(attrs={"min": 1}),
        help_text=_(
            "The number of a picture in the library: shown where a story's picture may not be "
            "shown any more and has none of its own in its stead. Without one there is none then."
        ),
        error_messages={"invalid_choice": _("There is no picture with this number.")},
    )

    class Meta:
        model = Newspaper
        fields = ["name", "tagline", "contact_email", "about", "legal", "follow"]
        fields += ["four_eyes", "public_history", "kill_notice", "fallback_picture"]

    def clean_fallback_picture(self):
        """What is shown everywhere in others' stead has to be fit to be shown itself."""
        picture = self.cleaned_data["fallback_picture"]
        if picture is None or picture.pk == self.instance.fallback_picture_id:
            return picture
        if not picture.is_usable:
            raise ValidationError(readiness.picture_sentence(picture))
        if not picture.is_lawful_at():
            raise ValidationError(_("This picture may not be shown itself: choose another."))
        return picture


def urlsplit_scheme(address):
    """The scheme of an address, or "" where it cannot be read."""
    try:
        return urlsplit(address).scheme
    except ValueError:
        return ""
