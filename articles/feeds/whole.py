"""The whole text of stories for readers of feeds: what a page has, without what only a page can do.

The one rule: three queries for any number of stories, and nothing that is not public.
"""

from dataclasses import replace
from itertools import chain

from django.template.loader import render_to_string

from articles import dependence, embeds, references
from articles.body import StoryTarget
from articles.models import absolute

FOLDER = "feed"  # of the templates in templates/articles that write what is not plain text


def whole_stories(stories, corrections, seen):
    """The HTML of each of `stories`, by its id: their texts, pictures and corrections.

    Args:
        corrections: those that stand, by the story's id.
        seen: how the feed is seen, which decides what its pictures show.
    """
    targets = _targets_of(stories, seen)
    return {
        story.pk: render_to_string(
            f"articles/{FOLDER}/story.html",
            {
                "story": story,
                "picture": story.shown,
                "body": story.matter.render(targets),
                "corrections": corrections[story.pk],
            },
        ).strip()
        for story in stories
    }


def _targets_of(stories, seen):
    """What all the bodies lead to, asked for together, with whole addresses."""
    found = list(chain.from_iterable(story.matter.pointers() for story in stories))
    dependence.on_each("story", references.stories_in(found))
    live = references.live_stories(references.stories_in(found))
    targets = references.targets_of(found, live, seen)
    dependence.on("embeds")
    embedded = list(chain.from_iterable(story.matter.embeds() for story in stories))
    return replace(
        targets,
        stories={
            pk: StoryTarget(target.headline, absolute(target.url))
            for pk, target in targets.stories.items()
        },
        said=embeds.said_of(embeds.found_among(embedded)),
        blocks=FOLDER,
    )
