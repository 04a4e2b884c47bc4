"""What the library is asked: one form whose fields combine, sent by GET so that it can be kept.

The rule: a field with a mistake says so and narrows nothing; the others still do.
"""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import search
from articles.models import Licence, start_of_day

from .words import WholeCharacters

LONGEST_SEARCH = 400  # characters
NOT_SAID = "none"  # in an address, where nothing would ask for nothing
DAYS_AHEAD = {"3": 3, "14": 14}


class LibraryForm(WholeCharacters, forms.Form):
    """Words and filters of the library's list."""

    q = forms.CharField(
        label=gettext_lazy("Words"),
        required=False,
        max_length=LONGEST_SEARCH,
        widget=forms.TextInput(attrs={"type": "search"}),
        help_text=gettext_lazy(
            "Of caption, alt text, credit, photographer, keywords, place, file name or notice"
        ),
    )
    credit = forms.CharField(
        label=gettext_lazy("Credit"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"list": "library-credits", "autocomplete": "off"}),
    )
    keyword = forms.CharField(
        label=gettext_lazy("Keyword"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"list": "library-keywords", "autocomplete": "off"}),
    )
    licence = forms.ChoiceField(
        label=gettext_lazy("Licence"),
        required=False,
        choices=[
            ("", gettext_lazy("Any")),
            (NOT_SAID, gettext_lazy("Not said yet")),
            *Licence.choices,
        ],
    )
    rights = forms.ChoiceField(
        label=gettext_lazy("Rights"),
        required=False,
        choices=[
            ("", gettext_lazy("Any")),
            ("14", gettext_lazy("End within 14 days")),
            ("3", gettext_lazy("End within 3 days")),
            ("ended", gettext_lazy("Have ended")),
            ("later", gettext_lazy("Begin later")),
            ("none", gettext_lazy("Not cleared for our pages")),
        ],
    )
    day = forms.DateField(
        label=gettext_lazy("Uploaded on"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    uncredited = forms.BooleanField(label=gettext_lazy("No credit"), required=False)
    undescribed = forms.BooleanField(label=gettext_lazy("No alt text"), required=False)
    unused = forms.BooleanField(label=gettext_lazy("Unused"), required=False)
    blocked = forms.BooleanField(label=gettext_lazy("Blocked"), required=False)
    made = forms.BooleanField(label=gettext_lazy("Generated or composite"), required=False)
    mine = forms.BooleanField(label=gettext_lazy("Uploaded by me"), required=False)

    MARKS = ("uncredited", "undescribed", "unused", "blocked", "made", "mine")

    def __init__(self, data, *, account):
        super().__init__(data, auto_id="library-%s")
        self.account = account
        self.is_valid()

    def clean_day(self):
        day = self.cleaned_data["day"]
        if day is not None and not 1900 <= day.year < 3000:  # other years have no such moments
            raise forms.ValidationError(_("There are no pictures of that year."))
        return day

    def asks(self, name):
        """What a field asks for; None where it asks nothing or cannot be understood."""
        return self.cleaned_data.get(name) or None

    @property
    def marks(self):
        """The boxes that are ticked or not."""
        return [self[name] for name in self.MARKS]

    @property
    def is_narrowed(self):
        """Whether more is asked for than words, or was meant to be."""
        return bool(self.errors) or any(name != "q" for name, _words in self.asked())

    @property
    def words(self):
        return search.words_in(self.asks("q") or "")

    @property
    def credit_words(self):
        return search.words_in(self.asks("credit") or "")

    @property
    def has_words(self):
        return bool(self.words or self.credit_words or self.asks("keyword"))

    def with_words(self, rows):
        """Those of `rows` that have the words asked for: none is found in the list's order."""
        rows = rows.having(self.words).credited_to(self.credit_words)
        keyword = " ".join((self.asks("keyword") or "").split())
        return rows.with_keyword(keyword) if keyword else rows

    def narrowed(self, rows):
        """Those of `rows` that everything but words and use leaves; each is read by an index."""
        if licence := self.asks("licence"):
            rows = rows.under("" if licence == NOT_SAID else licence)
        if day := self.asks("day"):
            rows = rows.uploaded_between(start_of_day(day), start_of_day(day + timedelta(days=1)))
        if self.asks("uncredited"):
            rows = rows.uncredited()
        if self.asks("undescribed"):
            rows = rows.without_alt_text()
        if self.asks("blocked"):
            rows = rows.blocked()
        if self.asks("made"):
            rows = rows.generated_or_composited()
        if self.asks("mine"):
            rows = rows.uploaded_by_account(self.account)
        return self._with_rights(rows)

    def _with_rights(self, rows):
        today = timezone.localdate()
        match self.asks("rights"):
            case "ended":
                return rows.rights_ended_by(today)
            case "later":
                return rows.rights_beginning_after(today)
            case "none":
                return rows.not_cleared()
            case None:
                return rows
            case days:
                last = today + timedelta(days=DAYS_AHEAD[days])
                return rows.rights_ending_between(today, last)

    @property
    def order(self):
        """The moment or day that the answer is in the order of, and whether the latest is first.

        Who asks for the end of rights is to see the next ones first.
        """
        return {
            "14": ("rights_until", False),
            "3": ("rights_until", False),
            "ended": ("rights_until", True),
            "later": ("rights_from", False),
        }.get(self.asks("rights"), ("uploaded_at", True))

    def asked(self):
        """What is asked for, as (name of the field, words)."""
        for name, field in self.fields.items():
            value = self.asks(name)
            if value is None:
                continue
            if isinstance(field, forms.BooleanField):
                yield name, str(field.label)
            else:
                shown = dict(getattr(field, "choices", ())).get(value, value)
                shown = date_format(shown, "j F Y") if name == "day" else shown
                yield name, f"{field.label}: {shown}"
