"""What the editor asks of an address that somebody types or pastes: whose it is, told at once."""

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import embeds, providers
from articles.body import embeds as embeds_of
from articles.body import sanitise

LONGEST = 20_000  # characters of code that somebody pastes


@require_safe
def look_at_embed(request):
    """What is at an address, or in a site's own code (`q`); a sentence where nobody knows it."""
    if not request.user.has_perm("articles.view_story"):
        raise PermissionDenied
    typed = request.GET.get("q", "")[:LONGEST].strip()
    embed = next(iter(embeds_of(sanitise(typed))), None) if typed.startswith("<") else None
    found = providers.find(embed.address if embed else typed)
    if found is None:
        return JsonResponse({"refusal": refusal_of(typed)})
    said = embeds.said_of([found]).get(found.address)
    return JsonResponse(
        {
            "address": found.address,
            "name": found.name,
            "kind": found.kind,
            "shape": found.shape,
            "title": said.title if said else "",
            "words": (embed and embed.words) or (said.words if said else ""),
            "refusal": "",
        }
    )


def refusal_of(typed):
    """Why what was typed is no embed, and what to do instead."""
    if name := providers.is_shortened(typed):
        words = _(
            "This short address of %(name)s does not say what it leads to. "
            "Open it, and copy the address of the page you come to."
        )
        return words % {"name": name}
    words = _("This is of no provider we know; make it a link. We know: %(names)s.")
    return words % {"names": ", ".join(providers.names())}
