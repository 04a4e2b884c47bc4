"""A section of the paper."""

from django import forms

from articles.models import Section

from .words import WholeCharacters


class SectionForm(WholeCharacters, forms.ModelForm):
    class Meta:
        model = Section
        fields = ["name", "slug", "description", "position", "replies_open"]
