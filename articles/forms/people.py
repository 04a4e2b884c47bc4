"""Somebody who writes, with or without an account."""

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from articles import readiness
from articles.models import Person, Picture

from .newspaper import FollowLinks
from .words import WholeCharacters

MOST_LINKS = 4


class PersonForm(WholeCharacters, forms.ModelForm):
    portrait = forms.ModelChoiceField(
        Picture.objects.all(),
        label=_("Portrait"),
        required=False,
        widget=forms.NumberInput(attrs={"min": 1}),
        help_text=_("The number of a picture in the library."),
        error_messages={"invalid_choice": _("There is no picture with this number.")},
    )
    links = FollowLinks(
        label=_("Links"),
        required=False,
        help_text=_(
            "On their page, one a line: a label, a space and the address, such as "
            "“Website https://writer.example/”."
        ),
    )
    account = forms.ModelChoiceField(
        get_user_model()._default_manager.filter(is_staff=True),
        label=_("Account"),
        required=False,
        help_text=_("Empty for a guest who does not sign in."),
    )

    class Meta:
        model = Person
        fields = ["name", "slug", "role", "bio", "email", "links", "portrait", "account"]

    def clean_links(self):
        links = self.cleaned_data["links"]
        if len(links) > MOST_LINKS:
            raise ValidationError(_("No more than %(most)s lines."), params={"most": MOST_LINKS})
        return links

    def clean_portrait(self):
        portrait = self.cleaned_data["portrait"]
        if portrait is not None and not portrait.is_usable:
            raise ValidationError(readiness.picture_sentence(portrait))
        return portrait
