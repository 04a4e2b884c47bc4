"""Several pictures described at once: a form for each, and one for all of them.

The rule: what is said for all fills what is empty of each, and writes over nothing.
"""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.body import is_visible, writable
from articles.models import Keyword, Picture

from .licences import is_of_another
from .pictures import use_of
from .words import WholeCharacters, on_one_line

MOST_KEYWORDS = 60
DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
FILLS_FIELDS = ("credit", "licence")  # of the rows themselves
FILLS_REST = ("byline", "rights_until")  # what the rows do not show


class WordsForAll(WholeCharacters, forms.Form):
    """What is the same of all the pictures."""

    credit, byline, licence, rights_until = (
        forms.fields_for_model(
            Picture,
            ["credit", "byline", "licence", "rights_until"],
            widgets={"rights_until": DAY},
        )[name]
        for name in ("credit", "byline", "licence", "rights_until")
    )
    keywords = forms.CharField(
        label=gettext_lazy("Keywords"),
        max_length=2000,
        required=False,
        help_text=gettext_lazy("With commas between them. They are added to those a picture has."),
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

    def clean_keywords(self):
        """The keywords as a list, each once."""
        typed = (on_one_line(word) for word in self.cleaned_data["keywords"].split(","))
        words = list({word.casefold(): word for word in typed if is_visible(word)}.values())
        longest = Keyword._meta.get_field("name").max_length
        for word in words:
            if len(word) > longest:
                raise ValidationError(
                    _("“%(word)s…” is longer than the %(most)d characters of a keyword.")
                    % {"word": word[:30], "most": longest}
                )
        if len(words) > MOST_KEYWORDS:
            raise ValidationError(
                _("At most %(most)d keywords at once, please.") % {"most": MOST_KEYWORDS}
            )
        return words


class OneOfSeveralForm(WholeCharacters, forms.ModelForm):
    """The words of one picture among several; only what was changed here is written."""

    class Meta:
        model = Picture
        fields = ["caption", "is_decorative", "alt", "credit", "licence"]
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

    def clean_credit(self):
        return self._needed_where_it_is_used("credit")

    def clean_alt(self):
        if self.cleaned_data.get("is_decorative") and not is_visible(self.cleaned_data["alt"]):
            return ""
        return self._needed_where_it_is_used("alt")

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("is_decorative") and cleaned.get("alt"):
            self.add_error(
                "alt",
                _("A decorative picture has no alt text: empty it, or take the mark away."),
            )
        return cleaned

    def _needed_where_it_is_used(self, name):
        words = self.cleaned_data[name]
        if is_visible(words):
            return words
        if self.instance.is_usable and (use := use_of(self.instance)):
            raise ValidationError(
                _("This cannot be empty: the picture is used in “%(use)s”.") % {"use": use}
            )
        return ""

    def changes(self):
        """What was changed, by field; with another licence version and address of the old go."""
        found = {name: self.cleaned_data[name] for name in self.changed_data}
        if "licence" in found:
            found["licence_version"] = ""
            if is_of_another(self.instance.licence_url, found["licence"]):
                found["licence_url"] = ""
        return found


def _filled(data, prefix, fills):
    """What was sent, with the empty fields of one row filled by what was said for all."""
    if data is None or not fills:
        return data
    data = data.copy()
    for name in FILLS_FIELDS:
        if fills.get(name) and not is_visible(writable(data.get(f"{prefix}-{name}", ""))):
            data[f"{prefix}-{name}"] = fills[name]
    return data
