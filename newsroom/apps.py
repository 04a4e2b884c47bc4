"""How the site's own rooms introduce themselves to Django."""

import sqlite3

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.contrib.staticfiles.apps import StaticFilesConfig as DjangoStaticFilesConfig
from django.db.backends.sqlite3 import base as sqlite
from django.utils.translation import gettext_lazy as _

JSON_IS_BUILT_IN = (3, 38)  # https://www.sqlite.org/json1.html


class NewsroomConfig(AppConfig):
    name = "newsroom"
    verbose_name = _("Newsroom")

    def ready(self):
        # Django asks each connection once, and as one who writes: where that had to wait too long
        # for another writer, the connection could never read JSON again.
        can = sqlite3.sqlite_version_info >= JSON_IS_BUILT_IN
        sqlite.DatabaseWrapper.features_class.supports_json_field = can


class DeskConfig(AdminConfig):
    """Django's admin with our own front page."""

    default_site = "newsroom.admin_site.Desk"


class StaticFilesConfig(DjangoStaticFilesConfig):
    """Leaves out scripts and styles of packages whose pages we do not use."""

    ignore_patterns = [
        *DjangoStaticFilesConfig.ignore_patterns,
        "django_comments_xtd",
    ]
