"""The licences of Creative Commons, as somebody may say them: their versions and addresses.

The rule: licence, version and address agree, whichever form they are said in. Source:
https://creativecommons.org/licenses/list.en
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

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


def version_to_say(licence, words):
    """The version of a licence as it is kept, from what somebody typed.

    Raises ValidationError for one that there is not.
    """
    versions = CREATIVE_COMMONS.get(licence)
    version = version_in(words, versions)
    if versions and version not in versions:
        raise ValidationError(
            _("Which version of the licence? There are: %(versions)s.")
            % {"versions": ", ".join(versions)}
        )
    if version and not versions:
        raise ValidationError(_("Only a Creative Commons licence has a version: empty it."))
    return version


class LicenceWords:
    """A form of a picture's licence, its version and its address."""

    def clean_licence_words(self):
        """A Creative Commons licence has its address by itself, and no other licence has it."""
        cleaned = self.cleaned_data
        if not {"licence", "licence_version", "licence_url"} <= set(cleaned):
            return
        licence, is_commons = cleaned["licence"], cleaned["licence"] in CREATIVE_COMMONS
        if not is_commons and "licence_version" not in self.changed_data:
            version = "" if "licence" in self.changed_data else cleaned["licence_version"]
        else:
            try:
                version = version_to_say(licence, cleaned["licence_version"])
            except ValidationError as error:
                self.add_error("licence_version", error)
                return
        cleaned["licence_version"] = version
        address = cleaned["licence_url"]
        is_wrong = bool(address and licence) and is_of_another(address, licence, version)
        if is_wrong and "licence_url" in self.changed_data:
            self.add_error("licence_url", _("This is the address of another licence."))
        elif is_wrong or not address:
            cleaned["licence_url"] = address_of(licence, version) if is_commons else ""
