"""How the newspaper's app introduces itself to Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Newspaper")

    def ready(self):
        from articles import page_cache

        page_cache.lay_after_migrations(page_cache.TELLING, of=self)
