"""Sets the texts that readers see in type anew, for copies that came by another way."""

from django.core.management.base import BaseCommand

from articles import copies


class Command(BaseCommand):
    help = "Texts in type, which pages need not parse: `rebuild` sets all of them anew."

    def add_arguments(self, parser):
        acts = parser.add_subparsers(dest="act", required=True)
        rebuild = acts.add_parser("rebuild", help="set the text of every story readers see")
        rebuild.add_argument(
            "--after",
            type=int,
            default=0,
            metavar="NUMBER",
            help="go on after the story of that number, where it was broken off",
        )

    def handle(self, *, after, **options):
        for number in copies.set_in_type_anew(after):
            self.stdout.write(
                f"Done up to story {number}; if it is broken off: typeset rebuild --after {number}"
            )
        self.stdout.write("Every text is set.")
