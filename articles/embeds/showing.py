"""What a page with something of another site needs to know of it."""

from articles import providers
from articles.body import embeds
from articles.models import Embed


def found_in(body):
    """What the providers' addresses in a body come to, each once, in the order of the text."""
    return found_among(embeds(body))


def found_among(embedded):
    """As `found_in`, of the embeds of a body that is read already."""
    found = (providers.find(embed.address) for embed in embedded)
    return list({one.address: one for one in found if one}.values())


def said_of(found):
    """What the providers said of what was found, by the address as they have it; one query."""
    addresses = [one.address for one in found]
    return Embed.objects.in_bulk(addresses, field_name="address") if addresses else {}


def frame_sources(found):
    """The origins of the frames that a page with what was found may open, and no others."""
    return list(dict.fromkeys(source for one in found for source in one.frame_sources))
