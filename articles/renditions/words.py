"""What a rendition says of itself: whose it is, and what may be done with it.

The one rule: only what the picture's key covers, so that a file never says what no longer holds.
The caption stays out: it is put right in a library at any time, and on the page it stands already.
The key itself is in it, which hangs on the original's checksum: so no file can equal an upload that
it was made of, not even one that our own encoders had made.
"""

from articles import metadata


def inside(picture, extension):
    """Keyword arguments for Pillow's `save`, by which a file carries the picture's words."""
    return metadata.packets(
        extension,
        caption="",
        byline=picture.byline,
        credit=picture.credit,
        source=picture.source,
        copyright=picture.copyright,
        usage_terms=picture.usage_terms,
        licence_url=picture.licence_address,
        digital_source=picture.digital_source,
        made_of=picture.key,
    )
