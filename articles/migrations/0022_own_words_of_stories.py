"""The words that stories of before have of their own for pictures, to be looked at when those change."""

from django.db import migrations
from django.db.models import Q

from articles.body import figures, is_visible

AT_ONCE = 500


def note_words(apps, schema_editor):
    Story, Picture, Override = (
        apps.get_model("articles", name) for name in ("Story", "Picture", "Override")
    )
    own = ~Q(lead_caption="") | ~Q(lead_alt="")
    stories = Story.objects.filter(own | Q(body__contains="<figure data-picture")).only(
        "lead_picture", "lead_caption", "lead_alt", "body"
    )
    for story in stories.order_by("pk").iterator(chunk_size=AT_ONCE):
        words = words_of(story)
        pictures = Picture.objects.in_bulk({picture for picture, _field, _words in words})
        Override.objects.bulk_create(
            (
                Override(
                    story=story,
                    picture_id=picture,
                    field=field,
                    words=said,
                    against=getattr(pictures[picture], field),
                )
                for picture, field, said in words
                if picture in pictures
            ),
            ignore_conflicts=True,
        )


def words_of(story):
    uses = [(story.lead_picture_id, story.lead_caption, story.lead_alt)]
    uses += [(one.picture, one.caption, one.alt) for one in figures(story.body)]
    return {
        (picture, field, words)
        for picture, *said in uses
        for field, words in zip(("caption", "alt"), said, strict=True)
        if picture and is_visible(words)
    }


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0021_rights_of_pictures"),
    ]

    operations = [
        # Long words fit into no index of PostgreSQL: 0033 tells them apart in another way.
        migrations.RemoveConstraint(model_name="override", name="override_is_noted_once"),
        migrations.RunPython(note_words, migrations.RunPython.noop),
    ]
