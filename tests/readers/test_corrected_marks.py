"""Words that a page strikes through are not read; marks of notes touch no number; powers stay."""

import pytest

from tests.support.sources import document

SENTENCE = "The council of Eastmere counted {} in the harbour on Monday and asked the skippers to wait for the tide."
MORE = "About 900 people board the ferry there on a working day, and the next pier is forty minutes away on foot."


def shown(words):
    page = (
        f"<html><body><article><h1>Boats wait</h1><p>{SENTENCE.format(words)}</p><p>{MORE}</p></article></body></html>"
    )
    read = document(page, "a.html")
    return next(text for block in read.blocks() if "Eastmere" in (text := read.reading.words(block)))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<s>12</s> 14 boats", "14 boats"),
        ("<del>twelve</del> <ins>14</ins> boats", "14 boats"),
        ("<strike>no</strike> 14 boats", "14 boats"),
        ('<span style="text-decoration: line-through">12</span> 14 boats', "14 boats"),
        ('14 boats<span style="color: red; text-decoration-line: line-through;"> and a raft</span>', "14 boats"),
        ("14<sup>2</sup> boats", "14 boats"),
        ('14<sup><a href="#fn3">3</a></sup> boats', "14 boats"),
        ('14<sup class="footnote">[4]</sup> boats', "14 boats"),
        ('14<sup class="reference"><a href="#n"><span>[</span>note 1<span>]</span></a></sup> boats', "14 boats"),
        ("14 boats<sup>*</sup>", "14 boats"),
        ("14 boats<sup>1,2</sup>", "14 boats"),
        ("3 km<sup>2</sup> of oil", "3 km² of oil"),
        ("2 × 10<sup>6</sup> fish", "2 × 10⁶ fish"),
        ("the 4<sup>th</sup> boat", "the 4th boat"),
        ("1<sup>er</sup> bateau", "1er bateau"),
    ],
)
def test_what_is_read(written, read):
    assert shown(written) == SENTENCE.format(read)
