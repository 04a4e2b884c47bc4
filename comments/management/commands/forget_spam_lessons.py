"""Forgets what the verdicts taught the spam score: `manage.py forget_spam_lessons --by EDITOR`.

The one rule: without `--sure` it only says what it would do, because nobody can take it back.
"""

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from comments import spam
from comments.models import SpamLesson


class Command(BaseCommand):
    help = "Forget what moderators' verdicts taught the spam score; the shipped seed stays."

    def add_arguments(self, parser):
        parser.add_argument("--by", required=True, help="the name with which you sign in")
        parser.add_argument("--sure", action="store_true", help="do it; nobody can take it back")

    def handle(self, *, by, sure, **options):
        who = get_user_model().objects.filter(username=by).first()
        if who is None:
            raise CommandError(_("Nobody signs in with that name."))
        if not sure:
            count = SpamLesson.objects.count()
            self.stdout.write(
                _("Replies that taught the spam score: %(count)d.") % {"count": count}
            )
            self.stdout.write(_("Nothing was done. Say --sure to do it for good."))
            return
        try:
            count = spam.forget_everything(by=who)
        except PermissionDenied:
            raise CommandError(_("Only who may change the rules can do this.")) from None
        self.stdout.write(_("Forgotten. Replies that had taught: %(count)d.") % {"count": count})
