"""The screen of a sealed copy, for those who may read it."""

import pytest
from django.urls import reverse

from articles import workflow
from articles.models import SealedCopy
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_sealed_copy_is_named_for_its_story_and_set_to_be_read(client, chief):
    story = factories.published_story(headline="A libel", body="<p>One.</p><p>Two.</p>")
    workflow.kill(story, by=chief, note="Court order.")
    client.force_login(factories.user("Legal"))
    address = reverse("admin:articles_sealedcopy_change", args=[SealedCopy.objects.get().pk])
    page = client.get(address).content.decode()
    assert "<h1>Sealed copy: A libel</h1>" in page
    assert "<p>One.</p><p>Two.</p></div>" in page
    assert "desk-sealed" in page
