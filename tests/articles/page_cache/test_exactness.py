"""Whatever happens, a kept page is the page that would be made now."""

import random

import pytest

from articles.page_cache import keeper

from .asking import for_readers
from .world import World

STEPS = 15


@pytest.fixture
def on_the_clock(clock, monkeypatch):
    monkeypatch.setattr(keeper, "now", lambda: clock.now().timestamp())
    return clock


@for_readers
@pytest.mark.parametrize("seed", range(3))
def test_whatever_happens_every_kept_page_is_the_page_of_now(on_the_clock, seed):
    world = World(on_the_clock, random.Random(seed).choice)
    for _number in range(STEPS):
        world.step()
        assert list(world.false_pages()) == [], world.happened
    assert world.door.given > 0
