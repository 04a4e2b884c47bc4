"""Words that stand in stories: what a beginning may go on to, and what a misspelt word was meant.

Readers' words are learned in the background, after publication. The rule: a suggestion is only ever
made of a word that finds something now; a word nobody may read about any more is never told.
"""

from django.db import connection, transaction
from django.db.models import F, TextField

from articles.background import SOMEBODY_WAITS, background
from articles.models import KnownWord, ReadersIndex, Spelling
from articles.prepared import Given, Prepared

from .letters import UNSPACED, fold

SHORTEST, LONGEST = 4, 30  # letters of a word that may have been misspelt
SHORTEST_BEGINNING = 3
MOST_BEGUN, LOOKED_THROUGH = 8, 400
MOST_ALIKE = 200  # words that are compared with a misspelt one
BETWEEN = Prepared(
    lambda: (
        KnownWord.objects.filter(word__gt=Given("after", TextField()))
        .filter(word__lt=Given("before", TextField()))
        .order_by("word")
        .values_list("stories", "word")[:LOOKED_THROUGH]
    )
)
VOWELS = str.maketrans("", "", "aeiouyhw")
AT_ONCE = 2000


@background(priority=SOMEBODY_WAITS)  # a reader who types the beginning of a new name
def learn(numbers):
    """Count the words of readers' copies that were not counted yet; may run twice without harm."""
    for number in numbers:
        with transaction.atomic():
            row = ReadersIndex.objects.filter(story=number, is_learned=False).first()
            if row is None:  # withdrawn meanwhile, or counted already
                continue
            ReadersIndex.objects.filter(pk=row.pk).update(is_learned=True)
            learn_words(words_of(row))


def words_of(row):
    """The different words of a row that are worth knowing, in order."""
    words = " ".join((row.headline, row.names, row.about, row.body)).split()
    return sorted({word for word in words if is_worth_knowing(word)})


def is_worth_knowing(word):
    """Whether a word is one a person may misspell or begin: no number, no pair of signs."""
    return 2 < len(word) <= LONGEST and word.isalpha() and not UNSPACED.search(word)


def learn_words(words, counts=None):
    """Count each of some different, sorted words once more, or by `counts`."""
    counts = counts or {}
    for begin in range(0, len(words), AT_ONCE):
        some = words[begin : begin + AT_ONCE]
        with transaction.atomic():
            known = set(KnownWord.objects.filter(word__in=some).values_list("word", flat=True))
            by_count = {}
            for word in some:
                if word in known:
                    by_count.setdefault(counts.get(word, 1), []).append(word)
            for count, alike in by_count.items():
                KnownWord.objects.filter(word__in=alike).update(stories=F("stories") + count)
            _add([word for word in some if word not in known], counts)


def _add(words, counts):
    KnownWord.objects.bulk_create(
        (KnownWord(word=word, stories=counts.get(word, 1)) for word in words),
        ignore_conflicts=True,
    )
    added = dict(KnownWord.objects.filter(word__in=words).values_list("word", "pk"))
    Spelling.objects.bulk_create(
        Spelling(key=key, word_id=added[word])
        for word in words
        if len(word) >= SHORTEST
        for key in sorted(keys_of(word))
    )


def keys_of(word):
    """What a word can be found by that was misspelt: itself, a letter less, its skeleton."""
    less = {word[:place] + word[place + 1 :] for place in range(len(word))}
    return {word, *less, *([skeleton] if (skeleton := skeleton_of(word)) else [])}


def skeleton_of(word):
    """The consonants of a word, no letter twice in a row: "tolivar" and "tolliver" are ~tlvr."""
    bare = word[:1] + word[1:].translate(VOWELS)
    once = "".join(
        letter for before, letter in zip(" " + bare, bare, strict=False) if before != letter
    )
    return f"~{once}" if len(once) > 2 else ""


def begun_with(beginning):
    """The known words that begin so, those of most stories first; few, so that each is cheap."""
    if len(beginning) < SHORTEST_BEGINNING:
        return []
    if connection.vendor == "sqlite":  # whose LIKE reads no index
        found = BETWEEN.rows(after=beginning, before=beginning + "\U0010ffff")
    else:
        words = KnownWord.objects.filter(word__startswith=beginning).exclude(word=beginning)
        found = words.order_by("word").values_list("stories", "word")[:LOOKED_THROUGH]
    return [word for _stories, word in sorted(found, reverse=True)[:MOST_BEGUN]]


def is_known(word):
    return KnownWord.objects.filter(word=word).exists()


def meant_by(word, *, most=4):
    """Known words that a misspelt one may have been meant as, the likeliest first."""
    word = fold(word)
    if not SHORTEST <= len(word) <= LONGEST or not word.isalpha():
        return []
    # Two questions: for a join PostgreSQL reads all words there are, to look up a few hundred.
    keys = Spelling.objects.filter(key__in=keys_of(word))
    numbers = list(keys.values_list("word", flat=True).distinct()[:MOST_ALIKE])
    alike = KnownWord.objects.filter(pk__in=numbers).values_list("word", "stories")
    ranked = sorted(
        (distance, known[0] != word[0], -stories, known)
        for known, stories in alike
        if known != word and (distance := distance_between(word, known)) <= furthest(word)
    )
    return [known for _distance, _first, _stories, known in ranked[:most]]


def furthest(word):
    """How many letters a word may be off: one in a short one, three in a long name."""
    return 1 if len(word) < 5 else 2 if len(word) < 8 else 3


def distance_between(one, other):
    """Letters added, left out, changed or swapped between two words (optimal string alignment)."""
    before, last = None, list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        this = [row]
        for column, against in enumerate(other, start=1):
            cost = min(last[column] + 1, this[-1] + 1, last[column - 1] + (letter != against))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == against:
                cost = min(cost, before[column - 2] + 1)
            this.append(cost)
        before, last = last, this
    return last[-1]
