"""The fields of forms, which are drawn by functions and look as Django draws them."""

import re

import pytest
from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime
from django.forms.renderers import DjangoTemplates, get_default_renderer

CHOICES = [("a", "A & b"), ("Group", [("c", "C's"), ("d", "D")])]
FIELDS = {
    "text": forms.CharField(max_length=9, help_text="Some <b>help</b>"),
    "area": forms.CharField(widget=forms.Textarea(attrs={"data-x": '"<&', "hidden": True})),
    "number": forms.IntegerField(min_value=1234567, max_value=7654321),
    "share": forms.FloatField(),
    "email": forms.EmailField(required=False),
    "flag": forms.BooleanField(),
    "maybe": forms.NullBooleanField(),
    "one": forms.ChoiceField(choices=CHOICES),
    "some": forms.MultipleChoiceField(choices=CHOICES),
    "radio": forms.ChoiceField(choices=CHOICES, widget=forms.RadioSelect),
    "boxes": forms.MultipleChoiceField(choices=CHOICES, widget=forms.CheckboxSelectMultiple),
    "file": forms.FileField(),
    "clearable": forms.FileField(widget=forms.ClearableFileInput, required=False),
    "day": forms.DateField(),
    "apart": forms.SplitDateTimeField(),
    "desk": forms.SplitDateTimeField(widget=AdminSplitDateTime),
    "hidden": forms.CharField(widget=forms.HiddenInput),
    "secret": forms.CharField(widget=forms.PasswordInput),
}
TYPED = {"text": "<i>it's</i>", "number": "2000000", "share": "0.5", "one": "c", "some": ["a", "d"]}


def plain(html):
    """Without what engines write otherwise: space between tags, quotes by another number."""
    html = re.sub(r"\s*([<>])\s*", r"\1", re.sub(r"\s+", " ", str(html)))
    return html.replace("&#x27;", "&#39;").replace("&quot;", "&#34;")


@pytest.mark.parametrize("typed", [None, TYPED])
def test_every_kind_of_field_looks_as_django_draws_it(typed):
    form = type("Form", (forms.Form,), {**FIELDS})
    ours, theirs = form(typed), form(typed, renderer=DjangoTemplates())
    assert ours.renderer is get_default_renderer()
    for name in FIELDS:
        assert plain(ours[name].as_field_group()) == plain(theirs[name].as_field_group())
    assert plain(ours.as_div()) == plain(theirs.as_div())


@pytest.mark.parametrize(
    ("name", "engine"),
    [
        ("django/forms/widgets/text.html", "Jinja2"),
        ("admin/widgets/split_datetime.html", "Templates"),
    ],
)
def test_what_django_brings_for_both_engines_is_drawn_by_the_quicker(name, engine):
    assert type(get_default_renderer().get_template(name).backend).__name__ == engine
