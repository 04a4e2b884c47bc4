"""A reader posts, is refused and appeals; a different moderator publishes what was refused."""

import re
import time
from html import unescape
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.browser.test_replies import BY_SCRIPT_OR_NOT, FERRY, fill, open_story, post

LIST = "/admin/comments/reply/"

COLLEAGUE = """
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
account, _new = get_user_model().objects.get_or_create(username="second", is_staff=True)
account.set_password("{password}")
account.save()
account.groups.add(Group.objects.get(name="Moderator"))
"""


@pytest.fixture
def second_moderator(site, sign_in):
    """Opens a browser for a moderator who is not the demo's."""
    site.does(COLLEAGUE.format(password=site.password))
    return lambda **options: sign_in("second", **options)


def link_mailed(page, site, address, subject):
    """The link into the reply desk in the newest mail to an address with that in its subject."""
    wanted = re.compile(rf'href="([^"]+)">([^<]*{subject}[^<]*)</a>\s*to {re.escape(address)},')
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        found = wanted.search(unescape(page.request.get(site.url("/mail/")).text()))
        if found:
            letter = unescape(page.request.get(site.url(found[1])).text())
            return re.search(r"https?://[^/\s]+(/replies/(?:confirm|yours)/[^\s\"<]+)", letter)[1]
        time.sleep(0.5)
    raise AssertionError(f"no mail to {address}")


def card(page, mark):
    return page.locator("[data-reply]").filter(has_text=f"What I think, {mark}")


@BY_SCRIPT_OR_NOT
def test_a_writer_appeals_and_another_moderator_publishes_what_was_refused(
    site, reader, sign_in, second_moderator, with_script
):
    mark = uuid4().hex[:8]
    address = f"reader-{mark}@example.org"

    page = reader(java_script_enabled=with_script)
    open_story(page, site, FERRY)
    fill(page, mark)
    post(page)
    expect(page.get_by_text("Check your mail")).to_be_visible()
    page.goto(site.url(link_mailed(page, site, address, "confirm")))
    page.get_by_role("button", name="Yes, it is mine").click()
    expect(page.get_by_text("Waiting", exact=True)).to_be_visible()

    desk = sign_in("moderator", java_script_enabled=with_script)
    desk.goto(site.url(f"{LIST}?queue=waiting&q={mark}"))
    card(desk, mark).locator("summary").filter(has_text="Reject").click()
    if not with_script:
        card(desk, mark).get_by_role("link", name="To the reasons").click()
    card(desk, mark).get_by_role("button", name="Off topic").click()
    expect(desk.get_by_text("1 rejected.").first).to_be_visible()

    page.goto(site.url(link_mailed(page, site, address, "not published")))
    page.get_by_role("link", name=re.compile("Ferry")).first.click()
    expect(page.get_by_text("The reason given: Off topic.")).to_be_visible()
    page.get_by_role("link", name="Ask for another look").click()
    page.get_by_role("textbox").fill(f"It is about the ferry and nothing else, {mark}.")
    page.get_by_role("button", name="Send the appeal").click()
    expect(page.get_by_text("You appealed on")).to_be_visible()
    expect(page.get_by_role("link", name="Ask for another look")).to_have_count(0)
    own_page = page.url

    desk.goto(site.url(f"{LIST}?queue=appeals&q={mark}"))
    expect(card(desk, mark)).to_contain_text("nothing else")
    # Whoever refused it is not offered to hear the appeal.
    expect(card(desk, mark).get_by_role("button", name=re.compile("^Approve"))).to_have_count(0)

    other = second_moderator(java_script_enabled=with_script)
    other.goto(site.url(f"{LIST}?queue=appeals&q={mark}"))
    card(other, mark).get_by_role("button", name=re.compile("^Approve")).click()
    expect(other.get_by_text("1 approved.").first).to_be_visible()

    page.goto(own_page)
    expect(page.get_by_text("the reply is published")).to_be_visible()
    open_story(page, site, FERRY)
    expect(page.get_by_text(f"What I think, {mark}", exact=False).first).to_be_attached()
