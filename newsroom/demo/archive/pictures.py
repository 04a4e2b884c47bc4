"""The records of pictures, as the library leaves them: there are no files behind them.

Pages name their renditions all the same, as they do for a picture whose files are on their way.
"""

from datetime import timedelta

from articles.models import Picture, PictureEvent, PictureKeyword, PictureWords
from articles.models.pictures import original_path
from articles.renditions import MADE_FOR
from articles.search import fold

BOTTOM = 1 << 16  # a part of a look is below it


class Pictures:
    """Makes pictures into `tables`, and knows the newest of them."""

    def __init__(self, tables, frame, vocabulary, moment_of):
        self.tables, self.frame, self.vocabulary = tables, frame, vocabulary
        self.moment_of, self.captions = moment_of, {}

    def make(self, number, chance):
        """The record of the picture with that number in the archive; returns its row's number."""
        pk = self.tables.next_number(Picture)
        words, at = self.vocabulary.some(chance, 5), self.moment_of(number)
        checksum = f"{chance.getrandbits(256):064x}"
        looks = {f"look_{part}": chance.randrange(BOTTOM) for part in range(4)}
        by = self.frame.people[number % len(self.frame.people)]
        picture = Picture(
            pk=pk,
            format="JPEG",
            width=1600,
            height=1067,
            checksum=checksum,
            size=200_000 + chance.randrange(10**6),
            colour=f"#{chance.getrandbits(24):06x}",
            made_for=MADE_FOR,
            file_name=f"{words[0]}-{number}.jpg",
            caption=f"{' '.join(words).capitalize()}.",
            alt=f"{words[1].capitalize()} beside {words[2]}",
            credit=f"Photo: {by.name}",
            licence="staff",
            uploaded_by_id=by.account_id,
            uploaded_at=at - timedelta(hours=1),
            **looks,
        )
        picture.original = original_path(picture, "")
        picture.key = picture.rendition_key()
        self._write(picture, chance)
        self.captions[pk] = picture.caption
        return pk

    def _write(self, picture, chance):
        keyword = chance.choice(self.frame.keywords)
        fields = Picture._meta.local_concrete_fields
        values = {field.attname: getattr(picture, field.attname) for field in fields}
        self.tables[Picture].add(**{**values, "original": picture.original.name})
        said = (picture.caption, picture.alt, picture.credit, picture.file_name, keyword.name)
        self.tables[PictureWords].add(
            picture_id=picture.pk, words=each_once(*said), credit=each_once(picture.credit)
        )
        self.tables[PictureEvent].add(
            id=self.tables.next_number(PictureEvent),
            picture_id=picture.pk,
            kind=PictureEvent.Kind.ADDED,
            made_at=picture.uploaded_at,
            made_by_id=picture.uploaded_by_id,
        )
        self.tables[PictureKeyword].add(
            id=self.tables.next_number(PictureKeyword),
            tag_id=keyword.pk,
            content_object_id=picture.pk,
        )


def each_once(*parts):
    """The folded words of some parts, each once, as `articles.search` keeps them for the desk."""
    return " ".join(dict.fromkeys(fold("\n".join(parts)).split()))
