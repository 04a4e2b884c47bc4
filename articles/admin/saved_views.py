"""Views of the story list that somebody keeps under a name: a search and its filters.

Each belongs to one person; of an address only what the list itself would put there is kept.
"""

from urllib.parse import parse_qsl, urlencode

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.views.main import SEARCH_VAR
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from articles.body import is_visible, writable
from articles.forms.words import WholeCharacters, on_one_line
from articles.models import SavedView, Story

MOST_VIEWS = 30
LONGEST_VALUE = 100  # characters of one filter or search
LONGEST_QUERY = SavedView._meta.get_field("query").max_length


class SavedViewForm(WholeCharacters, forms.ModelForm):
    """The name of a view."""

    class Meta:
        model = SavedView
        fields = ["name"]
        error_messages = {"name": {"required": gettext_lazy("Give the view a name.")}}

    def clean_name(self):
        name = on_one_line(self.cleaned_data["name"])
        if not is_visible(name):
            raise forms.ValidationError(_("Give the view a name."))
        others = SavedView.objects.filter(account=self.instance.account, name=name)
        if self.instance.pk and others.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(
                _("Another view of yours is called “%(name)s”.") % {"name": name}
            )
        return name


def saved_view_urls(site):
    """The addresses at which views are kept, renamed and deleted."""
    return [
        path("views/", site.admin_view(keep), name="articles_story_keep_view"),
        path("views/<int:pk>/", site.admin_view(change), name="articles_story_change_view"),
    ]


def views_of(account):
    """The views that somebody keeps, by name."""
    return SavedView.objects.filter(account=account).order_by("name")[:MOST_VIEWS]


def what_the_list_asks(query, is_filter):
    """Of a query string what the list would have put there: its search and its filters, in order.

    `is_filter` says of a parameter whether a filter of the list goes by it.
    """
    asked = {}
    for name, value in parse_qsl(query[: 4 * LONGEST_QUERY]):
        value = writable(value).strip()[:LONGEST_VALUE]
        if value and (name == SEARCH_VAR or is_filter(name)):
            asked[name] = value
    kept = urlencode(sorted(asked.items()))
    return kept if len(kept) <= LONGEST_QUERY else ""


@require_POST
def keep(request):
    """Keep the list as it is now under a name; a view of that name is replaced."""
    refuse_strangers(request)
    is_filter = admin.site.get_model_admin(Story).is_filter
    query = what_the_list_asks(request.POST.get("query", ""), is_filter)
    form = SavedViewForm(request.POST, instance=SavedView(account=request.user))
    if not query:
        messages.error(request, _("There is nothing to keep: search or choose a filter first."))
    elif not form.is_valid():
        say_what_is_wrong(request, form)
    else:
        name = form.cleaned_data["name"]
        own = SavedView.objects.filter(account=request.user)
        if own.exclude(name=name).count() >= MOST_VIEWS:
            messages.error(
                request,
                _("You keep %(most)s views already: delete one first.") % {"most": MOST_VIEWS},
            )
        else:
            SavedView.objects.update_or_create(
                account=request.user, name=name, defaults={"query": query}
            )
            messages.success(request, _("Kept as “%(name)s”.") % {"name": name})
    return to_the_list(query)


@require_POST
def change(request, pk):
    """Rename a view of one's own, or delete it."""
    refuse_strangers(request)
    view = SavedView.objects.filter(account=request.user, pk=min(pk, 2**62)).first()
    if view is None:
        raise Http404
    if "delete" in request.POST:
        view.delete()
        messages.success(request, _("“%(name)s” is deleted.") % {"name": view.name})
        return to_the_list("")
    query = view.query
    form = SavedViewForm(request.POST, instance=view)
    if form.is_valid():
        form.save()
        messages.success(request, _("It is called “%(name)s” now.") % {"name": view.name})
    else:
        say_what_is_wrong(request, form)
    return to_the_list(query)


def refuse_strangers(request):
    if not request.user.has_perm("articles.view_story"):
        raise PermissionDenied


def say_what_is_wrong(request, form):
    for sentence in form.errors.get("name", ()):
        messages.error(request, sentence)


def to_the_list(query):
    address = reverse("admin:articles_story_changelist")
    return redirect(f"{address}?{query}" if query else address)
