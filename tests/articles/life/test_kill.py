"""A kill: gone from everywhere at once, sealed for those who may still read it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import sharing, workflow
from articles.models import (
    Newspaper,
    PublishedStory,
    Reference,
    Revision,
    SealedCopy,
    State,
    Story,
)
from tests import factories
from tests.articles.desk.typing import change, typed
from tests.articles.front.editions import LEAD, live_edition
from tests.articles.life.test_schedule import address_of, again, scheduled

pytestmark = pytest.mark.django_db
SECRET = "Mayor stole the harbour"


@pytest.fixture
def libel(editor):
    return factories.published_story(
        by=editor, headline=SECRET, body="<p>He took the cranes.</p>", tags=["Harbour"]
    )


def test_a_killed_story_answers_gone_with_the_notice_at_once(client, chief, libel):
    address = address_of(libel)
    workflow.kill(libel, by=chief, note="Court order.", notice="Removed by order of a court.")
    answer = client.get(address)
    assert answer.status_code == 410
    assert "Removed by order of a court." in answer.content.decode()
    assert SECRET not in answer.content.decode()


def test_a_scheduled_story_is_killed_and_never_goes_out(client, editor, chief, clock):
    story = scheduled(editor, clock.at(hours=1), headline=SECRET)
    address = address_of(story)
    workflow.kill(story, by=chief, note="Court order.")
    clock.goes_on(hours=2)
    workflow.catch_up()
    killed = again(story)
    assert (killed.state, killed.publish_at, killed.published_at) == (State.KILLED, None, None)
    assert client.get(address).status_code == 404
    assert SECRET not in client.get("/").text


def test_without_words_of_its_own_the_newspapers_notice_stands(client, chief, libel):
    Newspaper.objects.update_or_create(pk=1, defaults={"kill_notice": "It should never have run."})
    address = address_of(libel)
    workflow.kill(libel, by=chief, note="Court order.")
    assert "It should never have run." in client.get(address).content.decode()


def test_it_leaves_every_list_and_every_line_that_led_to_it(client, editor, chief, libel):
    pointing = factories.published_story(
        by=editor,
        body=f'<p>Text.</p><aside data-read-also="{libel.pk}" data-label="read-also"></aside>',
    )
    assert SECRET in client.get(address_of(pointing)).content.decode()
    workflow.kill(libel, by=chief, note="Court order.")
    for page in ("/", "/latest/", "/feed/", "/search/?q=mayor", "/tag/harbour/"):
        assert SECRET not in client.get(page).content.decode(), page
    assert SECRET not in client.get(address_of(pointing)).content.decode()


def test_the_desk_gets_every_place_that_showed_or_led_to_it(client, editor, chief, libel):
    pointing = factories.published_story(
        by=editor,
        headline="See also",
        body=f'<p>Text.</p><aside data-read-also="{libel.pk}" data-label="read-also"></aside>',
    )
    picking = factories.story(by=editor, headline="Picks it")
    picking.related.create(target=libel)
    live_edition(editor, {LEAD: libel})
    address = address_of(libel)
    workflow.kill(libel, by=chief, note="Court order.")
    client.force_login(editor)
    page = client.get(
        reverse("admin:articles_story_change", args=[libel.pk]), follow=True
    ).content.decode()
    for words in (
        "See also",
        "Picks it",
        address,
        "Harbour",
        "Court order.",
        "Lead (Edition",
        reverse("admin:articles_story_change", args=[pointing.pk]),
    ):
        assert words in page
    assert SECRET not in page


def test_for_whom_it_was_shared_is_told_to_those_who_may_share(client, reporter, chief, libel):
    until = timezone.now() + timedelta(days=1)
    sharing.share(libel, whom="The source in the harbour office", until=until, by=chief)
    workflow.kill(libel, by=chief, note="Court order.")
    address = reverse("admin:articles_story_change", args=[libel.pk])
    client.force_login(chief)
    assert "The source in the harbour office" in client.get(address, follow=True).content.decode()
    client.force_login(reporter)
    page = client.get(address, follow=True).content.decode()
    assert "Share link, revoked" in page
    assert "The source in the harbour office" not in page


def test_nothing_of_it_is_left_at_the_desk(client, editor, chief, libel):
    libel.notes.create(text="Is the mayor named?")
    libel.open_forms.create(account=editor, fields={"headline": [SECRET]})
    workflow.kill(libel, by=chief, note="Court order.")
    client.force_login(editor)
    pages = [
        reverse("admin:articles_story_changelist"),
        reverse("admin:articles_story_changelist") + "?q=mayor",
        reverse("admin:articles_story_change", args=[libel.pk]),
        reverse("admin:articles_story_preview", args=[libel.pk]),
        reverse("admin:articles_story_find") + f"?id={libel.pk}",
        reverse("admin:articles_story_find") + "?q=mayor",
        reverse("admin:index"),
    ]
    for page in pages:
        assert SECRET not in client.get(page, follow=True).content.decode(), page
    assert not Revision.objects.filter(story=libel).exists()
    assert not Reference.objects.filter(story=libel).exists()
    assert not PublishedStory.objects.filter(pk=libel.pk).exists()
    assert not libel.notes.exists()
    assert not libel.open_forms.exists()
    assert SECRET not in str(Story.objects.filter(pk=libel.pk).values().get())


def test_the_sealed_copy_is_read_by_those_with_the_permission_alone(client, editor, chief, libel):
    workflow.kill(libel, by=chief, note="Court order.")
    sealed = SealedCopy.objects.get()
    address = reverse("admin:articles_sealedcopy_change", args=[sealed.pk])
    lawyer = factories.user("Legal")
    client.force_login(lawyer)
    page = client.get(address)
    assert page.status_code == 200
    assert SECRET in page.content.decode()
    assert "He took the cranes." in page.content.decode()
    assert client.get(reverse("admin:articles_sealedcopy_changelist")).status_code == 200
    assert client.post(address, {"headline": "Nothing"}).status_code == 403
    for account in (editor, chief):
        client.force_login(account)
        assert client.get(address).status_code == 403
        assert client.get(reverse("admin:articles_sealedcopy_changelist")).status_code == 403


def test_the_sealed_copy_holds_the_desks_words_and_every_revision(editor, chief, libel):
    Story.objects.filter(pk=libel.pk).update(headline="Mayor accused")
    workflow.save(libel, by=editor)
    workflow.kill(libel, by=chief, note="Court order.")
    content = SealedCopy.objects.get().content
    assert content["desk"]["headline"] == "Mayor accused"
    headlines = [one["content"]["headline"] for one in content["revisions"]]
    assert list(dict.fromkeys(headlines)) == [SECRET, "Mayor accused"]
    assert content["readers"]["headline"] == SECRET


def test_the_sealed_copy_holds_what_readers_saw_and_to_whom_it_was_shown(editor, chief, libel):
    first = libel.versions.select_related("revision").get()
    Story.objects.filter(pk=libel.pk).update(headline="Mayor accused")
    workflow.save(libel, by=editor)
    libel = workflow.publish_update(libel, by=editor)
    workflow.withhold(first, by=editor, reason="It names the child.")
    workflow.restore(libel, libel.revisions.get(number=1), by=chief)
    until = timezone.now() + timedelta(days=1)
    link = sharing.share(libel, whom="The lawyer", until=until, by=editor)
    sharing.count_opening(link)
    workflow.kill(libel, by=chief, note="Court order.")
    content = SealedCopy.objects.get().content
    seen, later = content["versions"]
    assert (seen["reason"], seen["withheld_by"]) == ("It names the child.", str(editor))
    assert seen["shown_from"] == first.shown_from.isoformat()
    assert (later["withheld_at"], seen["revision"]) == (None, first.revision.number)
    newest = content["revisions"][-1]
    assert newest["restored_from"] == 1
    assert newest["based_on"] == newest["number"] - 1
    (share,) = content["shares"]
    assert (share["whom"], share["openings"], share["revoked_at"]) == ("The lawyer", 1, None)


def test_killing_needs_the_permission_and_a_reason(editor, chief, libel):
    with pytest.raises(workflow.MoveRefused, match="may not"):
        workflow.kill(libel, by=editor, note="Court order.")
    with pytest.raises(workflow.MoveRefused, match="Say why"):
        workflow.kill(libel, by=chief, note="  ")
    assert again(libel).state == State.PUBLISHED
    assert not SealedCopy.objects.exists()


def test_a_killed_story_is_killed_once_and_for_good(chief, libel):
    workflow.kill(libel, by=chief, note="Court order.")
    assert workflow.moves_open_to(chief, again(libel)) == []
    for verb in workflow.MOVES:
        with pytest.raises(workflow.MoveRefused):
            workflow.move(verb, libel, by=chief, note="again")


def test_a_draft_can_be_killed(chief, reporter):
    draft = factories.story(by=reporter, headline=SECRET)
    workflow.kill(draft, by=chief, note="The source lied.")
    assert again(draft).state == State.KILLED
    assert again(draft).headline == f"Killed story {draft.pk}"


def test_a_killed_story_cannot_be_written_again(client, chief, libel):
    workflow.kill(libel, by=chief, note="Court order.")
    client.force_login(chief)
    address = reverse("admin:articles_story_change", args=[libel.pk])
    client.post(address, {"headline": SECRET})
    assert SECRET not in again(libel).headline
    assert not Revision.objects.filter(story=libel).exists()


def test_its_press_takes_the_notice_from_the_form(client, chief, libel):
    client.force_login(chief)
    press = typed(
        libel, corrections=(), _move="kill", sure="1", note="Court order.", notice="Gone."
    )
    client.post(change(libel), press)
    assert again(libel).state == State.KILLED
    assert SealedCopy.objects.get().notice == "Gone."
