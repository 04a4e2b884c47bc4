"""A topic: its name, its address, and another topic it may become."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from taggit.models import Tag

from .words import WholeCharacters


class TopicForm(WholeCharacters, forms.ModelForm):
    merge_into = forms.CharField(
        label=gettext_lazy("Merge into"),
        required=False,
        max_length=100,
        help_text=gettext_lazy(
            "The name of another topic: its page takes over all stories, and this topic is deleted."
        ),
    )

    class Meta:
        model = Tag
        fields = ["name", "slug", "merge_into"]

    def clean_merge_into(self):
        name = self.cleaned_data["merge_into"].strip()
        if not name:
            return None
        others = Tag.objects.exclude(pk=self.instance.pk)
        other = others.filter(name__iexact=name).first()
        if other is None or self.instance.pk is None:
            raise ValidationError(_("There is no other topic called “%(name)s”.") % {"name": name})
        return other
