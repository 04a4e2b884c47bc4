"""Addresses of our own pages that one page names by the dozen, made without looking them up anew.

Django's `reverse` goes through the site's patterns for every address. The one rule: an address is
what `reverse` says it is; only the pattern is kept, which the site's addresses alone decide: the
site stands at the root of its host (SITE_URL takes nothing else).
"""

from functools import cached_property, lru_cache
from urllib.parse import quote

from django.urls import reverse

SAFE = "!$&'()*+,;=/~:@"  # RFC 3986, section 3.3: pchar, and what parts the segments


class Way:
    """The addresses of one name. `samples` are values it takes, none of which is in another."""

    def __init__(self, name, *samples):
        self.name, self.samples = name, samples

    def to(self, *values):
        """The address for these values, as many as there were samples."""
        address, *pieces = self._pieces
        for value, piece in zip(values, pieces, strict=True):
            address += f"{_quoted(str(value))}{piece}"
        return address

    def form(self, *first):
        """The addresses that begin with these values, as a form whose `format` takes the others.

        The others are numbers and plain words: they are not quoted.
        """
        address, *pieces = self._pieces
        for place, piece in enumerate(pieces):
            address += f"{_quoted(str(first[place])) if place < len(first) else '{}'}{piece}"
        return address

    @cached_property
    def _pieces(self):
        rest, pieces = reverse(self.name, args=self.samples), []
        for sample in self.samples:
            piece, found, rest = rest.partition(str(sample))
            if not found:
                raise ValueError(f"{sample} does not stand in an address of {self.name}.")
            pieces.append(piece)
        return [*pieces, rest]


def way_to(name, *values):
    """The address of a page of this name; of values it takes numbers and words of letters."""
    return _way(name, tuple(isinstance(value, int) for value in values)).to(*values)


@lru_cache(maxsize=256)
def _way(name, are_numbers):
    samples = [
        (1701 + place) if is_number else f"some-word-{'x' * place}"
        for place, is_number in enumerate(are_numbers)
    ]
    return Way(name, *samples)


def _quoted(value):
    # Most values are numbers, keys and words with hyphens, of which nothing is to be quoted.
    is_plain = value.isascii() and value.replace("-", "").isalnum()
    return value if is_plain else quote(value, safe=SAFE)
