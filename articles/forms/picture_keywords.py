"""The keywords of a picture: words on one line, separated by commas."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.models import Keyword

from .topics import TopicsField, TopicsInput
from .words import on_one_line

MOST = 60
LONGEST = 90  # letters; the columns hold a hundred, and a number may be added to an address


class KeywordsInput(TopicsInput):
    def __init__(self):
        forms.TextInput.__init__(self, attrs={"autocomplete": "off"})


class KeywordsField(TopicsField):
    """Keywords, each once whatever its capitals."""

    widget = KeywordsInput

    def clean(self, value):
        words = {}
        for word in map(on_one_line, super().clean(value)):
            if max(len(word), len(Keyword().slugify(word))) > LONGEST:
                raise ValidationError(
                    _("The keyword “%(word)s…” is longer than %(most)s letters.")
                    % {"word": word[:30], "most": LONGEST}
                )
            words.setdefault(word.casefold(), word)
        if len(words) > MOST:
            raise ValidationError(_("No more than %(most)s keywords.") % {"most": MOST})
        return list(words.values())
