"""What the small templates are made with of which a page has many: cards, pictures, replies.

They are Jinja2's, which makes functions of them (docs/decisions/0030). The one rule: each file in
templates/plates is one macro of its own name, which takes all that it shows; what it calls or
pipes through stands here.
"""

from functools import lru_cache

from django.template.defaultfilters import linebreaks_filter, truncatechars, urlencode
from django.templatetags.static import static
from django.utils import translation
from django.utils.translation import ngettext
from jinja2 import StrictUndefined, nodes
from jinja2.ext import Extension

from articles import renditions, written
from articles.models import PublishedStory
from articles.plates import plate
from articles.templatetags import dates, letters, newspaper
from articles.ways import way_to
from comments.forms import LeaveAReplyForm, signed_for
from comments.templatetags import replies
from newsroom import desk_words
from newsroom.plate_code import PlateEnvironment


class Translate(Extension):
    """`{% translate "words" context "which" %}`, as in all other templates, for makemessages.

    A filter of what is known beforehand, which Jinja2 pipes once, when it makes the function.
    """

    tags = {"translate"}

    def parse(self, parser):
        line = next(parser.stream).lineno
        words, which = nodes.Const(parser.stream.expect("string").value), []
        if parser.stream.skip_if("name:context"):
            which = [nodes.Const(parser.stream.expect("string").value)]
        filtered = nodes.Filter(words, "said", which, [], None, None)
        return nodes.Output([filtered]).set_lineno(line)


def environment(*, autoescape, undefined, **options):
    """Jinja2's environment, as Django's backend asks for it: what is missing is an error."""
    made = PlateEnvironment(
        autoescape=True, undefined=StrictUndefined, extensions=[Translate], **options
    )
    made.filters |= {**dates.register.filters, **newspaper.register.filters}
    made.filters |= {
        **replies.register.filters,
        "desk_day": desk_words.day,
        "desk_moment": desk_words.moment,
        "linebreaks": linebreaks_filter,
        "said": said,
        "truncatechars": truncatechars,
        "urlencode": urlencode,
    }
    made.globals |= {
        "_": said,
        "direction": newspaper.direction,
        "empty_reply_fields": empty_reply_fields,
        "enlarged": newspaper.enlarged,
        "first_letters": letters.first_letters,
        "first_shown": newspaper.first_shown,
        "heading_of_replies": heading_of_replies,
        "how_often_reported": desk_words.how_often_reported,
        "language": translation.get_language,
        "minutes_to_read": minutes_to_read,
        "moments": written.moments,
        "number_approved": desk_words.number_approved,
        "number_of_earlier_versions": desk_words.number_of_earlier_versions,
        "number_of_more_answers": number_of_more_answers,
        "number_of_notes": desk_words.number_of_notes,
        "number_of_replies": number_of_replies,
        "number_rejected": desk_words.number_rejected,
        "signed_for": signed_for,
        "sources_of": renditions.sources,
        "static": static,
        "today": dates.today,
        "today_for_machines": dates.today_for_machines,
        "url": way_to,
        "way_without_number": way_without_number,
        "word_for_replies": word_for_replies,
        "words_of_colour": newspaper.words_of_colour,
        "years_old": years_old,
    }
    return made


def said(words, context=None):
    """Words of a template in the language that is spoken."""
    return _said(words, context, translation.get_language())


def way_without_number(name):
    """The addresses of one name, which end with a number, up to that number."""
    return way_to(name, 0).removesuffix("0/")


def empty_reply_fields():
    """The fields of a form for replies in which nothing was typed: the same under every story."""
    return _empty_reply_fields(translation.get_language())


# Numbers with their words.


def heading_of_replies(count):
    return ngettext("%(count)s Reply", "%(count)s Replies", count) % {"count": count}


def number_of_replies(number):
    return ngettext("%(number)s reply", "%(number)s replies", number) % {"number": number}


def number_of_more_answers(count):
    return ngettext("%(count)s more answer", "%(count)s more answers", count) % {"count": count}


def word_for_replies(count):
    return ngettext("reply", "replies", count)


def minutes_to_read(minutes):
    words = ngettext("%(minutes)s minute to read", "%(minutes)s minutes to read", minutes)
    return words % {"minutes": minutes}


def years_old(years):
    return ngettext(
        "and is more than a year old.", "and is more than %(years)s years old.", years
    ) % {"years": years}


# What is kept follows from the program and its catalogues: nothing has to be forgotten.


@lru_cache(maxsize=128)
def _empty_reply_fields(language):
    return plate("reply_fields", LeaveAReplyForm(PublishedStory(pk=0)))


@lru_cache(maxsize=4096)
def _said(words, context, language):
    return translation.pgettext(context, words) if context else translation.gettext(words)
