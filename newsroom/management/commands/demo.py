"""Loads, describes and removes the demo newsroom."""

import secrets
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from articles import locality, related
from articles.models import Story
from newsroom.accounts import DEMO_ACCOUNTS, demo_accounts
from newsroom.demo import archive
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
        made = acts.add_parser(
            "archive",
            help="make up an archive to measure with, in a database without stories; "
            "the same command goes on where it was broken off",
        )
        made.add_argument("--stories", type=int, default=100_000)
        made.add_argument("--replies", type=int, help="ten for each story where left out")
        made.add_argument("--pictures", type=int, help="three for ten stories where left out")
        made.add_argument("--seed", type=int, default=7)

    def handle(self, *, act, **options):
        acts = {"load": self.load, "accounts": self.accounts, "remove": self.remove}
        acts["archive"] = self.archive
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

    def archive(self, *, stories, replies, pictures, seed, **options):
        if stories < 1 or (replies or 0) < 0 or (pictures or 0) < 0:
            raise CommandError("An archive has at least one story, and no fewer things than none.")
        size = archive.Size(
            stories=stories,
            replies=10 * stories if replies is None else replies,
            pictures=3 * stories // 10 if pictures is None else pictures,
            seed=seed,
        )
        try:
            with tqdm(total=stories, desc="Making the archive", unit=" stories") as bar:
                for done in archive.make(size):
                    bar.update(done - bar.n)
        except archive.Refused as refusal:
            raise CommandError(str(refusal)) from None
        for what in archive.finish():
            self.stdout.write(f"Now {what}.")
        self.stdout.write(f"The archive is made: {size.key}.")

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
