"""What stops the site from starting in a way that would wake what we switched off in xtd."""

from django.apps import apps
from django.db.models.signals import pre_save
from django_comments_xtd.models import publish_or_unpublish_on_pre_save

from comments import checks
from comments.models import Reply


def test_the_checks_at_the_start_find_nothing_to_complain_about():
    assert checks.stored_by_us(None) == checks.without_addresses_of_xtd(None) == []


def test_the_checks_at_the_start_name_a_setting_that_would_wake_its_links(settings):
    settings.COMMENTS_XTD_CONFIRM_EMAIL = True
    (error,) = checks.stored_by_us(None)
    assert "COMMENTS_XTD_CONFIRM_EMAIL" in error.msg


def test_the_hook_on_saving_is_off():

    assert apps.is_installed("django_comments_xtd")
    assert not pre_save.disconnect(publish_or_unpublish_on_pre_save, sender=Reply)
