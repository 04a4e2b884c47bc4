"""The keywords of a picture: words on one line, separated by commas."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.library.keywords import LONGEST_KEYWORD, MOST_KEYWORDS, each_once, is_too_long

from .topics import TopicsField, TopicsInput
from .words import on_one_line


class KeywordsInput(TopicsInput):
    def __init__(self):
        forms.TextInput.__init__(self, attrs={"autocomplete": "off"})


class KeywordsField(TopicsField):
    """Keywords, each once whatever its capitals."""

    widget = KeywordsInput

    def clean(self, value):
        words = each_once(map(on_one_line, super().clean(value)))
        for word in words:
            refuse_if_too_long(word)
        if len(words) > MOST_KEYWORDS:
            raise ValidationError(_("No more than %(most)s keywords.") % {"most": MOST_KEYWORDS})
        return words


def refuse_if_too_long(word):
    """Raises ValidationError for what no keyword can be."""
    if is_too_long(word):
        raise ValidationError(
            _("The keyword “%(word)s…” is longer than %(most)s letters.")
            % {"word": word[:30], "most": LONGEST_KEYWORD}
        )
