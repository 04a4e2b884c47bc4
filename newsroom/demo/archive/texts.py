"""The text of one story: what it says, what it points to, and its words folded."""

from collections import Counter
from dataclasses import dataclass
from itertools import accumulate

from articles.related.words import Text

from .wording import EVERY, FORTIETH, HUNDREDTH, ONE, THIRD, name_of

PARTS = (1, 2, 2, 3, 3, 3, 4, 4, 5, 8)  # paragraphs
WITH_PICTURE, WITH_LINK, WITH_READ_ALSO = 0.08, 0.2, 0.25  # shares of the stories
FIRST_NAMES = 400  # people that are always in the news; others come with the years


@dataclass(frozen=True)
class Told:
    headline: str
    standfirst: str
    dateline: str
    slug: str
    body: str
    text: str
    folded: str
    pointers: tuple  # of (kind, number of the row), in the order of the text
    times: Counter  # how often each word stands in it, as `articles.related` counts them

    @property
    def word_count(self):
        return len(self.text.split())


def tell(number, vocabulary, chance, *, stories, earlier=(), picture=None):
    """What story `number` of so many says.

    Args:
        earlier: numbers of the rows of stories it may lead to.
        picture: the number of the row of a picture it may show.
    """
    many = FIRST_NAMES + number // 10
    names = [name_of(int(many * chance.random())) for _name in range(2)]
    special = [EVERY] + [THIRD] * (number % 3 == 0) + [FORTIETH] * (number % 40 == 11)
    special += [HUNDREDTH] * (number % 100 == 7) + [ONE] * (number == stories // 10)
    title = vocabulary.some(chance, chance.randint(4, 7))
    said = vocabulary.some(chance, chance.randint(8, 18))
    opening = f"The {' and the '.join(special)} heard of {names[0]} and {names[1]}."
    folded = [f"the {' and the '.join(special)} heard of {names[0]} and {names[1]}".lower()]
    blocks, lines, pointers, passages = [], [], [], []
    for place in range(chance.choice(PARTS)):
        passage = chance.choice(vocabulary.paragraphs)
        passages.append(passage)
        line = f"{opening} {passage.text}" if place == 0 else passage.text
        lines.append(line)
        folded.append(passage.folded)
        blocks.append(f"<p>{line}</p>")
    if earlier and chance.random() < WITH_LINK:
        target, word = chance.choice(earlier), title[0]
        blocks.append(f'<p>More on <a data-story="{target}">{word}</a>.</p>')
        lines.append(f"More on {word}.")
        folded.append(f"more on {word}")
        pointers.append(("link", target))
    if picture and chance.random() < WITH_PICTURE:
        blocks.append(f'<figure data-picture="{picture}"></figure>')
        pointers.append(("picture", picture))
    if earlier and chance.random() < WITH_READ_ALSO:
        target = chance.choice(earlier)
        blocks.append(f'<aside data-read-also="{target}" data-label="read-also"></aside>')
        pointers.append(("read-also", target))
    headline, standfirst = f"{names[0]} {' '.join(title)}", f"{' '.join(said).capitalize()}."
    times = Text(headline, standfirst, " ".join([opening, *lines[len(passages) :]])).times
    for passage in passages:
        times.update(passage.times)
    return Told(
        headline=headline,
        standfirst=standfirst,
        dateline=name_of(number % 300).upper() if number % 2 else "",
        slug=f"{_cut('-'.join([names[0].lower(), *title]))}-{number}",
        body="".join(blocks),
        text="\n".join(lines),
        folded=" ".join(folded),
        pointers=tuple(pointers),
        times=times,
    )


def _cut(words):
    """As many of some words with hyphens as an address has room for beside its number."""
    ends = list(accumulate(len(word) + 1 for word in words.split("-")))
    return words[: max(end for end in ends if end <= 65) - 1]
