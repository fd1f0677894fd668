"""Articles from a seed: words follow Zipf's law; each has what news has, a byline, a day, quotations, figures."""

import datetime as dt
import random
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

WORDS = 645
VOCABULARY = 20_000
FIRST_DAY = dt.date(2022, 1, 1)
DAYS = 1_000
QUOTED, COUNTED, PLACED = 0.08, 0.08, 0.14  # shares of the sentences
COMMON = [
    "the",
    "of",
    "and",
    "to",
    "in",
    "a",
    "that",
    "for",
    "on",
    "was",
    "said",
    "with",
    "as",
    "by",
    "at",
    "from",
    "it",
    "had",
    "were",
    "an",
    "be",
    "has",
    "have",
    "not",
    "which",
    "their",
    "would",
    "after",
    "who",
    "more",
    "been",
    "this",
    "they",
    "will",
    "or",
    "its",
    "about",
    "when",
    "over",
    "he",
    "she",
    "two",
    "than",
    "also",
    "there",
    "could",
    "other",
    "into",
    "some",
    "before",
    "people",
    "town",
    "council",
    "city",
    "mayor",
    "officials",
    "road",
    "bridge",
    "river",
    "border",
    "night",
    "day",
    "week",
    "region",
    "power",
    "forces",
    "report",
    "evening",
    "morning",
    "house",
    "minister",
    "budget",
    "harbour",
    "school",
    "hospital",
    "water",
    "repair",
    "night",
    "statement",
    "residents",
]
ONSETS = [
    "b",
    "br",
    "c",
    "ch",
    "d",
    "dr",
    "f",
    "fl",
    "g",
    "gr",
    "h",
    "j",
    "k",
    "l",
    "m",
    "n",
    "p",
    "pl",
    "qu",
    "r",
    "s",
    "sh",
    "st",
    "t",
    "tr",
    "v",
    "w",
    "z",
]
VOWELS = ["a", "e", "i", "o", "u", "ea", "ou"]
ENDS = ["n", "r", "s", "t", "l", "nd", "st", "m", "ck"]
FIRSTS = [
    "Ada",
    "Lena",
    "Tom",
    "Maria",
    "Olek",
    "Iris",
    "Jonas",
    "Nadia",
    "Petra",
    "Viktor",
    "Hanna",
    "Emil",
    "Sofia",
    "Marek",
    "Ruth",
    "Anton",
]
LASTS = [
    "Holt",
    "Marsh",
    "Birch",
    "Kovar",
    "Lind",
    "Sorin",
    "Vasko",
    "Brandt",
    "Orlova",
    "Tamm",
    "Reyes",
    "Novak",
    "Falk",
    "Szabo",
    "Ilves",
    "Moreau",
]
PLACES = [
    "Kyiv",
    "Kharkiv",
    "Warsaw",
    "Vilnius",
    "Riga",
    "Tallinn",
    "Berlin",
    "Paris",
    "Odesa",
    "Kursk",
    "Belgorod",
    "Helsinki",
    "Prague",
    "Vienna",
]
OUTLETS = ["Harbour Wire", "Ridge Post", "Kestrel News", "Meridian Daily", "Northern Dispatch", "The Valley Courier"]
OUTCOMES = [
    "people were injured",
    "houses were damaged",
    "people were evacuated",
    "shells were fired",
    "soldiers were killed",
]


def articles(count: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """Name and text of each of `count` articles; the first ones are the same for every `count`."""
    words = vocabulary(random.Random(seed))
    weights = list(accumulate(1 / (rank + 2.7) for rank in range(len(words))))
    for number in range(count):
        chance = random.Random(seed * 1_000_003 + number)
        day = FIRST_DAY + dt.timedelta(days=chance.randrange(DAYS))
        yield f"{day:%Y-%m}/{day:%d}-{number:06}.txt", article(chance, words, weights, day)


def write(folder: Path, count: int, seed: int = 1) -> None:
    """Put the articles below a folder, one a file."""
    for name, text in articles(count, seed):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def vocabulary(chance: random.Random) -> list[str]:
    """The commonest words of English news, then invented ones."""
    words = dict.fromkeys(COMMON)
    while len(words) < VOCABULARY:
        syllables = (
            chance.choice(ONSETS) + chance.choice(VOWELS) + chance.choice(ENDS) for _ in range(chance.randint(1, 3))
        )
        words["".join(syllables)] = None
    return list(words)


def article(chance: random.Random, words: list[str], weights: list[float], day: dt.date) -> str:
    """One article: headline, byline, day, outlet, paragraphs."""
    sentence = _Sentences(chance, words, weights)
    headline = " ".join(sentence.pick(chance.randint(5, 9))).capitalize()
    byline = f"By {chance.choice(FIRSTS)} {chance.choice(LASTS)}"
    parts = [headline, f"{byline}\n{chance.choice(OUTLETS)}\n{day.day} {day:%B %Y}"]
    length = 0
    while length < WORDS:
        paragraph = " ".join(sentence.next() for _ in range(chance.randint(1, 3)))
        length += paragraph.count(" ") + 1
        parts.append(paragraph)
    return "\n\n".join(parts) + "\n"


class _Sentences:
    """Plain sentences, with a quotation, a figure or a place now and then."""

    def __init__(self, chance: random.Random, words: list[str], weights: list[float]) -> None:
        self.chance, self.words, self.weights = chance, words, weights

    def pick(self, count: int) -> list[str]:
        return self.chance.choices(self.words, cum_weights=self.weights, k=count)

    def next(self) -> str:
        plain = " ".join(self.pick(self.chance.randint(12, 28)))
        kind = self.chance.random()
        if kind < QUOTED:
            name = f"{self.chance.choice(FIRSTS)} {self.chance.choice(LASTS)}"
            return f"“{plain.capitalize()},” {name} said."
        if kind < QUOTED + COUNTED:
            number = self.chance.randint(2, 90)
            return f"At least {number} {self.chance.choice(OUTCOMES)} in {self.chance.choice(PLACES)}, {plain}."
        if kind < QUOTED + COUNTED + PLACED:
            return f"{plain.capitalize()} in {self.chance.choice(PLACES)}."
        return f"{plain.capitalize()}."
