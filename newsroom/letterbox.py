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
BETWEEN = b"\n" + b"-" * 79 + b"\n"  # as Django's file-based backend writes it


def letters():
    """The mail, newest first, each as (name, its bytes).

    Django's backend begins a file for each connection; one that sent several, or two of the same
    second, leave several mails in one file with a line of dashes after each.
    """
    folder = Path(settings.MAIL_DIR)
    if not folder.is_dir():
        return []
    files = sorted(folder.glob("*.log"), key=lambda file: file.stat().st_mtime_ns, reverse=True)
    return [
        (f"{file.stem}-{number}", mail)
        for file in files
        for number, mail in reversed(list(enumerate(file.read_bytes().split(BETWEEN)[:-1], 1)))
    ]


def opened(name, mail):
    """A letter as the template shows it: its heads, its plain text and its name."""
    message = email.message_from_bytes(mail, policy=policy.default)
    body = message.get_body(("plain",))
    return {
        "name": name,
        "subject": message["Subject"],
        "to": message["To"],
        "date": message["Date"],
        "text": body.get_content() if body else "",
    }


@require_safe
@never_cache
def letterbox(request):
    return render(
        request, "letterbox.html", {"letters": [opened(*letter) for letter in letters()[:SHOWN]]}
    )


@require_safe
@never_cache
def letter(request, name):
    mail = dict(letters()).get(name)
    if mail is None:
        raise Http404
    return render(request, "letter.html", {"letter": opened(name, mail)})


urlpatterns = [
    path("", letterbox, name="letterbox"),
    path("<str:name>", letter, name="letter"),
]
