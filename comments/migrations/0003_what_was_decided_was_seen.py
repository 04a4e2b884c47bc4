"""Fills what earlier replies and writers lack: when they appeared, who looked, a key of their own."""

import secrets

from django.db import migrations
from django.db.models import F, Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce


def fill(apps, schema_editor):
    Decision = apps.get_model("comments", "Decision")
    Reply = apps.get_model("comments", "Reply")
    Writer = apps.get_model("comments", "Writer")
    let_through = Decision.objects.filter(reply=OuterRef("pk"), to_state="published").order_by()
    first = let_through.values("reply").annotate(moment=Min("made_at")).values("moment")
    stood = Decision.objects.filter(Q(from_state="published") | Q(to_state="published"))
    Reply.objects.filter(Q(state="published") | Q(pk__in=stood.values("reply"))).update(
        appeared_at=Coalesce(Subquery(first), F("decided_at"), F("posted_at"))
    )
    Reply.objects.filter(decided_by__isnull=False).update(looked_at=F("decided_at"))
    writers = []
    for writer in Writer.objects.order_by("pk").iterator(chunk_size=500):
        writer.page_key = secrets.token_hex(16)
        writers.append(writer)
        if len(writers) == 500:
            Writer.objects.bulk_update(writers, ["page_key"])
            writers = []
    Writer.objects.bulk_update(writers, ["page_key"])


class Migration(migrations.Migration):
    dependencies = [("comments", "0002_reply_desk")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
