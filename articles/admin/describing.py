"""Several pictures described at once, such as those that just came in.

The rule: all is saved or nothing, and only what was changed here is written.
"""

from urllib.parse import urlencode

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from articles import library
from articles.forms.describing import FILLS_REST, OneOfSeveralForm, WordsForAll
from articles.models import Picture

from .desk import numbers_in
from .finders import picture_facts

MOST_AT_ONCE = 50


def describe_addresses():
    """What PictureAdmin adds to its addresses."""
    view = admin.site.admin_view(describe_several)
    return [path("describe/", view, name="articles_picture_describe")]


def describe_address(numbers):
    """Where the pictures with these numbers are described together."""
    query = urlencode({"picture": numbers}, doseq=True)
    return f"{reverse('admin:articles_picture_describe')}?{query}"


@require_http_methods(["GET", "HEAD", "POST"])
def describe_several(request):
    """A form for each `picture` (its number, repeated) that the person may change.

    The library's list sends what was ticked there, with `show`.
    """
    user = request.user
    if not (user.has_perm("articles.change_picture") or user.has_perm("articles.add_picture")):
        raise PermissionDenied
    sent = request.POST if request.method == "POST" else None
    wanted = numbers_in((sent or request.GET).getlist("picture"), most=MOST_AT_ONCE + 1)
    if sent is not None and "show" in sent:
        return redirect(describe_address(wanted))
    pictures = _may_be_described(user, wanted[:MOST_AT_ONCE])
    for_all = WordsForAll(sent, prefix="all")
    fills = for_all.cleaned_data if sent and for_all.is_valid() else {}
    forms = [OneOfSeveralForm(sent, instance=picture, fills=fills) for picture in pictures]
    has_errors = False
    if sent is not None and forms:
        for_all.fits(pictures)
        has_errors = not all([for_all.is_valid(), *(form.is_valid() for form in forms)])
        if not has_errors:
            _save(forms, fills, by=user)
            return _said(request, [form.instance.pk for form in forms])
    context = {
        **admin.site.each_context(request),
        "title": _("Describe pictures"),
        "for_all": for_all,
        "rows": [{"form": form, "picture": picture_facts(form.instance)} for form in forms],
        "has_errors": has_errors,
        "left_out": len(set(wanted)) - len(pictures),
    }
    return render(request, "admin/articles/picture/describe.html", context)


def _may_be_described(user, numbers):
    """Of the pictures with these numbers those that `user` may change, in that order."""
    may_all = user.has_perm("articles.change_picture")
    found = Picture.objects.all() if may_all else Picture.objects.own_to_mend(user)
    by_number = found.in_bulk(numbers)
    return [by_number[number] for number in dict.fromkeys(numbers) if number in by_number]


@transaction.atomic
def _save(forms, fills, *, by):
    """Write what was changed of each picture, and what was said for all where it had nothing."""
    for form in forms:
        # Read anew, for the form has put all of its fields, stale ones too, onto its own.
        picture = Picture.objects.get(pk=form.instance.pk)
        changes = form.changes()
        changes |= {
            name: fills[name] for name in FILLS_REST if fills[name] and not getattr(picture, name)
        }
        keywords = None
        if fills["keywords"]:
            keywords = sorted({*picture.keywords.names(), *fills["keywords"]})
        if not changes and keywords is None:
            continue
        for name, value in changes.items():
            setattr(picture, name, value)
        library.describe(picture, by=by, keywords=keywords)


def _said(request, numbers):
    """Say what was saved and what still lacks, and lead to the library."""
    count = len(numbers)
    messages.success(
        request,
        ngettext("%(count)d picture is saved.", "%(count)d pictures are saved.", count)
        % {"count": count},
    )
    if lacking := count - Picture.objects.filter(pk__in=numbers).usable().count():
        messages.warning(
            request,
            ngettext(
                "%(count)d of them lacks credit or alt text: it cannot stand in a story yet.",
                "%(count)d of them lack credit or alt text: they cannot stand in a story yet.",
                lacking,
            )
            % {"count": lacking},
        )
    return redirect("admin:articles_picture_changelist")
