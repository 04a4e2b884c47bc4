"""What every field of words refuses before the database would."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def refuse_broken_characters(words):
    """Raises ValidationError for half of a character (a lone surrogate): no database keeps it."""
    try:
        words.encode()
    except UnicodeEncodeError:
        raise ValidationError(
            _("This text holds a broken character. Please type or paste it again."),
            code="broken_character",
        ) from None


class WholeCharacters:
    """A form whose fields of words all refuse broken characters, each with its own error."""

    def _clean_fields(self):
        super()._clean_fields()
        for name, value in list(self.cleaned_data.items()):
            if isinstance(value, str):
                try:
                    refuse_broken_characters(value)
                except ValidationError as refusal:
                    self.add_error(name, refusal)


def on_one_line(words):
    """Words with every run of white space, line ends among them, made one space."""
    return " ".join(words.split())
