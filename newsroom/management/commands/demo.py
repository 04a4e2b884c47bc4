"""Loads, describes and removes the demo newsroom."""

import secrets
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from articles import locality, related
from articles.models import Story
from newsroom.accounts import DEMO_ACCOUNTS, demo_accounts
from newsroom.demo.loader import Loading
from newsroom.demo.removal import remove
from newsroom.models import DemoItem

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that look alike


class Command(BaseCommand):
    help = "The demo newsroom: load it, say who can sign in, or remove it again."

    def add_arguments(self, parser):
        acts = parser.add_subparsers(dest="act", required=True)
        load = acts.add_parser("load", help="load it; what is there already is not doubled")
        load.add_argument(
            "--first-time",
            action="store_true",
            help="only where there is no story yet and it was never removed",
        )
        acts.add_parser("accounts", help="say who can sign in")
        acts.add_parser("remove", help="remove all that was loaded")

    def handle(self, *, act, **options):
        acts = {"load": self.load, "accounts": self.accounts, "remove": self.remove}
        with locality.speaking():
            acts[act](**options)

    def load(self, *, first_time=False, **options):
        if not settings.DEVELOPMENT:
            raise CommandError(
                "The demo newsroom brings accounts with a known password; it is loaded in "
                "development only (NEWSROOM_MODE=development)."
            )
        was_removed = DemoItem.objects.filter(kind="removed").exists()
        is_somebodys = Story.objects.exists() and not DemoItem.objects.exists()
        if first_time and (was_removed or is_somebodys):
            return
        DemoItem.objects.filter(kind="removed").delete()
        steps = Loading().steps()
        for step in tqdm(steps, desc="Loading the demo newsroom", unit="", disable=not steps):
            step()
        if steps:
            for _done in tqdm(related.rebuild(), desc="Finding what is alike", unit=""):
                pass
        self.set_password()

    def set_password(self):
        """Give the accounts DEMO_PASSWORD, or the made-up one they keep."""
        password = settings.DEMO_PASSWORD or kept_password() or made_up_password()
        if password != kept_password() or any_without_password():
            for account in demo_accounts():
                account.set_password(password)
                account.save(update_fields=["password"])
        password_file().touch(mode=0o600)
        password_file().write_text(password)

    def accounts(self, **options):
        names = sorted(set(demo_accounts().values_list("username", flat=True)))
        if not names:
            return
        order = list(DEMO_ACCOUNTS)
        names.sort(key=lambda name: order.index(name) if name in order else len(order))
        self.stdout.write(f"Sign in as {', '.join(names)}")
        self.stdout.write(f"with the password: {kept_password()}")

    def remove(self, **options):
        kept = remove()
        password_file().unlink(missing_ok=True)
        self.stdout.write("The demo newsroom is removed.")
        for name in kept:
            self.stdout.write(f"Kept, because something else uses it: {name}")


def password_file():
    return Path(settings.DATA_DIR) / "demo-password"


def kept_password():
    """The password that the accounts were given last, or ""."""
    return password_file().read_text().strip() if password_file().is_file() else ""


def made_up_password():
    return "-".join("".join(secrets.choice(LETTERS) for _letter in range(4)) for _part in range(3))


def any_without_password():
    return not all(account.has_usable_password() for account in demo_accounts())
