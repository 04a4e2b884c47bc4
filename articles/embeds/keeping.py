"""Keeps what providers say: asked for once each, by the background, never while a page waits."""

from django.conf import settings
from django.utils import timezone

from articles import providers
from articles.background import background, defer
from articles.models import Embed

from .asking import ask
from .showing import found_in


def ask_about(body):
    """See to it that the providers are asked about what is new in `body`, after the commit.

    With EMBED_ASK off nobody is ever asked, and nothing is written down.
    """
    if not settings.EMBED_ASK:
        return
    for found in filter(lambda one: one.ask, found_in(body)):
        embed, _is_new = Embed.objects.get_or_create(
            address=found.address, defaults={"provider": found.provider.slug}
        )
        if Embed.objects.filter(pk=embed.pk).to_be_asked().update(asked_at=timezone.now()):
            defer(ask_provider, embed.pk)


@background(attempts=4)
def ask_provider(pk):
    """Ask an embed's provider what it is, and keep the answer; what went is what it says."""
    embed = Embed.objects.filter(pk=pk, answered_at=None).first()
    found = embed and providers.find(embed.address)
    if not found or not found.ask or not settings.EMBED_ASK:
        return
    said = ask(found)
    embed.title, embed.author, embed.words = said.title, said.author, said.words
    embed.answered_at = timezone.now()
    embed.save(update_fields=["title", "author", "words", "answered_at"])
