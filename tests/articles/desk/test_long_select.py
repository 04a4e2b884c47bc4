"""A choice among very many says what Django's own would."""

import pytest
from django import forms
from django.test.html import parse_html

from articles.forms.long_select import LongSelect
from articles.models import Person
from tests import factories


def as_written(widget, field, value):
    form = type("Chooser", (forms.Form,), {"person": field})(initial={"person": value})
    form.fields["person"].widget = widget
    widget.choices, widget.attrs = form.fields["person"].choices, {"form": "elsewhere"}
    return parse_html(str(form["person"]))


@pytest.mark.django_db
@pytest.mark.parametrize("is_required", [True, False])
def test_people_are_offered_as_django_offers_them(is_required):
    factories.person(name="Zoë <b>Marsh</b> & Co")
    chosen = factories.person(name="Ann Reed")
    field = forms.ModelChoiceField(Person.objects.all(), required=is_required)
    for value in (None, "", chosen.pk, chosen, str(chosen.pk), "777"):
        written = as_written(LongSelect(), field, value)
        assert written == as_written(forms.Select(), field, value)
        assert str(written).count("selected") == (value not in ("777",))
