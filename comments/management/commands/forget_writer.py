"""Forgets a writer who asks for it but cannot open their mail: `manage.py forget_writer ADDRESS`.

The one rule: without `--sure` it only says what it would do, because nobody can take it back.
"""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from comments import text, writing
from comments.models import Writer


class Command(BaseCommand):
    help = "Erase everything a writer of replies wrote, or take their name away."

    def add_arguments(self, parser):
        parser.add_argument("address", help="the e-mail address of the writer")
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--erase", action="store_true", help="words, name and address")
        what.add_argument("--anonymise", action="store_true", help="name and address")
        parser.add_argument("--sure", action="store_true", help="do it; nobody can take it back")

    def handle(self, *, address, erase, anonymise, sure, **options):
        writer = Writer.objects.filter(address=text.fold_address(address)).first()
        if writer is None:
            raise CommandError(_("Nobody with that address left a reply."))
        if not sure:
            count = writer.replies.count()
            self.stdout.write(_("Replies by this writer: %(count)d.") % {"count": count})
            self.stdout.write(_("Nothing was done. Say --sure to do it for good."))
            return
        leave = writing.erase if erase else writing.anonymise
        count = leave(writer)
        self.stdout.write(_("The writer is forgotten. Replies: %(count)d.") % {"count": count})
