"""The words of a text, and which few of them say most of what it is about.

What is common is counted, not listed: a word that stands in many of the newest stories tells little
of any, in whatever language they are.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import islice

from articles.models import PublishedStory, PublishedTopic, WordCount
from articles.models.likeness import LONGEST_WORD
from articles.search import fold

COUNTED = 1000  # the newest stories, in which words are counted
TELLING = 20  # words that are kept of a story
ALL = ""  # the word under which it is kept how many were counted
UNHEARD = 0.6  # what a word that stands in no other counts: most such names never come back
MOST_CHARACTERS = 200_000  # of a text that are looked at; the longest story has a fifth

IN_HEADLINE, IN_STANDFIRST = 3, 2  # times that a word there counts as much as one in the text

_WORD = re.compile(r"[^\W_]+")
# Written without spaces between words: two letters stand for one.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]{2,}")


class Text:
    """How often each word stands in a text, and how it is spelled there."""

    def __init__(self, headline: str, standfirst: str, body: str):
        self.times: Counter[str] = Counter()
        self.spelled: dict[str, str] = {}
        parts = ((headline, IN_HEADLINE), (standfirst, IN_STANDFIRST), (body, 1))
        for part, worth in parts:
            for typed, times in Counter(_WORD.findall(part[:MOST_CHARACTERS])).items():
                for word in words_in(typed):
                    self.times[word] += worth * times
                    self.spelled.setdefault(word, typed)


def words_in(typed: str) -> Iterable[str]:
    """The words in a run of letters and digits: one, many or, of a number or a letter, none."""
    folded = fold(typed)[:LONGEST_WORD]
    if _UNSPACED.search(folded):
        return map("".join, zip(folded, islice(folded, 1, None), strict=False))
    return [folded] if len(folded) > 1 and not folded.isdigit() else []


class Counts:
    """How many of the counted stories have a word or a topic."""

    def __init__(self, keys: Iterable[str]):
        keys, found = [ALL, *keys], {}
        for begin in range(0, len(keys), 500):
            some = WordCount.objects.among(keys[begin : begin + 500])
            found.update(some.values_list("word", "stories"))
        self.all = found.pop(ALL, 0)
        self._stories = found

    def rarity(self, key: str) -> float:
        """From 0, of what stands in every story, to 1, of what stands in two or three."""
        if not self.all:
            return 1.0
        stories = self._stories.get(key, 0)
        rarity = 1 - math.log(max(stories, 1)) / math.log(max(self.all, 2))
        return rarity if stories else rarity * UNHEARD


def telling(text: Text, counts: Counts) -> dict[str, float]:
    """The words that say most of a text with their weights, whose squares make one."""
    weights = {
        word: (1 + math.log(times)) * counts.rarity(word) for word, times in text.times.items()
    }
    best = sorted(weights, key=lambda word: (-weights[word], word))[:TELLING]
    return scaled({word: weights[word] for word in best if weights[word] > 0})


def scaled(weights: Mapping[str, float]) -> dict[str, float]:
    """The same weights in the same proportion, so that their squares make one."""
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {key: weight / length for key, weight in weights.items()}


def topic_key(tag: int) -> str:
    """Under what a topic, given by number, is counted: no word looks like it."""
    return f"#{tag}"


def count_words() -> dict[str, int]:
    """In how many of the newest stories each word and each topic stands, and how many they are."""
    newest = PublishedStory.objects.newest_first()[:COUNTED]
    numbers, having = [], Counter()
    rows = newest.values_list("pk", "headline", "standfirst", "text")
    for number, *parts in rows.iterator(chunk_size=100):
        numbers.append(number)
        having.update(set(Text(*parts).times))
    topics = PublishedTopic.objects.of_stories(numbers)
    having.update(map(topic_key, topics.values_list("tag", flat=True)))
    return {ALL: len(numbers), **{word: times for word, times in having.items() if times > 1}}
