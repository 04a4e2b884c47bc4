"""What both formats in XML share: elements that hold only what XML can, pictures, and the bytes."""

from lxml import etree

from articles.body import writable

ATOM = "http://www.w3.org/2005/Atom"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
DC = "http://purl.org/dc/elements/1.1/"
MEDIA = "http://search.yahoo.com/mrss/"  # https://www.rssboard.org/media-rss


def add(parent, name, words=None, space="", **attributes):
    """A new element `name` of the namespace `space` in `parent`, with these words in it."""
    said = {key: writable(value) for key, value in attributes.items() if value}
    element = etree.SubElement(parent, f"{{{space}}}{name}" if space else name, said)
    if words is not None:
        element.text = writable(words)
    return element


def add_picture(parent, picture):
    """A picture as Media RSS has it, its words in the order of that page."""
    media = add(
        parent,
        "content",
        space=MEDIA,
        url=picture.address,
        type=picture.mime,
        medium="image",
        width=str(picture.width),
        height=str(picture.height),
    )
    if picture.credit:
        add(media, "credit", picture.credit, MEDIA)
    if picture.caption:
        add(media, "description", picture.caption, MEDIA, type="plain")
    if picture.licence:
        kind = "text/html" if picture.licence_address else ""
        add(media, "license", picture.licence, MEDIA, href=picture.licence_address, type=kind)


def written(root) -> bytes:
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)
