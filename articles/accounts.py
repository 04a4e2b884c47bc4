"""Which accounts may do something at the desk.

The rule: an account that is asked for is active and of the staff.
"""

from functools import cache

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db.models import Q


def those_who_may(permission):
    """The accounts at the desk that have a permission by their roles or as superusers."""
    return _having(permission).all()


@cache
def _having(permission):
    """The question, put into words once: the form of every story asks it."""
    accounts, (app, _dot, codename) = get_user_model().objects, permission.partition(".")
    given = Permission.objects.filter(content_type__app_label=app, codename=codename)
    # Django's own `with_perm` goes through a role's accounts once for each account there is.
    by_role = Q(pk__in=accounts.filter(groups__permissions__in=given).values("pk"))
    by_hand = Q(pk__in=accounts.filter(user_permissions__in=given).values("pk"))
    may = by_role | by_hand | Q(is_superuser=True)
    return accounts.filter(may, is_active=True, is_staff=True)
