"""The desk: Django's admin under the newspaper's own name."""

from django.contrib.admin import AdminSite
from django.utils.translation import gettext_lazy as _


class Desk(AdminSite):
    site_title = _("Newsroom desk")
    site_header = _("Newsroom desk")
    index_title = _("The desk")
    enable_nav_sidebar = False
