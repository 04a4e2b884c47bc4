"""Who may do something at the desk: asked for in one way by notices, digests and appeals."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission

from articles.accounts import those_who_may
from comments.moderation import PERMISSION
from tests import factories

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


def test_they_are_those_of_the_staff_whom_django_gives_the_permission():
    by_hand = factories.user("Reporter", username="by hand")
    app, codename = PERMISSION.split(".")
    given = Permission.objects.get(content_type__app_label=app, codename=codename)
    by_hand.user_permissions.add(given)
    twice = factories.user("Moderator", username="twice")
    twice.user_permissions.add(given)
    factories.user("Moderator", username="by role")
    factories.user("Reporter", username="not at all")
    accounts = get_user_model().objects
    accounts.create_superuser("root")
    accounts.filter(pk=factories.user("Moderator", username="gone").pk).update(is_active=False)
    accounts.filter(pk=factories.user("Moderator", username="no staff").pk).update(is_staff=False)
    found = list(those_who_may(PERMISSION).order_by("username"))
    assert [str(one) for one in found] == ["by hand", "by role", "root", "twice"]
    theirs = accounts.with_perm(PERMISSION, backend=BACKEND).filter(is_staff=True)
    assert found == list(theirs.order_by("username"))


def test_no_account_is_looked_at_for_each_account_of_a_role():
    sql = str(those_who_may(PERMISSION).query)
    assert "EXISTS" not in sql  # which a database asks of every row anew
