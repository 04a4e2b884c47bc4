"""Works out “You May Also Like” of every story anew, for an archive that came by another way."""

from django.core.management.base import BaseCommand

from articles import related


class Command(BaseCommand):
    help = "What stories are alike: `rebuild` works it out anew for all of them."

    def add_arguments(self, parser):
        acts = parser.add_subparsers(dest="act", required=True)
        rebuild = acts.add_parser("rebuild", help="count the words, then work out every story")
        rebuild.add_argument(
            "--after",
            type=int,
            default=0,
            metavar="NUMBER",
            help="go on after the story of that number, where it was broken off",
        )

    def handle(self, *, after, **options):
        for number in related.rebuild(after):
            self.stdout.write(
                f"Done up to story {number}; if it is broken off: related rebuild --after {number}"
            )
        self.stdout.write("Every story is worked out.")
