"""A choice among everybody of the house: its options are written at once.

The rule: it says what Django's own says, whose template is opened anew for each option. On a form
with four such choices, a house of four hundred writers took longer to name than all the rest.
Where there are more than a few people, a form brings only whoever is chosen, and a script asks for
the others when somebody comes to the field: see static/js/desk/everybody.js.
"""

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join

FEW = 60  # people of the house that a form names without being asked
SELECTED = flatatt({"selected": True})


def are_many(people):
    """Whether there are more than a few of them; no more are looked at."""
    return len(people.order_by().values_list("pk")[: FEW + 1]) > FEW


class LongSelect(forms.Select):
    def offer(self, choices, *, others_at=""):
        """Offer `choices`, and those that are found at an address."""
        self.choices = choices
        if others_at:
            self.attrs["data-everybody"] = others_at

    def render(self, name, value, attrs=None, renderer=None):
        chosen = set(self.format_value(value))
        options = format_html_join(
            "\n",
            '<option value="{}"{}>{}</option>',
            ((key, SELECTED if str(key) in chosen else "", label) for key, label in self.choices),
        )
        attributes = flatatt(self.build_attrs(self.attrs, attrs))
        return format_html('<select name="{}"{}>{}</select>', name, attributes, options)
