"""Addresses of our own pages that one page names by the dozen, made without looking them up anew.

Django's `reverse` goes through the site's patterns for every address. The one rule: an address is
what `reverse` says it is; only the pattern is kept, which the site's addresses alone decide.
"""

from urllib.parse import quote

from django.urls import get_script_prefix, reverse

SAFE = "!$&'()*+,;=/~:@"  # RFC 3986, section 3.3: pchar, and what parts the segments


class Way:
    """The addresses of one name. `samples` are values it takes, none of which is in another."""

    def __init__(self, name, *samples):
        self.name, self.samples, self.kept = name, samples, {}

    def to(self, *values):
        """The address for these values, as many as there were samples."""
        prefix = get_script_prefix()
        if prefix not in self.kept:
            self.kept[prefix] = self._pieces()
        begin, *pieces = self.kept[prefix]
        return begin + "".join(
            f"{quote(str(value), safe=SAFE)}{piece}"
            for value, piece in zip(values, pieces, strict=True)
        )

    def _pieces(self):
        rest, pieces = reverse(self.name, args=self.samples), []
        for sample in self.samples:
            piece, found, rest = rest.partition(str(sample))
            if not found:
                raise ValueError(f"{sample} does not stand in an address of {self.name}.")
            pieces.append(piece)
        return [*pieces, rest]
