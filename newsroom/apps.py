"""How the site's own rooms introduce themselves to Django."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.contrib.staticfiles.apps import StaticFilesConfig as DjangoStaticFilesConfig
from django.utils.translation import gettext_lazy as _


class NewsroomConfig(AppConfig):
    name = "newsroom"
    verbose_name = _("Newsroom")


class DeskConfig(AdminConfig):
    """Django's admin with our own front page."""

    default_site = "newsroom.admin_site.Desk"


class StaticFilesConfig(DjangoStaticFilesConfig):
    """Leaves out scripts and styles of packages whose pages we do not use."""

    ignore_patterns = [
        *DjangoStaticFilesConfig.ignore_patterns,
        "django_comments_xtd",
    ]
