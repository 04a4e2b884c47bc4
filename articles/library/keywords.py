"""Keywords that are called otherwise, become one, or go: a change of every picture that has them.

The rule: it stands in each picture's history, with whoever did it, and each is found by it soon.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from articles import search
from articles.body import is_visible
from articles.models import Keyword, Picture, PictureEvent, PictureKeyword

from .history import KINDS
from .rights import Refused

MOST_KEYWORDS = 60
AT_ONCE = 500  # rows of history in one statement
LONGEST_KEYWORD = 90  # letters; the columns hold a hundred, and a number may be added to an address


def is_too_long(word):
    """Whether a keyword is, or what is made of it for its address: “ﷺ” becomes eighteen letters."""
    return max(len(word), len(Keyword().slugify(word))) > LONGEST_KEYWORD


def each_once(words):
    """The words that are keywords at all, each once whatever its capitals, in their order."""
    once = {}
    for word in words:
        if is_visible(word):
            once.setdefault(word.casefold(), word)
    return list(once.values())


@transaction.atomic
def rename_keyword(keyword, *, by):
    """Save a keyword under its new name; Refused where a colleague deleted it meanwhile."""
    [before] = _locked(keyword)
    keyword.save()
    _changed(_pictures_of(keyword), before.name, keyword.name, by)
    return keyword


@transaction.atomic
def merge_keywords(keyword, *, into, by):
    """Give every picture of `keyword` the keyword `into`; `keyword` is deleted.

    Raises Refused where a colleague deleted one of them meanwhile.
    """
    _locked(keyword, into)
    concerned = _pictures_of(keyword)
    items = PictureKeyword.objects.filter(tag=keyword)
    has_both = PictureKeyword.objects.filter(tag=into).values("content_object")
    items.exclude(content_object__in=has_both).update(tag=into)
    before = keyword.name
    keyword.delete()
    _changed(concerned, before, into.name, by)
    return into


@transaction.atomic
def delete_keyword(keyword, *, by):
    """Take a keyword from every picture, and delete it."""
    concerned = _pictures_of(keyword)
    before = keyword.name
    keyword.delete()
    _changed(concerned, before, "", by)


def _locked(*keywords):
    """The rows of keywords as they are now, locked in one order."""
    numbers = [keyword.pk for keyword in keywords]
    rows = list(Keyword.objects.filter(pk__in=numbers).order_by("pk").select_for_update())
    if len(rows) < len(numbers):
        raise Refused(_("A colleague deleted this keyword meanwhile."))
    return rows


def _pictures_of(keyword):
    """The numbers of the pictures that have a keyword, their rows locked in one order."""
    numbers = PictureKeyword.objects.filter(tag=keyword).values("content_object")
    rows = Picture.objects.filter(pk__in=numbers).order_by("pk").select_for_update()
    return list(rows.values_list("pk", flat=True))


def _changed(pictures, before, after, by):
    if before == after:
        return
    PictureEvent.objects.bulk_create(
        (
            PictureEvent(
                picture_id=number,
                kind=KINDS.DESCRIBED,
                made_by=by,
                changed={"keywords": [before, after]},
            )
            for number in pictures
        ),
        batch_size=AT_ONCE,
    )
    search.renew_picture_words_soon(pictures)
