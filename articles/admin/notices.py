"""What was told to whom: everybody's own page of it, and beside a story who has seen what.

The rule: opening a story, or its notes, is seeing what was told of it.
"""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from articles import notices
from articles.models import Notice, name_of

from .desk import is_number, numbers_in

SHOWN = 40  # of those not seen yet, and of those that were
SHOWN_ACTS = 5  # moves and notes beside a story


def notice_addresses():
    """What StoryAdmin adds to its addresses."""
    view = admin.site.admin_view(my_notices)
    return [path("notices/", view, name="articles_notices")]


@require_http_methods(["GET", "HEAD", "POST"])
def my_notices(request):
    """“Told to me”: what is not seen yet, then what was; a press marks one or all as seen."""
    if not request.user.has_perm(notices.READING):
        raise PermissionDenied
    if request.method == "POST":
        ids = None if "all" in request.POST else numbers_in(request.POST.getlist("seen"))
        notices.mark_seen(request.user, notice_ids=ids)
        return redirect("admin:articles_notices")
    mine = Notice.objects.to(request.user).with_parts().newest_first()
    before = request.GET.get("before", "")
    is_first_page = not is_number(before)
    unseen = list(mine.unseen()[: SHOWN + 1]) if is_first_page else []
    seen = mine.seen() if is_first_page else mine.seen().older_than(int(before))
    seen = list(seen[: SHOWN + 1])
    context = {
        **admin.site.each_context(request),
        "title": _("Told to me"),
        "unseen": [in_words(notice) for notice in unseen[:SHOWN]],
        "has_more_unseen": len(unseen) > SHOWN,
        "seen": [in_words(notice) for notice in seen[:SHOWN]],
        "older": seen[SHOWN - 1].pk if len(seen) > SHOWN else None,
        "is_first_page": is_first_page,
    }
    return render(request, "admin/articles/notices.html", context)


def in_words(notice):
    """What the page shows of a notice."""
    return {
        "id": notice.pk,
        "at": notice.made_at,
        "seen_at": notice.seen_at,
        "headline": notices.headline_of(notice.story),
        "what": notices.what_happened(notice),
        "words": notices.words_with(notice),
        "address": notices.address_of(notice),
    }


def told_of(story):
    """Of the last moves and notes of a story that somebody was told of: who, and who has seen it.

    What colleagues were told of a line to mend is the line's own matter, and not among it.
    """
    found = Notice.objects.about(story).select_related("account", "made_by", "move", "note")
    acts = {}
    for notice in found.newest_first()[: SHOWN_ACTS * 40]:
        act = ("move", notice.move_id) if notice.move_id else ("note", notice.note_id)
        if act not in acts and len(acts) == SHOWN_ACTS:
            break
        told = acts.setdefault(
            act,
            {
                "at": notice.made_at,
                "what": _what(notice),
                "words": notices.words_with(notice),
                "told": [],
            },
        )["told"]
        told.append({"name": name_of(notice.account), "seen_at": notice.seen_at})
    for act in acts.values():
        act["told"].sort(key=lambda one: (one["seen_at"] is None, one["name"]))
    return list(acts.values())


def _what(notice):
    if notice.note_id:
        return _("A note by %(name)s") % {"name": name_of(notice.made_by)}
    return notices.what_happened(notice)
