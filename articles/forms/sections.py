"""A section of the paper."""

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import front_page
from articles.models import Section, Story

from .words import WholeCharacters


class StoryChooser(forms.NumberInput):
    """The number of a story; where scripts run, a list to choose from, with its headline."""

    def __init__(self, title):
        super().__init__(attrs={"min": 1, "data-chooser-value": True})
        self.title, self.chosen = title, None

    def render(self, name, value, attrs=None, renderer=None):
        return format_html(
            '<div class="desk-chooser" data-chooser="story" data-find="{}?on_its_way=1" '
            'data-title="{}">{}<div class="desk-chooser__now" data-chosen>{}</div></div>',
            reverse("admin:articles_story_find"),
            self.title,
            super().render(name, value, attrs, renderer),
            self._in_words(value),
        )

    def _in_words(self, value):
        if not value:
            return _("None chosen.")
        if self.chosen and str(self.chosen.pk) == str(value):
            return self.chosen.list_headline
        return _("Number %(number)s") % {"number": value}


class SectionForm(WholeCharacters, forms.ModelForm):
    lead = forms.ModelChoiceField(
        Story.objects.all(),
        label=gettext_lazy("Lead"),
        required=False,
        widget=StoryChooser(gettext_lazy("Lead of the section's page")),
        help_text=gettext_lazy(
            "Stands at the head of the section's page until it is taken away here. Without one, "
            "or while readers may not see it, the newest story with a picture leads."
        ),
        error_messages={"invalid_choice": gettext_lazy("There is no story with this number.")},
    )

    class Meta:
        model = Section
        fields = ["name", "slug", "description", "lead", "position", "replies_open"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "lead" in self.fields:
            self.fields["lead"].widget.chosen = self.instance.lead

    def clean_lead(self):
        """A story of this section that readers see, or will by the clock."""
        lead = self.cleaned_data["lead"]
        if lead is None or lead.pk == self.instance.lead_id:
            return lead
        if refusal := front_page.refusal_to_pin(lead):
            raise ValidationError(refusal)
        if lead.readers_copy.section_id != self.instance.pk:
            named = {"story": lead.readers_copy.list_headline}
            raise ValidationError(_("“%(story)s” stands in another section.") % named)
        return lead
