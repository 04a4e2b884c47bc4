"""What the picture library costs when it is large: its list, each filter, a search, a dialog.

Run with: python benchmarks/library.py 200000 (pictures in the made library; there
are half as many stories, which show nearly all of them). Prints the table of docs/speed.md. With
DATABASE_URL set to an empty PostgreSQL database it measures there.
"""

import random
import sys
from collections import Counter
from datetime import timedelta
from functools import partial
from urllib.parse import quote

import archive
from measuring import LIGHTEST, count, machine, processor_time, throwaway_site, waiting_time

PICTURES = 200_000
LIST = "/admin/articles/picture/"
KEYWORDS = 2000
RARE, COMMON = archive.RARE, archive.COMMON


def main():
    pictures = int(sys.argv[1]) if len(sys.argv) > 1 else PICTURES
    with throwaway_site():
        archive.make(pictures // 2)
        make(pictures)
        report(pictures)


def report(pictures):
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Group
    from django.db import connection
    from django.test import Client

    somebody = get_user_model().objects.get(username="writer-20")
    somebody.groups.set(Group.objects.filter(name="Picture editor"))
    client = Client(SERVER_NAME="localhost")
    client.force_login(somebody)
    base = None
    print(f"{machine()}; {pictures:,} pictures, {connection.vendor}\n")
    print("| what | queries | rows | ms | times the lightest |")
    print("|---|--:|--:|--:|--:|")
    for name, address in addresses(client):
        asked = Counter()
        response = client.get(address)  # once, so that nothing is loaded for the first time
        with connection.execute_wrapper(partial(count, asked)):
            response = client.get(address)
        if response.status_code != 200:
            sys.exit(f"{address} answered {response.status_code}")
        shown = len(response.context_data["cl"].result_list) if "cl" in context(response) else "-"
        measure = processor_time if connection.vendor == "sqlite" else waiting_time
        milliseconds = measure(partial(ask, client, address))
        base = base or milliseconds
        ratio = milliseconds / base
        print(
            f"| {name} | {asked['queries']} | {shown} | {milliseconds:.1f} | {ratio:.1f} |",
            flush=True,
        )


def context(response):
    return getattr(response, "context_data", None) or {}


def ask(client, address):
    return client.get(address).getvalue()


def addresses(client):
    """What is measured: a name and an address."""
    from articles.models import Picture

    first = client.get(LIST)
    before = Picture.objects.newest_first()[
        Picture.objects.count() // 100
    ]  # few are unused from here on
    further = f"&before={quote(before.uploaded_at.isoformat())}_{before.pk}"
    yield "the lightest view", LIGHTEST
    yield "list", LIST
    yield "list, next page", LIST + first.context_data["cl"].older_url
    for name, query in (
        ("a word that one picture has", f"q={RARE}"),
        ("a word that every third has", f"q={COMMON}"),
        ("two words", f"q={COMMON}+{RARE}"),
        ("a word that none has", "q=nobodysword"),
        ("credit of an agency", "credit=agency-3"),
        ("credit that one in two hundred has", "credit=photographer-199"),
        ("credit that none has", "credit=nobodysname"),
        ("common keyword", "keyword=keyword-0"),
        ("rare keyword", f"keyword=keyword-{KEYWORDS - 1}"),
        ("licence: agency", "licence=agency"),
        ("licence: pool (none has it)", "licence=pool"),
        ("uncredited", "uncredited=on"),
        ("without alt text", "undescribed=on"),
        ("blocked", "blocked=on"),
        ("generated or composited", "made=on"),
        ("rights end within 14 days", "rights=14"),
        ("rights ended", "rights=ended"),
        ("rights begin later", "rights=later"),
        ("uploaded by me", "mine=on"),
        ("one day", f"day={Picture.objects.order_by('pk')[9].uploaded_at:%Y-%m-%d}"),
        ("agency, uncredited and mine", "licence=agency&uncredited=on&mine=on"),
        ("a word and a licence that never meet", f"q={COMMON}&licence=pool"),
        ("unused", "unused=on"),
        ("unused and blocked", "unused=on&blocked=on"),
    ):
        yield name, f"{LIST}?{query}"
    yield "unused, where nearly none is", f"{LIST}?unused=on{further}"
    yield "the dialog of the story form", LIST + "find/"
    yield "the dialog: a word that every third has", LIST + f"find/?q={COMMON}"
    yield "the dialog: a word that one picture has", LIST + f"find/?q={RARE}"
    most = Picture.objects.order_by("pk").first()
    yield "the screen of a picture that 500 stories show", f"{LIST}{most.pk}/change/"


def make(pictures, *, seed=11):
    """Fill a database that has stories with `pictures` records, past the library's door."""
    from django.db import connection

    from articles.models import Keyword, Picture

    moment = Picture._meta.get_field("uploaded_at")
    moment.auto_now_add = False  # the rows bring their own moments
    chance = random.Random(seed)
    vocabulary = [archive.made_up(chance) for _word in range(20_000)]
    keywords = Keyword.objects.bulk_create(
        Keyword(name=f"keyword-{n}", slug=f"keyword-{n}") for n in range(KEYWORDS)
    )
    for begin in range(0, pictures, archive.AT_ONCE):
        numbers = range(begin, min(begin + archive.AT_ONCE, pictures))
        some(numbers, pictures, chance, vocabulary, keywords)
    use(pictures)
    moment.auto_now_add = True
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def some(numbers, pictures, chance, vocabulary, keywords):
    """The pictures of these numbers, the oldest first, with their words and keywords."""
    from django.contrib.auth import get_user_model
    from django.db import transaction
    from django.utils import timezone

    from articles.models import Picture, PictureKeyword, PictureWords

    now = timezone.now()
    accounts = list(get_user_model().objects.order_by("pk").values_list("pk", flat=True)[:50])
    rows, worded, tagged = [], [], []
    for number in numbers:
        words = [vocabulary[int(20_000 * chance.random() ** 3)] for _word in range(30)]
        words += [COMMON] * (number % 3 == 0) + [RARE] * (number == pictures // 10)
        picture = a_picture(number, words, chance, now, pictures)
        picture.uploaded_by_id = accounts[number % len(accounts)]
        rows.append(picture)
        its_own = chance.sample(range(KEYWORDS), 3)
        its_own[0] = int(KEYWORDS * chance.random() ** 4)  # some are on every tenth picture
        names = [keywords[one].name for one in set(its_own)]
        tagged += [
            PictureKeyword(content_object=picture, tag=keywords[one]) for one in set(its_own)
        ]
        credit = f"{picture.credit} {picture.byline}".lower()
        everything = dict.fromkeys([*words, *credit.split(), *names])
        worded.append(PictureWords(picture=picture, words=" ".join(everything), credit=credit))
    with transaction.atomic():
        Picture.objects.bulk_create(rows)
        PictureWords.objects.bulk_create(worded)
        PictureKeyword.objects.bulk_create(tagged)


def a_picture(number, words, chance, now, pictures):
    """A record as an agency, a colleague or a reader leaves it; the file is missing."""
    from articles.models import DigitalSource, Licence, Picture

    of_agency = number % 10 < 6
    photographer = f"photographer-{number}"  # every name another one, as no credit line should be
    credit = f"Photo: {photographer}/agency-{number % 9}" if of_agency else f"Photo: {photographer}"
    ends = now.date() + timedelta(days=chance.randint(-1500, 700))
    blocked = number % 2003 == 0
    checksum = f"{number:064x}"
    return Picture(
        pk=number + 1,
        original=f"{checksum[:2]}/{checksum}.jpeg",
        format="JPEG",
        width=4000,
        height=3000,
        size=4_000_000,
        checksum=checksum,
        key=f"{number:024x}",
        file_name=f"DSC_{number}.JPG",
        from_file={"xmp": {"description": " ".join(words) * 3}, "iptc": {"caption": words}},
        caption=" ".join(words[:22]).capitalize(),
        alt="" if number % 50 == 7 else " ".join(words[22:]).capitalize(),
        credit="" if number % 97 == 0 else credit,
        byline=photographer,
        licence=Licence.AGENCY if of_agency else (Licence.STAFF, Licence.HANDOUT)[number % 2],
        digital_source=DigitalSource.GENERATED if number % 400 == 1 else DigitalSource.CAPTURE,
        rights_until=ends if of_agency and number % 2 else None,
        rights_from=now.date() + timedelta(days=9) if number % 5000 == 2 else None,
        blocked_at=now if blocked else None,
        blocked_reason="Legal asked for it" if blocked else "",
        uploaded_at=now - timedelta(minutes=15 * (pictures - number)),
    )


def use(pictures):
    """Show the pictures, all but a few, in stories: every second on top, the others in a text.

    Unused are every third of the last thousand, just uploaded, and one in five thousand before.
    The first picture stands in five hundred stories: a drawing used every day.
    """
    from django.db.models import F

    from articles.models import PublishedStory, Reference, Story

    unused = {n for n in range(pictures) if n % (3 if n > pictures - 1000 else 5000) == 2}
    used = set(range(pictures)) - unused
    for model in (Story, PublishedStory):  # the picture of an odd number leads the story of half
        leadless = [n // 2 + 1 for n in unused if n % 2]
        model.objects.exclude(pk__in=leadless).update(lead_picture=F("pk") * 2)
    out = set(PublishedStory.objects.values_list("pk", flat=True))
    Reference.objects.bulk_create(
        (
            a_reference(number // 2 + 1, number + 1, copy)
            for number in sorted(used)
            for copy in Reference.Copy.values
            if number % 2 == 0 and (copy == Reference.Copy.DESK or number // 2 + 1 in out)
        ),
        batch_size=archive.AT_ONCE,
    )
    Reference.objects.bulk_create(
        a_reference(story, 1, Reference.Copy.DESK) for story in range(2, min(501, pictures // 2))
    )


def a_reference(story, picture, copy):
    from articles.models import Reference

    kind = Reference.Kind.PICTURE
    return Reference(story_id=story, copy=copy, kind=kind, position=0, target_picture_id=picture)


if __name__ == "__main__":
    main()
