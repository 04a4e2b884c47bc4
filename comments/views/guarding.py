"""What the pages around replies have in common: who may keep them, where a form came from.

None of them sets a cookie. Sending needs no CSRF token, because the page with the form is the same
for everybody and may be cached; `policy.comes_from_this_site` stands in its place.
"""

from functools import wraps

from django.conf import settings
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from comments import tokens


def unlisted(view):
    """Keep a page out of search engines and out of every cache."""

    @wraps(view)
    def answered(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store, private"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return answered


def behind_a_secret(view):
    """As `unlisted`, for a page whose address is a secret: no other site learns it either."""

    @wraps(view)
    def answered(request, *args, **kwargs):
        response = unlisted(view)(request, *args, **kwargs)
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return answered


def origins_of(request):
    return {settings.SITE_URL, f"{request.scheme}://{request.get_host()}"}


def own_page(reply):
    return reverse("comments:mine", args=[tokens.sign_page(reply)])


def to_own_page(reply):
    response = redirect(own_page(reply))
    response.status_code = 303  # so that going back and forth never sends the form again
    return response


def no_such_page(request, sentence, status, *, ask=""):
    """A page that says why there is none; `ask` is where a new link can be had."""
    context = {"sentence": sentence, "ask": ask}
    return render(request, "comments/nothing_here.html", context, status=status)


def mangled(request, *, ask=""):
    """The page for a signed address whose signature is not ours."""
    sentence = _("This link was not copied whole, or it never was one of ours.")
    return no_such_page(request, sentence, 404, ask=ask)


def see_other(address):
    """Lead on after a form, so that going back and forth never sends it again."""
    return HttpResponseRedirect(address, status=303)
