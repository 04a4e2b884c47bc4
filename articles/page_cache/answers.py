"""A finished answer in every form that it is sent in: compressed, with a strong ETag.

The rule: an ETag names bytes, so each form has its own. https://www.rfc-editor.org/rfc/rfc9110
"""

import gzip
import hashlib
import re
from functools import lru_cache

import brotli

from .shelf import OF_A_NAME, OVERHEAD, KeptPage

BROTLI_QUALITY = 5  # of 11: beyond it the time doubles with each and the bytes hardly change
GZIP_LEVEL = 6
ASK_EACH_TIME = "no-cache"  # a browser keeps it, and asks by its ETag whether it is still true
LONGEST_WISH = 200  # letters of an Accept-Encoding header that are read; browsers send thirty
TOO_SHORT = 500  # bytes: compressed, it would be no shorter
COMPRESSED = re.compile(r"text/|application/(?:json|feed\+json|xml|rss\+xml|atom\+xml)")
WRITTEN_ANEW = {"content-length", "content-encoding", "etag", "vary"}


def page_of(headers, body, names, until):
    """A KeptPage of an answer's headers (a list of pairs) and bytes."""
    kept = [(name, value) for name, value in headers if name.lower() not in WRITTEN_ANEW]
    kept.append(("Vary", "Accept-Encoding"))
    digest = hashlib.sha256(body).hexdigest()[:24]
    said = {name.lower(): value for name, value in headers}
    if "cache-control" not in said:
        kept.append(("Cache-Control", ASK_EACH_TIME))
    kind, changed = said.get("content-type", ""), said.get("last-modified")
    forms = {"identity": _form(kept, body, digest, "identity", changed)}
    if len(body) >= TOO_SHORT and COMPRESSED.match(kind):
        packed = gzip.compress(body, GZIP_LEVEL, mtime=0)
        forms["gzip"] = _form(kept, packed, digest, "gzip", changed)
        packed = brotli.compress(body, quality=BROTLI_QUALITY)
        forms["br"] = _form(kept, packed, digest, "br", changed)
        plain, _body, *known = forms["identity"]
        forms["identity"] = (plain, None, *known)
    size = sum(len(form[1] or b"") for form in forms.values())
    size += OVERHEAD + OF_A_NAME * len(names)
    return KeptPage(forms, frozenset(names), until, size)


def _form(headers, body, digest, coding, changed):
    etag = f'"{digest}-{coding}"'
    own = [("ETag", etag), ("Content-Length", str(len(body)))]
    if coding != "identity":
        own.append(("Content-Encoding", coding))
    return (*headers, *own), body, etag, changed


@lru_cache(maxsize=500)
def codings_of(accepted):
    """The codings that an Accept-Encoding header takes, the one we like best first.

    One with a quality of nought is refused. https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3
    """
    qualities = {}
    for part in accepted.lower().split(","):
        coding, _semicolon, parameter = part.partition(";")
        quality = parameter.strip().removeprefix("q=")
        try:
            qualities[coding.strip()] = float(quality) if quality else 1.0
        except ValueError:
            qualities[coding.strip()] = 0.0
    anything = qualities.get("*", 0.0)
    taken = [one for one in ("br", "gzip") if qualities.get(one, anything) > 0]
    return (*taken, "identity")


def form_for(page, accepted):
    """The form of a page for whoever sent this Accept-Encoding header."""
    if len(page.forms) == 1:
        return page.forms["identity"]
    return page.forms[codings_of(accepted[:LONGEST_WISH])[0]]


def is_known(form, environ):
    """Whether whoever asks has the bytes of this form.

    By its ETag, compared weakly as a GET asks; a date counts only where no ETag was sent, and only
    where it is the very one that was given: a page may well become older.
    """
    _headers, _body, etag, changed = form
    if "HTTP_IF_NONE_MATCH" in environ:
        asked = environ["HTTP_IF_NONE_MATCH"]
        tags = (tag.strip().removeprefix("W/") for tag in asked.split(","))
        return asked.strip() == "*" or etag in tags
    return changed is not None and environ.get("HTTP_IF_MODIFIED_SINCE") == changed
