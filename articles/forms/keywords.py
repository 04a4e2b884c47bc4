"""A keyword of pictures: its name, and another keyword it may become."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.body import is_visible
from articles.models import Keyword

from .picture_keywords import refuse_if_too_long
from .words import WholeCharacters, on_one_line


class KeywordForm(WholeCharacters, forms.ModelForm):
    merge_into = forms.CharField(
        label=gettext_lazy("Merge into"),
        required=False,
        max_length=100,
        help_text=gettext_lazy(
            "The name of another keyword: it takes over all pictures, and this one is deleted."
        ),
    )

    class Meta:
        model = Keyword
        fields = ["name", "merge_into"]

    def clean_name(self):
        name = on_one_line(self.cleaned_data["name"])
        if not is_visible(name):
            raise ValidationError(_("Give the keyword a name."))
        refuse_if_too_long(name)
        if self._others().filter(name__iexact=name).exists():
            raise ValidationError(
                _("There is a keyword of this name: merge this one into it, below.")
            )
        return name

    def clean_merge_into(self):
        name = on_one_line(self.cleaned_data["merge_into"])
        if not name:
            return None
        other = self._others().filter(name__iexact=name).first()
        if other is None:
            raise ValidationError(
                _("There is no other keyword called “%(name)s”.") % {"name": name}
            )
        return other

    def _others(self):
        return Keyword.objects.exclude(pk=self.instance.pk)
