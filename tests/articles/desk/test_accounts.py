"""Accounts: nobody gives themselves a role, and nobody's password changes behind their back."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core import mail

from tests import factories

pytestmark = pytest.mark.django_db
PASSWORD = "a long new password"


def screen(account, part="change"):
    return f"/admin/auth/user/{account.pk}/{part}/"


def filled(account, **fields):
    return {
        "username": account.username,
        "first_name": account.first_name,
        "last_name": account.last_name,
        "email": account.email,
        "is_active": "on",
        "is_staff": "on",
        "groups": [group.pk for group in account.groups.all()],
        **fields,
    }


def new_password(password=PASSWORD):
    return {
        "usable_password": "true",
        "set-password": "1",
        "password1": password,
        "password2": password,
    }


def test_a_publisher_makes_an_account(client, publisher):
    client.force_login(publisher)
    form = client.get("/admin/auth/user/add/").context["adminform"].form
    assert form["is_staff"].value() is True
    sent = new_password() | {"username": "newcomer", "is_staff": "on"}
    client.post("/admin/auth/user/add/", sent)
    account = get_user_model().objects.get(username="newcomer")
    assert account.check_password(PASSWORD)
    assert account.is_staff
    assert not account.groups.exists()


def test_the_screens_call_accounts_accounts(client, publisher):
    client.force_login(publisher)
    listed = client.get("/admin/auth/user/")
    assert listed.context["title"] == "Accounts"
    for words in ("Add an account", "By role", "No role yet"):
        assert words in listed.content.decode()
    assert client.get("/admin/auth/user/add/").context["title"] == "A new account"


def test_roles_are_boxes_to_tick(client, publisher, reporter):
    client.force_login(publisher)
    page = client.get(screen(reporter)).content.decode()
    for role in Group.objects.all():
        assert f'type="checkbox" name="groups" value="{role.pk}"' in page


def test_a_publisher_gives_roles_to_others(client, publisher, reporter):
    client.force_login(publisher)
    editors = Group.objects.get(name="Editor")
    client.post(screen(reporter), filled(reporter, groups=[editors.pk]))
    assert list(reporter.groups.all()) == [editors]


def test_a_publisher_gives_no_role_to_themselves(client, publisher):
    client.force_login(publisher)
    page = client.get(screen(publisher)).content.decode()
    assert "Nobody gives roles to themselves" in page
    assert 'name="groups"' not in page
    everything = [group.pk for group in Group.objects.all()]
    client.post(screen(publisher), filled(publisher, groups=everything, first_name="Ada"))
    publisher.refresh_from_db()
    assert publisher.first_name == "Ada"
    assert [group.name for group in publisher.groups.all()] == ["Publisher"]


def test_a_publisher_does_not_shut_themselves_out(client, publisher):
    client.force_login(publisher)
    data = filled(publisher)
    del data["is_active"], data["is_staff"]
    client.post(screen(publisher), data)
    publisher.refresh_from_db()
    assert publisher.is_active
    assert publisher.is_staff


def test_somebody_whose_password_another_sets_is_told_and_it_is_in_the_log(
    client, publisher, reporter, work_off
):
    publisher.first_name, publisher.last_name = "Ada", "Marsh"
    publisher.save()
    client.force_login(publisher)
    with work_off():
        client.post(screen(reporter, "password"), new_password())
    reporter.refresh_from_db()
    assert reporter.check_password(PASSWORD)
    noted = LogEntry.objects.get(user=publisher, object_id=str(reporter.pk))
    assert "password" in noted.get_change_message().lower()
    (letter,) = mail.outbox
    assert letter.to == [reporter.email]
    assert "Ada Marsh" in letter.body
    assert reporter.username in letter.body
    assert PASSWORD not in letter.body


def test_a_password_that_is_refused_tells_nobody(client, publisher, reporter, work_off):
    client.force_login(publisher)
    with work_off():
        client.post(screen(reporter, "password"), new_password("short"))
    assert not mail.outbox
    assert not LogEntry.objects.exists()


def test_ones_own_password_is_nobody_elses_news(client, publisher, work_off):
    client.force_login(publisher)
    with work_off():
        client.post(screen(publisher, "password"), new_password())
    publisher.refresh_from_db()
    assert publisher.check_password(PASSWORD)
    assert not mail.outbox


def test_an_account_without_an_address_is_no_failure(client, publisher, work_off):
    client.force_login(publisher)
    account = factories.user("Reporter", email="")
    with work_off():
        client.post(screen(account, "password"), new_password())
    assert not mail.outbox


@pytest.mark.parametrize("number", ["4711", "x", "%00"])
def test_the_password_of_nobody_cannot_be_set(client, publisher, number):
    client.force_login(publisher)
    address = f"/admin/auth/user/{number}/password/"
    assert client.get(address).status_code == 404
    assert client.post(address, new_password()).status_code == 404
