"""The moderator's desk in a real browser: by keys alone, by buttons alone, and two at a time."""

import re
from uuid import uuid4

import pytest
from playwright.sync_api import expect

LIST = "/admin/comments/reply/"

SEED = """
from datetime import timedelta
from django.utils import timezone
from articles.models import Story
from comments.models import Reply, State
story = Story.objects.filter(published__isnull=False).first()
begin = timezone.now() - timedelta(hours=9)
for number in range({how_many}):
    moment = begin + timedelta(seconds=number)
    Reply.objects.create(
        story=story, state=State.PENDING, user_name="{mark}", user_email="{mark}@example.org",
        comment=f"What {mark} has to say, number {{number}}.", posted_at=moment,
    )
"""


@pytest.fixture
def seeded(site):
    """Makes waiting replies of one name: `mark = seeded(3)`; the list is narrowed to them by it."""

    def seeding(how_many):
        mark = f"m{uuid4().hex[:10]}"
        site.does(SEED.format(how_many=how_many, mark=mark))
        return mark

    return seeding


def open_list(page, site, mark, **asked):
    words = "".join(f"&{name}={value}" for name, value in {"queue": "waiting", **asked}.items())
    page.goto(site.url(f"{LIST}?q={mark}{words}"))


def card(page, mark, number):
    return page.locator("[data-reply]").filter(has_text=f"What {mark} has to say, number {number}.")


def current(page):
    return page.locator(".reply-card.is-current")


def how_many(site, page, mark, queue):
    """How many replies of one name stand in a queue, as its pages show it."""
    open_list(page, site, mark, queue=queue)
    found = page.locator("[data-reply]").count()
    while page.locator("[rel=next]").count():
        page.locator("[rel=next]").click()
        found += page.locator("[data-reply]").count()
    return found


def test_three_hundred_waiting_replies_are_decided_by_keys_without_leaving_the_page(
    site, sign_in, seeded
):
    mark = seeded(300)
    page = sign_in("moderator")
    open_list(page, site, mark, order="oldest")
    pages = []
    page.on("framenavigated", lambda frame: pages.append(frame.url))
    for number in range(0, 300, 10):
        expect(current(page)).to_contain_text(f"number {number}.")
        for key in "aaaaaaaaas":
            page.keyboard.press(key)
    expect(page.get_by_text("Nothing more waits on this page.")).to_be_visible()
    expect(page.locator("[aria-busy=true]")).to_have_count(0, timeout=60_000)
    assert pages == []
    assert how_many(site, page, mark, "spam") == 30
    assert how_many(site, page, mark, "waiting") == 0


def test_a_reply_is_rejected_with_its_reason_and_undone_by_keys(site, sign_in, seeded):
    mark = seeded(3)
    page = sign_in("moderator")
    open_list(page, site, mark, order="oldest")
    page.keyboard.press("j")
    expect(card(page, mark, 1)).to_be_focused()
    page.keyboard.press("r")
    expect(card(page, mark, 1).get_by_role("button", name="Offensive")).to_be_focused()
    page.keyboard.press("Escape")
    expect(card(page, mark, 1)).to_be_focused()
    page.keyboard.press("r")
    page.keyboard.press("9")
    expect(card(page, mark, 1)).to_contain_text("Rejected: Off topic")
    expect(card(page, mark, 2)).to_be_focused()
    expect(page.get_by_role("status")).to_contain_text("1 rejected.")
    page.keyboard.press("u")
    expect(card(page, mark, 1)).to_be_focused()
    expect(card(page, mark, 1)).to_contain_text("Waiting")
    expect(page.get_by_role("status")).to_contain_text("taken back")
    assert how_many(site, page, mark, "waiting") == 3


def test_keys_tick_several_decide_on_all_and_take_all_of_it_back(site, sign_in, seeded):
    mark = seeded(5)
    page = sign_in("moderator")
    open_list(page, site, mark, order="oldest")
    for key in ("x", "j", "j", "X", "r", "4"):
        page.keyboard.press(key)
    expect(page.locator("[data-done]")).to_have_count(3)
    expect(card(page, mark, 0)).to_contain_text("Rejected: Advertising")
    expect(card(page, mark, 3)).to_be_focused()
    page.keyboard.press("u")
    expect(page.locator("[data-done]")).to_have_count(0)
    assert how_many(site, page, mark, "waiting") == 5


