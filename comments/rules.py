"""The rules of one story, made by hand: whether it takes replies, and what appears at once.

The one rule: what somebody decided for a story says who it was and when, and wins over every other
rule until somebody takes it back.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Story
from comments.models import Mode, Openness, StoryRules

PERMISSIONS = ("comments.moderate_reply", "comments.change_houserules")  # either will do


class RulesRefused(Exception):
    """The rules were not made; the message is a sentence for whoever tried."""


def may_rule(user):
    """Whether `user` decides about replies to single stories: a moderator or an editor."""
    return any(map(user.has_perm, PERMISSIONS))


@transaction.atomic
def set_for_story(story, *, openness, mode, by):
    """Keep a story's replies open, close them, or say what appears at once under it.

    Either may be empty: the other rules decide again. Returns the StoryRules; raises RulesRefused.
    """
    if not may_rule(by):
        raise RulesRefused(_("Only a moderator or an editor decides about replies to a story."))
    if openness not in Openness.values or mode not in ("", *Mode.values):
        raise RulesRefused(_("There is no such rule."))
    # Locked, so that two people deciding at once leave one row, the later one's.
    story = Story.objects.select_for_update().only("pk").get(pk=story.pk)
    rules, _is_new = StoryRules.objects.update_or_create(
        story=story,
        defaults={
            "openness": openness,
            "mode": mode,
            "made_by": by,
            "made_at": timezone.now(),
        },
    )
    return rules
