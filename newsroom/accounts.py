"""The demo newsroom's accounts, and the rule that they never stand open on a real site."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import DatabaseError
from django.db.models import Q

from newsroom.env import EnvironmentRefused
from newsroom.models import DemoItem
from newsroom.roles import Role

DEMO_MAIL_DOMAIN = "demo.invalid"  # RFC 2606: such an address can belong to nobody

DEMO_ACCOUNTS = {
    "reporter": Role.REPORTER,
    "editor": Role.EDITOR,
    "chief": Role.CHIEF_EDITOR,
    "pictures": Role.PICTURE_EDITOR,
    "moderator": Role.MODERATOR,
    "moderator2": Role.MODERATOR,  # an appeal is answered by another than who refused
    "publisher": Role.PUBLISHER,
    "legal": Role.LEGAL,
}


def demo_accounts():
    """The accounts that the demo newsroom made, whatever they were renamed to since."""
    made = DemoItem.objects.filter(kind="account").values("object_id")
    return get_user_model().objects.filter(
        Q(pk__in=made) | Q(email__endswith=f"@{DEMO_MAIL_DOMAIN}")
    )


def refuse_demo_in_production():
    """Stop the start of a production site whose database holds demo accounts.

    A database that is not there yet, or not migrated, has none.

    Raises:
        EnvironmentRefused: naming the accounts and the command that removes them.
    """
    if settings.DEVELOPMENT:
        return
    try:
        names = sorted(account.username for account in demo_accounts().filter(is_active=True))
    except DatabaseError:
        return
    if names:
        raise EnvironmentRefused(
            f"The demo newsroom's accounts ({', '.join(names)}) exist in this database and their "
            "password is known. Remove them with: manage.py demo remove"
        )
