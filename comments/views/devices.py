"""What a reader's device keeps once the owner of an address confirmed there: one signed cookie.

The one rule: only the answer to a press of a button sets it, and it is sent to addresses below
/replies/ alone. No page with the form looks at it, so that page is the same for everybody.
"""

from django.conf import settings
from django.core import signing

from comments import policy, tokens

COOKIE = "newsroom_r"
BELOW = "/replies/"


def kept_by(request):
    """What the device keeps, (writer's id, page key), or None where that is not ours or too old."""
    try:
        return tokens.read_device(request.COOKIES[COOKIE])
    except (KeyError, signing.BadSignature):
        return None


def speaks_for_writer(request, reply):
    """Whether replies from this device, under the address of `reply`, need no mail."""
    return reply.writer is not None and policy.speaks_for(kept_by(request), reply.writer)


def know(response, writer):
    """Have the device keep that it may reply for `writer`, from now on for as long again."""
    response.set_cookie(
        COOKIE,
        tokens.sign_device(writer),
        max_age=tokens.DEVICE_DAYS * 24 * 3600,
        path=BELOW,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def forget(response):
    response.delete_cookie(COOKIE, path=BELOW, samesite="Lax")
    return response


def renewed(response, request, reply):
    """Renew what the device keeps after a reply from it, or take away what is good no more."""
    device = kept_by(request)
    if device is None:
        return forget(response) if COOKIE in request.COOKIES else response
    if reply.writer_id != device[0]:  # another address on the same device
        return response
    believed = policy.speaks_for(device, reply.writer)
    return know(response, reply.writer) if believed else forget(response)
