"""A moment as somebody types it: by the newsroom's clock, with the hours it skips and repeats.

The rule: what is typed means one moment or is asked about; nothing is guessed.
"""

from datetime import UTC, datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _

FIRST_YEAR, LAST_YEAR = 1970, 2200


class MomentInput(forms.MultiWidget):
    """A date and time, and the choice between two hours of one name, shown where there are two."""

    def __init__(self, attrs=None):
        widgets = {
            "": forms.DateTimeInput(attrs={"type": "datetime-local", "step": 60}),
            "which": forms.Select(choices=[("", "")]),
        }
        super().__init__(widgets, attrs)

    def decompress(self, value):
        if not isinstance(value, datetime):
            return [value, ""]
        local = timezone.localtime(value)
        which = str(local.fold) if is_repeated(local.replace(tzinfo=None)) else ""
        return [local.strftime("%Y-%m-%dT%H:%M"), which]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        typed, choice = context["widget"]["subwidgets"]
        choice["attrs"]["aria-label"] = _("Which of the two")
        local = local_time(str(typed["value"] or ""))
        if local is None or not is_repeated(local):
            choice["attrs"]["hidden"] = True
            return context
        chosen = (value if isinstance(value, list) else self.decompress(value))[1]
        choice["optgroups"] = [
            option
            for index, (which, words) in enumerate(choices_of(local))
            for option in [
                (None, [self._option(choice, which, words, index, which == str(chosen))], index)
            ]
        ]
        return context

    def _option(self, choice, which, words, index, is_chosen):
        select = self.widgets[1]
        return select.create_option(choice["name"], which, words, is_chosen, index)

    def id_for_label(self, id_):
        """The label of the whole is that of the date and time."""
        return f"{id_}_0" if id_ else id_

    def value_from_datadict(self, data, files, name):
        return [data.get(name), data.get(f"{name}_which", "")]


class MomentField(forms.MultiValueField):
    """A moment, typed as date and time by the newsroom's clock; None where nothing was typed."""

    widget = MomentInput

    def __init__(self, **kwargs):
        fields = [forms.CharField(required=False), forms.CharField(required=False)]
        super().__init__(fields, require_all_fields=False, **kwargs)

    def compress(self, values):
        typed, which = [*values, "", ""][:2]
        if not typed and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        if not typed:
            return None
        local = local_time(typed)
        if local is None or not FIRST_YEAR <= local.year <= LAST_YEAR:
            raise ValidationError(_("Type a date and a time, such as 2026-11-30 18:00."))
        if is_skipped(local):
            raise ValidationError(
                _("There is no %(time)s on %(day)s: the clocks go forward over it.")
                % in_parts(local)
            )
        if is_repeated(local) and which not in {"0", "1"}:
            raise ValidationError(
                _("%(time)s comes twice on %(day)s, as the clocks go back. Choose which one.")
                % in_parts(local)
            )
        fold = int(which) if is_repeated(local) else 0
        return in_newsroom(local, fold).astimezone(UTC)

    def has_changed(self, initial, data):
        """Seconds are not typed: the same minute is no change."""
        if self.disabled:
            return False
        shown = self.widget.decompress(initial) if initial else ["", ""]
        typed = [(one or "").strip() for one in data]
        return (shown[0] or "", shown[1]) != (typed[0].replace(" ", "T")[:16], typed[1])


def local_time(typed):
    """The naive local time that some words say, or None."""
    try:
        found = parse_datetime(typed.strip())
    except ValueError:
        return None
    if found is None or found.tzinfo is not None:  # the clock is the newsroom's, and no other
        return None
    return found.replace(second=0, microsecond=0)


def in_newsroom(local, fold=0):
    return local.replace(tzinfo=timezone.get_current_timezone(), fold=fold)


def is_repeated(local):
    """Whether the newsroom's clock shows this time twice."""
    first, second = (in_newsroom(local, fold).utcoffset() for fold in (0, 1))
    return first > second


def is_skipped(local):
    """Whether the newsroom's clock never shows this time."""
    first, second = (in_newsroom(local, fold).utcoffset() for fold in (0, 1))
    return first < second


def choices_of(local):
    """The two moments of a repeated time, each by the name of its zone."""
    time = f"{local:%H:%M}"
    first, second = (in_newsroom(local, fold).tzname() for fold in (0, 1))
    return [
        ("", "—"),
        ("0", _("%(time)s %(zone)s, the first") % {"time": time, "zone": first}),
        ("1", _("%(time)s %(zone)s, the second") % {"time": time, "zone": second}),
    ]


def in_parts(local):
    return {"time": f"{local:%H:%M}", "day": date_format(local, "j F Y")}
