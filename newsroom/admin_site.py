"""The desk: Django's admin under the newspaper's own name.

Composition: the screens are the apps' own; which room each stands in is decided here.
"""

from django.contrib.admin import AdminSite
from django.utils.translation import gettext_lazy as _

from articles import notices
from articles.models import Notice
from newsroom import front_preview, preview
from newsroom.day_chart import charts_for
from newsroom.desk_home import panels_for

MOST_UNSEEN = 99  # more are not counted
ROOMS = [
    (
        _("The newspaper"),
        (
            "articles.Story",
            "articles.FrontEdition",
            "articles.Picture",
            "articles.Keyword",
            "taggit.Tag",
            "articles.Section",
            "articles.Person",
            "articles.Newspaper",
            "articles.SealedCopy",
        ),
    ),
    (
        _("Replies"),
        (
            "comments.Reply",
            "comments.Writer",
            "comments.Decision",
            "comments.StandingChange",
            "comments.HouseRules",
            "comments.StoryRules",
            "comments.Digest",
        ),
    ),
    (_("Accounts"), ("auth.User", "auth.Group")),
]
NAMES = {  # what a newsroom calls other packages' rows
    "taggit.Tag": _("Topics"),
    "comments.Digest": _("My digest"),
    "auth.User": _("Accounts"),
    "auth.Group": _("Roles"),
}


class Desk(AdminSite):
    site_title = _("Newsroom desk")
    site_header = _("Newsroom desk")
    index_title = _("The desk")
    enable_nav_sidebar = False

    def each_context(self, request):
        """What every screen shows: also how much was told to whoever looks and is not seen yet."""
        return {**super().each_context(request), "unseen_notices": unseen_by(request.user)}

    def index(self, request, extra_context=None):
        """What concerns whoever asks, above the screens."""
        own = {"panels": panels_for(request.user), "charts": charts_for(request.user)}
        return super().index(request, {**own, **(extra_context or {})})

    def get_app_list(self, request, app_label=None):
        """The screens by what they are for, in the order of a working day.

        What stands in no room comes after, as Django would list it.
        """
        apps = super().get_app_list(request, app_label)
        if app_label is not None:
            return apps
        screens = {}
        for app in apps:
            for model in app["models"]:
                label = model["model"]._meta.label
                screens[label] = (app, {**model, "name": NAMES.get(label, model["name"])})
        rooms = []
        for name, labels in ROOMS:
            found = [screens.pop(label) for label in labels if label in screens]
            if found:
                rooms.append(
                    {**found[0][0], "name": name, "models": [model for _app, model in found]}
                )
        others = {model["object_name"] for _app, model in screens.values()}
        for app in apps:
            if left := [model for model in app["models"] if model["object_name"] in others]:
                rooms.append({**app, "models": left})
        return rooms

    def get_urls(self):
        """The stock addresses, the previews, and no `r/`: it leads to any row of any table."""
        stock = [one for one in super().get_urls() if getattr(one, "name", "") != "view_on_site"]
        return [*preview.urls(self), *front_preview.urls(self), *stock]

    def preview_front(self, request, pins, strip, moment):
        """The front page that readers would get at `moment`, for the screen that prepares it."""
        return front_preview.page(request, pins, strip, moment)


def unseen_by(account):
    """How many notices wait for an account, as the header says it; None where none ever come."""
    if not (account.is_active and account.is_staff and account.has_perm(notices.READING)):
        return None
    waiting = len(Notice.objects.to(account).unseen().values_list("pk")[: MOST_UNSEEN + 1])
    return f"{MOST_UNSEEN}+" if waiting > MOST_UNSEEN else str(waiting or "")
