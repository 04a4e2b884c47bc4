"""What the small templates are made with of which a page has many: cards, pictures, replies.

They are Jinja2's, which makes functions of them (docs/decisions/0030). The one rule: each file in
templates/plates is one macro of its own name, which takes all that it shows; what it calls or
pipes through stands here.
"""

from functools import lru_cache

from django.template.defaultfilters import linebreaks_filter
from django.templatetags.static import static
from django.urls import get_script_prefix, reverse
from django.utils import translation
from jinja2 import Environment, StrictUndefined, nodes
from jinja2.ext import Extension

from articles import renditions
from articles.templatetags import dates, newspaper
from comments.templatetags import replies


class Translate(Extension):
    """`{% translate "words" context "which" %}`, as in all other templates, for makemessages."""

    tags = {"translate"}

    def parse(self, parser):
        line = next(parser.stream).lineno
        words = [nodes.Const(parser.stream.expect("string").value)]
        if parser.stream.skip_if("name:context"):
            words.append(nodes.Const(parser.stream.expect("string").value))
        said = nodes.Call(nodes.Name("_", "load"), words, [], None, None)
        return nodes.Output([said]).set_lineno(line)


def environment(*, autoescape, undefined, **options):
    """Jinja2's environment, as Django's backend asks for it: what is missing is an error."""
    made = Environment(
        autoescape=True, undefined=StrictUndefined, extensions=[Translate], **options
    )
    made.filters |= {**dates.register.filters, **newspaper.register.filters}
    made.filters |= {**replies.register.filters, "linebreaks": linebreaks_filter}
    made.globals |= {
        "_": said,
        "direction": newspaper.direction,
        "enlarged": newspaper.enlarged,
        "number_of_more_answers": replies.number_of_more_answers,
        "number_of_replies": replies.number_of_replies,
        "sources_of": renditions.sources,
        "static": static,
        "today": dates.today,
        "today_for_machines": dates.today_for_machines,
        "url": url,
        "words_of_colour": newspaper.words_of_colour,
    }
    return made


def said(words, context=None):
    """Words of a template in the language that is spoken."""
    return _said(words, context, translation.get_language())


def url(name, *values):
    """The address of one of our own pages."""
    return reverse(name, args=values) if values else _url(name, get_script_prefix())


# The catalogues and the patterns of addresses are the program's: nothing has to be forgotten.


@lru_cache(maxsize=4096)
def _said(words, context, language):
    return translation.pgettext(context, words) if context else translation.gettext(words)


@lru_cache(maxsize=256)
def _url(name, prefix):
    return reverse(name)
