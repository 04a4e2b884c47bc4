"""What search engines read of a story: schema.org's NewsArticle as plain values.

Follows https://schema.org/NewsArticle and the search engines' article guidelines: absolute
addresses, dates with their zone, one author object for each name.
"""

from django.utils import timezone


def news_article(story, *, address, bylines, tags, corrections, images, paper, replies=None):
    """A readers' copy as the JSON-LD object of its page.

    Args:
        address: makes a site path absolute.
        bylines: its names in order.
        tags: its topics.
        corrections: those that stand, newest first.
        images: absolute addresses of the lead picture's renditions; empty without one.
        replies: how many replies are published, where known.
    """
    page = address(story.get_absolute_url())
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": page,
        "url": page,
        "headline": story.headline,
        "description": story.standfirst or None,
        "datePublished": moment(story.published_at),
        "dateModified": moment(story.updated_at),
        "articleSection": story.section.name,
        "keywords": [tag.name for tag in tags] or None,
        "author": [author(byline, address) for byline in bylines],
        "publisher": {"@type": "NewsMediaOrganization", "name": paper.name, "url": address("/")},
        "isAccessibleForFree": True,
        "commentCount": replies,
        "correction": [correction_comment(one, page) for one in corrections] or None,
    }
    if story.shown and images:
        data["image"] = picture(story.shown, images)
    return {name: value for name, value in data.items() if value is not None}


def correction_comment(correction, page):
    """A correction as schema.org's CorrectionComment; what was wrong is its description.

    https://schema.org/CorrectionComment
    """
    data = {
        "@type": "CorrectionComment",
        "name": correction.get_kind_display(),
        "text": correction.text,
        "datePublished": moment(correction.made_at),
        "url": f"{page}#correction-{correction.pk}",
    }
    if correction.wrong:
        data["description"] = correction.wrong
    return data


def author(byline, address):
    """A name of a byline as schema.org's Person, with their page where they have one."""
    person = {"@type": "Person", "name": byline.name}
    if byline.person_id:
        person["url"] = address(byline.person.get_absolute_url())
    return person


def picture(shown, images):
    """What is shown of a picture as schema.org's ImageObject, with its credit and its licence.

    https://developers.google.com/search/docs/appearance/structured-data/image-license-metadata
    """
    picture = shown.picture
    data = {
        "@type": "ImageObject",
        "url": images[0],
        "caption": shown.caption,
        "creditText": picture.credit_line,
        "creator": {"@type": "Person", "name": picture.byline} if picture.byline else None,
        "copyrightNotice": picture.copyright,
        "license": picture.licence_address,
        "acquireLicensePage": picture.licence_address if picture.is_creative_commons else "",
    }
    return {name: value for name, value in data.items() if value}


def moment(value):
    """A moment in the newsroom's time zone, as ISO 8601 with its offset."""
    return timezone.localtime(value).isoformat(timespec="seconds")
