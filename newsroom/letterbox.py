"""Reads the mail that a development site writes as files, so that nobody needs a mail server."""

import email
from email import policy
from pathlib import Path

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

SHOWN = 50


def letters():
    """The files with mail, newest first."""
    folder = Path(settings.MAIL_DIR)
    if not folder.is_dir():
        return []
    return sorted(folder.glob("*.log"), key=lambda file: file.stat().st_mtime_ns, reverse=True)


def opened(file):
    """A letter as the template shows it: its heads, its plain text and its name."""
    message = email.message_from_bytes(file.read_bytes(), policy=policy.default)
    body = message.get_body(("plain",))
    return {
        "name": file.name,
        "subject": message["Subject"],
        "to": message["To"],
        "date": message["Date"],
        "text": body.get_content() if body else "",
    }


@require_safe
@never_cache
def letterbox(request):
    return render(
        request, "letterbox.html", {"letters": [opened(file) for file in letters()[:SHOWN]]}
    )


@require_safe
@never_cache
def letter(request, name):
    file = next((file for file in letters() if file.name == name), None)
    if file is None:
        raise Http404
    return render(request, "letter.html", {"letter": opened(file)})


urlpatterns = [
    path("", letterbox, name="letterbox"),
    path("<str:name>", letter, name="letter"),
]
