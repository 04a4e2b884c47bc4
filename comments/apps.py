"""How the reply desk introduces itself to Django."""

from django.apps import AppConfig
from django.db.models.signals import pre_save
from django.utils.translation import gettext_lazy as _

from comments import checks


class CommentsConfig(AppConfig):
    name = "comments"
    verbose_name = _("Replies")

    def ready(self):
        from django_comments_xtd.models import publish_or_unpublish_on_pre_save

        from articles import page_cache
        from comments.models import Reply
        from comments.shown import TELLING

        # It would publish every answer below a reply that is saved, whatever was decided of them.
        pre_save.disconnect(publish_or_unpublish_on_pre_save, sender=Reply)
        checks.register()
        page_cache.lay_after_migrations(TELLING, of=self)
