"""The licences of Creative Commons, as somebody may say them: their versions and addresses.

Pure. Source: https://creativecommons.org/licenses/list.en
"""

from articles import metadata
from articles.models import Licence, Picture

VERSIONS = ("1.0", "2.0", "2.5", "3.0", "4.0")
CREATIVE_COMMONS = {  # each with its versions
    Licence.CC0: ("1.0",),
    Licence.CC_BY: VERSIONS,
    Licence.CC_BY_SA: VERSIONS,
    Licence.CC_BY_ND: VERSIONS,
    Licence.CC_BY_NC: VERSIONS,
    Licence.CC_BY_NC_SA: VERSIONS,
    Licence.CC_BY_NC_ND: VERSIONS,
}


def version_in(words, versions):
    """A version as Creative Commons writes it: “4” is 4.0, and nothing where there is one only."""
    words = words.strip().lower().removeprefix("v").strip()
    if not words and versions and len(versions) == 1:
        return versions[0]
    return f"{words}.0" if words.isascii() and words.isdigit() else words


def address_of(licence, version):
    """Where a version of a Creative Commons licence is to be read."""
    return Picture(licence=licence, licence_version=version).licence_address


def is_of_another(address, licence, version=""):
    """Whether an address is Creative Commons' own for something else than this licence.

    A translation or a version for one country is not something else. Without a version any is it.
    """
    found, its_version = metadata.licence_at(address)
    return found != "" and (found != licence or version not in ("", its_version))
