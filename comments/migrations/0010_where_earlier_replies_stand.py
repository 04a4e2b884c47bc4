"""Fills the keys of replies that were written before there were any, from the top downwards."""

from itertools import islice

from django.db import migrations

from comments.models.places import key_of

LEVELS = 3
AT_ONCE = 500


def fill(apps, schema_editor):
    Reply = apps.get_model("comments", "Reply")
    rows = Reply.objects.only("posted_at", "parent_id", "in_answer_to_id")
    _fill(Reply, rows.filter(in_answer_to=None), lambda reply, key, above: (key, ""))
    for level in range(1, LEVELS):
        _fill(
            Reply,
            rows.exclude(in_answer_to=None).filter(level=level),
            lambda reply, key, above: (above[0], above[1] + key),
        )


def _fill(Reply, rows, keys_of):
    found = rows.order_by("pk").iterator(chunk_size=AT_ONCE)
    while some := list(islice(found, AT_ONCE)):
        parents = Reply.objects.filter(pk__in={reply.parent_id for reply in some})
        above = {pk: keys for pk, *keys in parents.values_list("pk", "thread_key", "place")}
        for reply in some:
            key = key_of(reply.posted_at, reply.pk)
            # A parent that is not there any more is no reason to lose what hangs below it.
            keys = keys_of(reply, key, above.get(reply.parent_id, (key, "")))
            reply.thread_key, reply.place = keys
        Reply.objects.bulk_update(some, ["thread_key", "place"])


class Migration(migrations.Migration):
    dependencies = [("comments", "0009_where_replies_stand")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
