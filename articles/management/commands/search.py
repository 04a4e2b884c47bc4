"""Writes anew what stories are found by, or says how it stands."""

from django.core.management.base import BaseCommand
from tqdm import tqdm

from articles import search
from articles.models import IndexState, KnownWord, PublishedStory, ReadersIndex

WORDS = {
    "desk": "Writing what the desk finds stories by",
    "readers": "Writing what readers find stories by",
    "lay desk": "Laying the desk's index in its language",
    "lay readers": "Laying readers' index in its language",
    "words": "Counting the words that may be misspelt",
}


class Command(BaseCommand):
    help = "The search: write it anew while the site runs, or say how it stands."

    def add_arguments(self, parser):
        acts = parser.add_subparsers(dest="act", required=True)
        acts.add_parser(
            "rebuild", help="write every story's words anew, in the newspaper's language"
        )
        acts.add_parser("state", help="say what is indexed, and in which language")

    def handle(self, *, act, **options):
        {"rebuild": self.rebuild, "state": self.state}[act]()

    def rebuild(self):
        bars = []

        def tell(what, steps):
            for bar in bars:
                bar.close()
            bars.append(tqdm(total=steps, desc=WORDS[what], unit="", disable=not steps))
            return bars[-1].update

        search.rebuild_all(tell)
        bars[-1].close()
        self.state()

    def state(self):
        public, indexed = PublishedStory.objects.count(), ReadersIndex.objects.count()
        self.stdout.write(f"Readers find {indexed} of {public} stories.")
        for one in IndexState.objects.order_by("name"):
            how_far = "complete" if one.floor is None else "being laid, the newest first"
            stems = f"stems of {one.language}" if one.language else "words as they are"
            self.stdout.write(f"Index of {one.name}: {stems}, {how_far}.")
        self.stdout.write(f"{KnownWord.objects.count()} words are known for suggestions.")
