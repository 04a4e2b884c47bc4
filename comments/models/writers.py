"""Who writes replies: an address, and whether its owner ever confirmed it.

Standing belongs to a confirmed address, never to a typed name.
"""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from comments import text


class WriterQuerySet(models.QuerySet):
    def at(self, address):
        """The writer at an address, made where there is none, locked until the commit.

        The lock makes two posts from one address stand in line, so that the second sees the first.
        """
        writer, _created = self.get_or_create(address=text.fold_address(address))
        return self.select_for_update().get(pk=writer.pk)

    def forgettable(self):
        """Addresses that nobody confirmed and under which nothing is left."""
        return self.filter(confirmed_at__isnull=True, replies__isnull=True)


class Writer(models.Model):
    address = models.CharField(_("e-mail address"), max_length=254, unique=True)  # folded
    first_seen_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True)

    objects = WriterQuerySet.as_manager()

    class Meta:
        verbose_name = _("writer of replies")
        verbose_name_plural = _("writers of replies")
        constraints = [
            models.CheckConstraint(name="writer_has_an_address", condition=~models.Q(address="")),
        ]

    def __str__(self):
        return self.address
