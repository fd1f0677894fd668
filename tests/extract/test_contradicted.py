"""Days of publication that a source contradicts are not believed."""

import pytest

from tests.support.sources import BODY, document, explained, value

MORE = " Nobody who had seen it then could say why it had to be so, and the council was silent for years."
HEAD = "---\ntitle: Old bridge over the river is closed\nurl: https://ledger.example/{}\ndate: {}\n---\n\n"


def page(day, text="", address="bridge", sidecar=None):
    made = document(
        f"{HEAD.format(address, day)}# Old bridge over the river is closed\n\n{BODY}\n{text}{MORE}\n", "a.md", sidecar
    )
    published = made.metadata.published
    return published and (published.value.isoformat(), published.inferred), {one.code for one in made.problems}


@pytest.mark.parametrize(
    "text",
    [
        "In February 2022, the governor closed the road.",
        "The road was closed on 24 February 2022 by the governor.",
        "The governor left office on 3 July 2019, and on 5 August 2019 the road was closed.",
    ],
)
def test_later_days_told_as_past_contradict(text):
    assert page("2019-06-20", text)[0] is None
    published, codes = page("2019-06-20", text, "2022/02/25/bridge")
    assert published == ("2022-02-25", True)
    assert "day-contradicted" in codes


@pytest.mark.parametrize(
    "text",
    [
        "The road will be closed from 24 February 2022 on.",
        "The new bridge is due in May 2024.",
        "It must be built by 31 January 2025.",
        "The road was closed on 24 February 2012.",
        "The bond of June 2029 is a long one.",
        "This story was last updated July 21, 2022 at noon, when the bridge stood.",
        "They extended the licence through March 31, 2020.",
        "The road was closed on 22 June 2019.",
    ],
)
def test_what_is_to_come_or_has_been_contradicts_nothing(text):
    published, codes = page("2019-06-20", text)
    assert published == ("2019-06-20", False)
    assert "day-contradicted" not in codes


def test_an_update_tells_of_later_days():
    head = HEAD.format("bridge", "2019-06-20").replace("---\n\n", "modified: 2022-03-01\n---\n\n")
    text = f"{head}{BODY}\nIn February 2022, it fell.{MORE}\n"
    assert value(explained(text, "a.md"), "published") == "2019-06-20"


def test_an_address_of_a_later_day_contradicts_and_one_of_an_earlier_day_not():
    assert page("2019-06-20", address="town/2021/03/04/bridge")[0] == ("2021-03-04", True)
    assert page("2021-03-04", address="town/2019/06/20/bridge")[0] == ("2021-03-04", False)
    assert page("2021-03-04", address="town/bridge-2021-04-01")[0] == ("2021-03-04", False)


def test_an_agencys_opening_speaks_for_an_earlier_address():
    opening = "NORPORT, Feb 10 (Harrow) - The bridge was closed, the council said."
    text = (
        HEAD.format("2020/02/10/bridge", "2021-06-28")
        + f"# Old bridge over the river is closed\n\n{opening}{MORE}\n\n{BODY}"
    )
    assert value(explained(text, "a.md"), "published") == "2020-02-10"


def test_what_the_editor_states_is_believed():
    published, codes = page("2019-06-20", "In February 2022, it fell.", sidecar="published: 2019-06-20\n")
    assert published == ("2019-06-20", False)
    assert "day-contradicted" not in codes
