"""A picture as schema.org's ImageObject: where it is, whose it is, and where a licence is had.

Follows https://developers.google.com/search/docs/appearance/structured-data/image-license-metadata:
a licence and where to acquire one are two addresses, and the second is for pictures that are ours
to sell.
"""

from .values import said

OURS_TO_SELL = ("staff", "commissioned")


def image_object(picture, source, *, address, licensing="", caption=""):
    """One file of a picture, with all that has to be said of the picture.

    Args:
        source: the file's `src`, `width` and `height`, as of articles.renditions.
        address: makes a site path absolute.
        licensing: where the newspaper's own pictures are licensed, or "".
    """
    file = address(source.src)
    return said(
        {
            "@type": "ImageObject",
            "url": file,
            "contentUrl": file,
            "width": source.width,
            "height": source.height,
            "caption": caption,
            "creditText": picture.credit_line,
            "creator": _creator(picture),
            "copyrightNotice": picture.copyright,
            "license": picture.licence_address,
            "acquireLicensePage": _acquired_at(picture, licensing),
        }
    )


def _creator(picture):
    """Who took it; where nobody is named, the agency or the house that it comes from."""
    if picture.byline:
        return {"@type": "Person", "name": picture.byline}
    if picture.source:
        return {"@type": "Organization", "name": picture.source}
    return None


def _acquired_at(picture, licensing):
    if picture.is_creative_commons:
        return picture.licence_address
    return licensing if picture.licence in OURS_TO_SELL else ""
