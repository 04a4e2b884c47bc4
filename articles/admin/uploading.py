"""Bringing pictures into the library: one file or fifty, each with what became of it.

With scripts each file is a request of its own, answered by its row; without them the form sends
all at once. The one rule: a file that cannot be taken says why, and stops no other.
"""

from dataclasses import dataclass, field

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from articles import library
from articles.models import Picture

from .describing import describe_address
from .desk import is_number
from .finders import picture_facts

MOST_AT_ONCE = 50  # files in one request; with scripts each is a request of its own
KINDS = "image/jpeg,image/png,image/webp,image/avif,image/gif"  # what a file chooser offers
AS_DATA = "application/json"


@dataclass(frozen=True)
class Outcome:
    """What became of one file, as its row says it."""

    name: str  # of the file
    state: str  # "added", "twin" where the library has it already, or "refused"
    refusal: str = ""
    picture: dict | None = None  # facts of the new one, or of the one that has this file
    filled: list = field(default_factory=list)  # what the file said, as names of fields
    lacks: list = field(default_factory=list)
    alike: list = field(default_factory=list)  # facts of pictures that look like it


def upload_addresses():
    """What PictureAdmin adds to its addresses."""
    return [path("upload/", admin.site.admin_view(upload), name="articles_picture_upload")]


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request):
    """The screen; a POST brings `file`, one or many, or adds the file of picture `again` anew."""
    if not request.user.has_perms(["articles.add_picture", "articles.view_picture"]):
        raise PermissionDenied
    outcomes = _outcomes(request) if request.method == "POST" else []
    is_refused = any(outcome.state == "refused" for outcome in outcomes)
    if outcomes and request.get_preferred_type(["text/html", AS_DATA]) == AS_DATA:
        return JsonResponse(_row(request, outcomes[0]), status=422 if is_refused else 200)
    added = [outcome.picture["id"] for outcome in outcomes if outcome.state == "added"]
    context = {
        **admin.site.each_context(request),
        "title": _("Upload pictures"),
        "outcomes": outcomes,
        "describe": describe_address(added) if added else "",
        "kinds": KINDS,
        "most_at_once": MOST_AT_ONCE,
        "most_bytes": settings.PICTURE_MAX_BYTES,
        "most_megabytes": settings.PICTURE_MAX_BYTES // 1024**2,
        "most_megapixels": settings.PICTURE_MAX_PIXELS // 1_000_000,
    }
    return render(request, "admin/articles/picture/upload.html", context)


def _outcomes(request):
    """What becomes of each file that was sent, in the order they were sent."""
    if again := request.POST.get("again", ""):
        twin = Picture.objects.filter(pk=int(again)).first() if is_number(again) else None
        if twin is None:
            return [_refused("", _("That picture is not in the library any more."))]
        return [_outcome(twin.file_name, lambda: library.add_again(twin, by=request.user))]
    files = request.FILES.getlist("file")
    if not files:
        return [_refused("", _("No file arrived. Choose one or more pictures."))]
    outcomes = [
        _outcome(file.name, lambda file=file: library.take(file, by=request.user))
        for file in files[:MOST_AT_ONCE]
    ]
    too_many = _("Not taken: %(most)d files at a time. Send this one again.")
    return outcomes + [
        _refused(file.name, too_many % {"most": MOST_AT_ONCE}) for file in files[MOST_AT_ONCE:]
    ]


def _refused(name, sentence):
    return Outcome(name, "refused", refusal=sentence)


def _outcome(name, take):
    """What `take` does, told; `name` is what the file was called."""
    try:
        taken = take()
    except library.PictureRefused as refusal:
        return _refused(name, str(refusal))
    picture = taken.picture
    if not taken.is_new:
        return Outcome(name, "twin", picture=picture_facts(picture))
    fields = {one.name: one.verbose_name for one in Picture._meta.get_fields() if one.concrete}
    filled = [str(fields[one]) for one in picture.filled_by_file if one != "licence_version"]
    keywords = [str(fields["keywords"])] if picture.keywords.exists() else []
    facts = picture_facts(picture)
    # What it lacks is said in the row's own words.
    facts["badges"] = [badge for badge in facts["badges"] if badge["kind"] != "stop"]
    return Outcome(
        name,
        "added",
        picture=facts,
        filled=[*filled, *keywords],
        lacks=what_lacks(picture),
        alike=[picture_facts(other) for other in taken.alike],
    )


def what_lacks(picture):
    """What has still to be said of a picture, as words."""
    return [
        *(str(words) for words in picture.missing),
        *([_("licence")] if not picture.licence else []),
    ]


def _row(request, outcome):
    """The answer to a script: the row as it is shown, and what the script has to know of it."""
    row = render_to_string("admin/articles/parts/uploaded.html", {"outcome": outcome}, request)
    return {
        "state": outcome.state,
        "sentence": outcome.refusal,
        "picture": outcome.picture["id"] if outcome.picture else None,
        "row": row,
    }
