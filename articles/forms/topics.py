"""A topic: its name, its address, and another topic it may become."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from taggit.forms import TagField
from taggit.models import Tag

from articles.models import TopicPage

from .words import WholeCharacters, on_one_line

# Letters. django-taggit's columns hold a hundred, and it may add a number to an address.
LONGEST_TOPIC = 90


class TopicsInput(forms.TextInput):
    """Topics on one line, separated by commas; a script offers those that exist."""

    def __init__(self):
        find = reverse_lazy("admin:taggit_tag_find")
        super().__init__(attrs={"autocomplete": "off", "data-topics": find})

    def format_value(self, value):
        if value is None or isinstance(value, str):
            return super().format_value(value)
        return ", ".join(f'"{topic}"' if "," in topic.name else topic.name for topic in value)


class TopicsField(TagField):
    """Topics that commas alone part: “city council” is one, with another beside it or without."""

    widget = TopicsInput

    def clean(self, value):
        return super().clean(f"{value or ''},")


class TopicForm(WholeCharacters, forms.ModelForm):
    merge_into = forms.CharField(
        label=gettext_lazy("Merge into"),
        required=False,
        max_length=100,
        help_text=gettext_lazy(
            "The name of another topic: its page takes over all stories, and this topic is deleted."
        ),
    )

    description = forms.CharField(
        label=gettext_lazy("Description"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("A sentence or two at the head of the topic's page."),
    )

    class Meta:
        model = Tag
        fields = ["name", "slug", "description", "merge_into"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        said = TopicPage.objects.filter(tag=self.instance.pk).first()
        self.initial.setdefault("description", said.description if said else "")

    def clean_description(self):
        return on_one_line(self.cleaned_data["description"])

    def clean_name(self):
        name = on_one_line(self.cleaned_data["name"])
        refuse_without_address(name)
        return name

    def clean_merge_into(self):
        name = self.cleaned_data["merge_into"].strip()
        if not name:
            return None
        others = Tag.objects.exclude(pk=self.instance.pk)
        other = others.filter(name__iexact=name).first()
        if other is None or self.instance.pk is None:
            raise ValidationError(_("There is no other topic called “%(name)s”.") % {"name": name})
        return other


def refuse_without_address(topic):
    """Raises ValidationError for a name of which no page's address can be made."""
    address = Tag().slugify(topic)
    if not re.fullmatch(r"[-\w]+", address):
        raise ValidationError(
            _("The topic “%(topic)s” has no letters for an address.") % {"topic": topic[:30]}
        )
    if max(len(topic), len(address)) > LONGEST_TOPIC:
        raise ValidationError(
            _("The topic “%(topic)s…” is longer than %(most)s letters.")
            % {"topic": topic[:30], "most": LONGEST_TOPIC}
        )
