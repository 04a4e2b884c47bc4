"""A story as schema.org's NewsArticle.

https://schema.org/NewsArticle,
https://developers.google.com/search/docs/appearance/structured-data/article
"""

from articles.body import shorten

from .paper import person, publisher
from .pictures import image_object
from .values import moment, said, top

LONGEST_HEADLINE = 110  # characters; what is longer is cut by those who show it
FEWEST_PIXELS = 50_000  # of an image that is looked at at all


def news_article(
    story, *, paper, address, logo, language, bylines, tags, corrections, images, shown, replies
):
    """A readers' copy as the object of its page.

    Args:
        address: makes a site path absolute.
        bylines: its names in order; without one the newspaper is the author.
        tags: its topics.
        corrections: those that stand, newest first.
        images: files of the lead picture that others may show, the best first.
        shown: what the page shows of pictures, each with the file that stands in the page.
        replies: how many replies are published, or None where nobody counted.
    """
    page = address(story.get_absolute_url())
    headline = headline_of(story)
    house = publisher(paper, address=address, logo=logo)
    licensing = paper.licensing_url
    return top(
        {
            "@type": "NewsArticle",
            "@id": f"{page}#story",
            "mainEntityOfPage": {"@type": "WebPage", "@id": page},
            "url": page,
            "headline": headline,
            "alternativeHeadline": story.headline if headline != story.headline else None,
            "description": shorten(story.standfirst or story.text, 300),
            "datePublished": moment(story.published_at),
            "dateModified": moment(story.updated_at),
            "dateline": story.dateline,
            "articleSection": story.section.name,
            "keywords": [tag.name for tag in tags],
            "wordCount": story.word_count or None,
            "inLanguage": language,
            "isAccessibleForFree": True,
            "author": [person(one, address=address) for one in bylines] or [house],
            "publisher": house,
            "image": [
                image_object(
                    story.shown.picture,
                    one,
                    address=address,
                    licensing=licensing,
                    caption=story.shown.caption,
                )
                for one in images
                if one.width * one.height >= FEWEST_PIXELS
            ],
            "associatedMedia": [
                image_object(one.picture, source, address=address, licensing=licensing)
                for one, source in shown
            ],
            "commentCount": replies,
            "discussionUrl": None if replies is None else f"{page}#replies",
            "correction": [correction_comment(one, page) for one in corrections],
        }
    )


def headline_of(story):
    """The headline, or the short one, or the first words of it, where it is too long to show."""
    if len(story.headline) <= LONGEST_HEADLINE:
        return story.headline
    return story.short_headline or shorten(story.headline, LONGEST_HEADLINE)


def correction_comment(correction, page):
    """A correction as schema.org's CorrectionComment; what was wrong is its description.

    https://schema.org/CorrectionComment
    """
    return said(
        {
            "@type": "CorrectionComment",
            "name": correction.get_kind_display(),
            "text": correction.text,
            "description": correction.wrong,
            "datePublished": moment(correction.made_at),
            "url": f"{page}#correction-{correction.pk}",
        }
    )
