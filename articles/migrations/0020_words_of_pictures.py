"""The words that pictures of before are found by."""

from django.db import migrations

from articles.search import fold

AT_ONCE = 500


def write_words(apps, schema_editor):
    pictures = apps.get_model("articles", "Picture").objects
    worded = apps.get_model("articles", "PictureWords").objects
    last = 0
    while True:
        numbers = list(
            pictures.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:AT_ONCE]
        )
        if not numbers:
            return
        rows = pictures.filter(pk__in=numbers).prefetch_related("keyword_items__tag")
        rows = rows.defer("from_file", "content_credentials")
        worded.filter(picture__in=numbers).delete()
        worded.bulk_create(worded.model(picture_id=row.pk, **words_of(row)) for row in rows)
        last = numbers[-1]


def words_of(row):
    credit = (row.credit, row.byline, row.source)
    keywords = [one.tag.name for one in row.keyword_items.all()]
    others = (row.caption, row.alt, row.copyright, row.place, row.file_name, row.notice)
    return {"words": each_once(*others, *credit, *keywords), "credit": each_once(*credit)}


def each_once(*parts):
    return " ".join(dict.fromkeys(fold("\n".join(parts)).split()))


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0019_lists_of_pictures"),
    ]

    operations = [
        migrations.RunPython(write_words, migrations.RunPython.noop),
    ]
