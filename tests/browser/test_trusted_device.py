"""Who confirmed on a device replies from it again without a mail, until it is told to forget."""

import re
from html import unescape
from uuid import uuid4

from playwright.sync_api import expect

from tests.browser.test_appeal import link_mailed
from tests.browser.test_replies import BY_SCRIPT_OR_NOT, DOGS, FERRY, fill, open_story, post

A_MINUTE_LATER = """
from datetime import timedelta
from django.db.models import F
from comments.models import Reply
theirs = Reply.objects.filter(user_email="{address}")
theirs.update(posted_at=F("posted_at") - timedelta(minutes=1))
"""


def letters_to(page, site, address):
    """How many mails went to an address so far."""
    letterbox = unescape(page.request.get(site.url("/mail/")).text())
    return len(re.findall(rf"to {re.escape(address)},", letterbox))


@BY_SCRIPT_OR_NOT
def test_a_second_reply_from_the_device_needs_no_mail_until_the_device_forgets(
    site, reader, with_script
):
    mark = uuid4().hex[:8]
    address, another = f"reader-{mark}@example.org", f"another-{mark}@example.org"
    page = reader(java_script_enabled=with_script)
    open_story(page, site, FERRY)
    fill(page, mark)
    post(page)
    expect(page.get_by_text("Check your mail")).to_be_visible()
    page.goto(site.url(link_mailed(page, site, address, "confirm")))
    page.get_by_role("button", name="Yes, it is mine").click()
    expect(page.get_by_text("Your address is confirmed")).to_be_visible()

    site.does(A_MINUTE_LATER.format(address=address))
    open_story(page, site, DOGS)
    fill(page, mark, Comment=f"And something else, {mark}.")
    post(page)
    expect(page.get_by_text("Your address is confirmed")).to_be_visible()
    expect(page.get_by_text(f"And something else, {mark}.")).to_be_visible()
    expect(page.get_by_text("Check your mail")).to_have_count(0)
    page.get_by_role("button", name="Forget this device").click()
    expect(page.get_by_role("button", name="Forget this device")).to_have_count(0)

    site.does(A_MINUTE_LATER.format(address=address))
    open_story(page, site, DOGS)
    fill(page, mark, Comment=f"A last word, {mark}.", Email=another)
    post(page)
    expect(page.get_by_text("Check your mail")).to_be_visible()
    # Letters go out in turn: with this one here, none about the second reply is on its way.
    link_mailed(page, site, another, "confirm")
    assert letters_to(page, site, address) == 1
    open_story(page, site, DOGS)
    fill(page, mark, Comment=f"The very last word, {mark}.")
    post(page)
    expect(page.get_by_text("Check your mail")).to_be_visible()
