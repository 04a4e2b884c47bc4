"""The fields of the newspaper's form that take more than a word: lines, a colour, a zone.

Each works as it is, without a script, and keeps what was typed beside what is wrong with it.
"""

import re
from functools import cache
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from articles import accent

MOST_LINES = 20
LONGEST_LABEL = 40
LONGEST_ADDRESS = 400
COLOUR = re.compile(r"#?([0-9a-f]{6}|[0-9a-f]{3})", re.IGNORECASE)
NOT_PLACES = ("Etc/", "posix/", "right/", "SystemV/", "US/")


class Lines(forms.CharField):
    """One thing a line; a mistake names the line it is in."""

    widget = forms.Textarea

    def prepare_value(self, value):
        return value if isinstance(value, str) else "\n".join(map(self.line_of, value or []))

    def to_python(self, value):
        lines = enumerate(super().to_python(value).splitlines(), start=1)
        found = [self.item(number, line.strip()) for number, line in lines if line.strip()]
        if len(found) > MOST_LINES:
            raise ValidationError(_("No more than %(most)s lines."), params={"most": MOST_LINES})
        return found

    def has_changed(self, initial, data):
        return self.prepare_value(initial).splitlines() != (data or "").splitlines()


class FollowLinks(Lines):
    """Lines of “Label https://address”, one for each place to follow the newspaper."""

    def line_of(self, item):
        return f"{item['label']} {item['address']}"

    def item(self, number, line):
        label, address = label_and_address(line)
        if not label:
            raise ValidationError(
                _("Line %(number)s: write a label, a space and an address with https://."),
                params={"number": number},
            )
        return {"label": short_label(number, label), "address": checked(number, address)}


class Colour(forms.MultiValueField):
    """A colour, typed or picked: of the two whichever was changed counts."""

    def __init__(self, **kwargs):
        typed = forms.CharField(max_length=20)
        picked = forms.CharField(max_length=7, required=False)
        super().__init__(
            fields=(typed, picked), widget=TypedAndPicked, require_all_fields=False, **kwargs
        )

    def compress(self, values):
        return tuple(values)

    def clean(self, value):
        """The words that were typed and the colour that was picked, not yet judged."""
        return tuple(one or "" for one in (value or ["", ""]))


class TypedAndPicked(forms.MultiWidget):
    """Label, help and error are those of the typed one; the picked one has a name of its own."""

    use_fieldset = False

    def __init__(self, attrs=None):
        typed = forms.TextInput({"maxlength": 20, "size": 9, "spellcheck": "false"})
        picked = forms.TextInput({"aria-label": _("Pick a colour")})
        picked.input_type = "color"
        super().__init__([typed, picked], attrs)

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        if attrs and attrs.get("id"):
            context["widget"]["subwidgets"][0]["attrs"]["id"] = attrs["id"]
        return context

    def id_for_label(self, id_):
        return id_

    def decompress(self, value):
        return [value or "", value or ""]


def colour_in(words):
    """A colour as “#rrggbb”. Raises ValidationError with the sentence for whoever typed it."""
    found = COLOUR.fullmatch(words.strip())
    if not found:
        raise ValidationError(_("Write a colour as six digits, such as #0b5a63."))
    digits = found[1].lower()
    colour = "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))
    if not accent.is_readable(colour):
        reached = accent.least_contrast(colour, "light")
        raise ValidationError(
            _(
                "%(colour)s is too pale to be read on our paper: its contrast is %(reached)s to 1 "
                "and has to be %(least)s. Choose a darker one."
            ),
            params={"colour": colour, "reached": f"{reached:.1f}", "least": accent.LEAST},
        )
    return colour


class ZoneField(forms.CharField):
    """A time zone by its name, of a list that a browser searches while one types."""

    def __init__(self, **kwargs):
        super().__init__(max_length=64, required=False, widget=Listed(zones), **kwargs)

    def clean(self, value):
        words = "_".join(super().clean(value).split()).casefold()
        if not words:
            return ""
        known = {name.casefold(): name for name in zones()}
        of_city = [name for name in known if name.rpartition("/")[2] == words]
        if words not in known and len(of_city) != 1:
            raise ValidationError(
                _("There is no time zone “%(name)s”. Choose one of the list: Europe/London."),
                params={"name": value},
            )
        return known.get(words) or known[of_city[0]]


class Listed(forms.TextInput):
    """A field that suggests what can be typed; `choices` is called for when it is shown."""

    def __init__(self, choices):
        super().__init__({"spellcheck": "false", "autocomplete": "off"})
        self.choices = choices

    def render(self, name, value, attrs=None, renderer=None):
        list_id = f"list_{name}"
        field = super().render(name, value, {**(attrs or {}), "list": list_id}, renderer)
        options = format_html_join("", '<option value="{}">', ((one,) for one in self.choices()))
        return format_html('{}<datalist id="{}">{}</datalist>', field, list_id, options)


@cache
def zones():
    """The names of all time zones that this machine knows, places alone and UTC."""
    places = {one for one in available_timezones() if "/" in one and not one.startswith(NOT_PLACES)}
    return sorted(places | {"UTC"})


def languages():
    """All languages that Django speaks, each by its own name and in English."""
    known = [(code, get_language_info(code)) for code, _name in settings.LANGUAGES]
    named = [(code, one["name_local"], one["name"]) for code, one in known]
    named.sort(key=lambda one: one[2])
    own = get_language_info(settings.LANGUAGE_CODE)["name_local"]
    return [
        ("", _("As the machine is set: %(language)s") % {"language": own}),
        *((code, f"{own} ({name})" if own != name else name) for code, own, name in named),
    ]


def short_label(number, label):
    if len(label) > LONGEST_LABEL:
        raise ValidationError(
            _("Line %(number)s: the label is longer than %(most)s letters."),
            params={"number": number, "most": LONGEST_LABEL},
        )
    return label


def checked(number, address):
    """An address of the web. Raises ValidationError naming its line."""
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError:
        raise ValidationError(
            _("Line %(number)s: “%(address)s” is not an address."),
            params={"number": number, "address": address[:60]},
        ) from None
    if len(address) > LONGEST_ADDRESS:
        raise ValidationError(
            _("Line %(number)s: the address is longer than %(most)s letters."),
            params={"number": number, "most": LONGEST_ADDRESS},
        )
    return address


def label_and_address(line):
    """A line's label and address, with “=” between them or without; two "" where it has none."""
    *label, address = line.rsplit(maxsplit=1)
    is_one = is_web_address(address)
    return ("".join(label).removesuffix("=").rstrip(), address) if is_one else ("", "")


def is_web_address(words):
    try:
        return urlsplit(words).scheme in {"http", "https"}
    except ValueError:
        return False
