"""A killed story's headline where other rows keep it in words: the desk's log, others' histories.

The rule: no screen tells it from the kill on. The names in others' revisions, too many to look
through in the kill, are put right a moment later; until then `copies.names_of` does it.
"""

import json
import re

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Replace
from django.utils.translation import gettext as _

from articles import locality
from articles.background import background, defer
from articles.models import Move, Revision, SealedCopy, Story


def killed_headline(story):
    """What a killed story is called at the desk, in the newspaper's language."""
    with locality.speaking():
        return _("Killed story %(number)s") % {"number": story.pk}


def forget_headlines(story):
    """Take every headline that a story ever had out of the rows of others, before it is emptied."""
    called = killed_headline(story)
    kept = story.revisions.values_list("content__headline", flat=True)
    headlines = {story.headline, *kept} - {None, ""}
    _forget_in_log(story, headlines, called)
    _forget_in_moves(headlines, called)
    _forget_in_places(story, called)
    defer(forget_names, story.pk)


def _forget_in_log(story, headlines, called):
    stories = ContentType.objects.get_for_model(Story)
    own = LogEntry.objects.filter(content_type=stories, object_id=str(story.pk))
    own.update(object_repr=called, change_message="")
    for headline in headlines:
        object_named, instead = (f'"object": {json.dumps(words)}' for words in (headline, called))
        LogEntry.objects.filter(change_message__contains=object_named).update(
            change_message=Replace("change_message", Value(object_named), Value(instead))
        )


def _forget_in_moves(headlines, called):
    """In the sentences of what was overridden, which quote the stories that lines led to."""
    longest_first = sorted(map(re.escape, headlines), key=len, reverse=True)
    quoted = re.compile(rf"([“„«‘\"]\s?)(?:{'|'.join(longest_first)})(?=\s?[”“»’\"])")
    for move in Move.objects.that_overrode().only("overridden"):
        told = [quoted.sub(lambda found: found[1] + called, one) for one in move.overridden]
        if told != move.overridden:
            Move.objects.filter(pk=move.pk).update(overridden=told)


def _forget_in_places(story, called):
    """In the lists of what led to other stories when those were killed."""
    for sealed in SealedCopy.objects.exclude(story=story).only("places"):
        places = [
            {**place, "words": called} if place.get("story") == story.pk else place
            for place in sealed.places
        ]
        if places != sealed.places:
            SealedCopy.objects.filter(pk=sealed.pk).update(places=places)


@background(attempts=8)
def forget_names(number):
    """Call a killed story so in every revision of another story that names it."""
    story = Story.objects.get(pk=number)
    for pk in list(Revision.objects.naming(story).values_list("pk", flat=True)):
        with transaction.atomic():
            revision = Revision.objects.select_for_update().only("names").get(pk=pk)
            revision.names["stories"][str(number)] = story.headline
            revision.save(update_fields=["names"])
