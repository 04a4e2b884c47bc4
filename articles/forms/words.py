"""What every field of words leaves out, so that paste from anywhere simply works."""

from django.forms import PasswordInput

from articles.body import writable


class WholeCharacters:
    """A form that takes out of whatever was typed the characters that nobody sees or can store.

    Control characters come with paste from a PDF; no feed, export or database can hold them. They
    are gone before a field judges its value, so nobody is asked to find what cannot be seen.
    A password is the one thing that is taken to the letter.
    """

    def _widget_data_value(self, widget, html_name):
        value = super()._widget_data_value(widget, html_name)
        if isinstance(value, str) and not isinstance(widget, PasswordInput):
            return writable(value)
        return value


def on_one_line(words):
    """Words with every run of white space, line ends among them, made one space."""
    return " ".join(words.split())