def test_no_key_decides_while_somebody_types_or_has_switched_them_off(site, sign_in, seeded):
    mark = seeded(2)
    page = sign_in("moderator")
    open_list(page, site, mark, order="oldest")
    page.keyboard.press("Control+a")
    page.keyboard.press("/")
    expect(page.get_by_label("Look for")).to_be_focused()
    page.keyboard.type("asa")
    page.get_by_role("button", name="Show").focus()
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    expect(dialog).to_be_visible()
    page.keyboard.press("a")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    switch = page.get_by_label("Single keys decide, on this device")
    switch.uncheck()
    page.reload()
    expect(switch).not_to_be_checked()
    page.keyboard.press("a")
    page.wait_for_timeout(300)
    expect(page.locator("[data-done]")).to_have_count(0)
    switch.check()
    page.keyboard.press("a")
    expect(page.locator("[data-done]")).to_have_count(1)


def test_the_second_of_two_moderators_sees_who_decided_and_decides_nothing_twice(
    site, sign_in, seeded
):
    mark = seeded(2)
    first, second = sign_in("moderator"), sign_in("moderator")
    for page in (first, second):
        open_list(page, site, mark, order="oldest")
    first.keyboard.press("s")
    expect(card(first, mark, 0)).to_contain_text("Marked as spam")
    second.keyboard.press("a")
    refused = card(second, mark, 0).get_by_role("alert")
    expect(refused).to_contain_text(re.compile("already decided on the reply .* Spam"))
    expect(card(second, mark, 1)).to_be_focused()
    assert how_many(site, first, mark, "spam") == 1


def test_what_could_not_be_sent_says_so_stays_and_is_sent_again(site, sign_in, seeded):
    mark = seeded(2)
    page = sign_in("moderator")
    open_list(page, site, mark, order="oldest")
    page.context.set_offline(True)
    page.keyboard.press("a")
    alert = card(page, mark, 0).get_by_role("alert")
    expect(alert).to_contain_text("No connection. Nothing was done")
    expect(page.locator("[data-done]")).to_have_count(0)
    page.context.set_offline(False)
    alert.get_by_role("button", name="Try again").click()
    expect(card(page, mark, 0)).to_contain_text("Approved")
    assert how_many(site, page, mark, "waiting") == 1


def test_whoever_was_signed_out_is_told_and_goes_on_after_signing_in(site, sign_in, seeded):
    mark = seeded(2)
    page = sign_in("moderator")
    open_list(page, site, mark, order="oldest")
    cookies = page.context.cookies()
    page.context.clear_cookies(name="newsroom_session")
    page.keyboard.press("a")
    alert = card(page, mark, 0).get_by_role("alert")
    expect(alert).to_contain_text("You are signed out.")
    page.context.add_cookies(cookies)
    alert.get_by_role("button", name="Try again").click()
    expect(card(page, mark, 0)).to_contain_text("Approved")


def test_without_javascript_every_verdict_is_a_button_and_leads_back_to_the_next(
    site, sign_in, seeded
):
    mark = seeded(4)
    page = sign_in("moderator", java_script_enabled=False)
    open_list(page, site, mark, order="oldest")
    card(page, mark, 1).get_by_role("button", name="Approve").click()
    expect(page.get_by_text("1 approved.")).to_be_visible()
    expect(page.locator(":target")).to_contain_text("number 2.")
    card(page, mark, 2).locator("summary").filter(has_text="Reject").click()
    card(page, mark, 2).get_by_role("link", name="To the reasons").click()
    card(page, mark, 2).get_by_label("Note, for moderators only:").fill("seen before")
    card(page, mark, 2).get_by_role("button", name="Off topic").click()
    expect(page.get_by_text("1 rejected.")).to_be_visible()
    page.get_by_role("button", name="Undo that decision").click()
    expect(page.get_by_text("The last decision was taken back.")).to_be_visible()
    page.get_by_role("link", name="Tick all on this page").click()
    page.get_by_label("Reason, told to the writers:").select_option("advertising")
    page.get_by_role("button", name="Reject: all that are ticked").click()
    expect(page.get_by_text("3 rejected.")).to_be_visible()
    page.get_by_role("button", name="Undo all 3 of them").click()
    assert how_many(site, page, mark, "waiting") == 3
    assert how_many(site, page, mark, "published") == 1
