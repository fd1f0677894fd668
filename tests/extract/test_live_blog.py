"""Live blogs: posts, their times, their days."""

import pytest

from tests.support.live_blogs import LINES, blog
from tests.support.sources import BODY, explained


def times(text):
    answer = explained(text)
    return [post["time"] for post in answer["posts"]]


@pytest.mark.parametrize(
    ("stamps", "expected"),
    [
        (
            ("4:27 a.m. ET, June 1, 2023", "1:46 a.m. ET, June 1, 2023", "10:08 p.m. ET, May 31, 2023"),
            ["2023-06-01T04:27:00-04:00", "2023-06-01T01:46:00-04:00", "2023-05-31T22:08:00-04:00"],
        ),
        (
            ("12:32 GMT", "11:02 GMT", "09:10 GMT"),
            ["2023-06-01T12:32:00+00:00", "2023-06-01T11:02:00+00:00", "2023-06-01T09:10:00+00:00"],
        ),
        (("00:20", "23:50", "22:10"), ["2023-06-01T00:20:00", "2023-05-31T23:50:00", "2023-05-31T22:10:00"]),
        (("22:10", "23:50", "00:20"), ["2023-06-01T22:10:00", "2023-06-01T23:50:00", "2023-06-02T00:20:00"]),
        (("14.05", "13.20", "12.00"), ["2023-06-01T14:05:00", "2023-06-01T13:20:00", "2023-06-01T12:00:00"]),
        (
            ("June 1, 2023, 9:05 am", "8:50 am", "8:40 am", "8:30 am"),
            ["2023-06-01T08:50:00", "2023-06-01T08:40:00", "2023-06-01T08:30:00"],
        ),
        (
            ("June 2, 2023, 0:05 GMT", "23:50 GMT", "June 1, 2023, 23:40 GMT", "23:30 GMT"),
            [
                f"2023-06-0{day}T{clock}:00+00:00"
                for day, clock in ((2, "00:05"), (1, "23:50"), (1, "23:40"), (1, "23:30"))
            ],
        ),
    ],
)
def test_posts_and_their_times(stamps, expected):
    assert times(blog(*stamps)) == expected


def test_dated_headings_give_the_day():
    text = blog("10:10", "09:05") + "\nMay 31, 2023\n\n" + blog("22:30", "21:15", head="")
    assert times(text) == ["2023-06-01T10:10:00", "2023-06-01T09:05:00", "2023-05-31T22:30:00", "2023-05-31T21:15:00"]


def test_a_post_has_headline_authors_and_lines():
    text = blog("12:32 GMT", "11:02 GMT", "09:10 GMT").replace(
        "Update number 1 of the day", "Valley road is full\n\nFrom QXN’s Ada Moore", 1
    )
    post = explained(text)["posts"][1]
    assert post["headline"] == "Valley road is full"
    assert post["authors"] == ["Ada Moore"]
    assert post["lines"] == [11, 17]


def test_names_beside_the_time_are_authors():
    answer = explained(blog("12:32Ada Moore", "11:02 by Ben Holt", "09:10 KEY EVENT"))
    assert [post["authors"] for post in answer["posts"]] == [["Ada Moore"], ["Ben Holt"], []]


def test_the_zone_of_a_national_domain_is_an_inference():
    text = blog("12:32", "11:02", "09:10", head="Bridge closed: live\n\nJune 1, 2023\n\nWrite to desk@ledger.ie\n")
    assert times(text)[0] == "2023-06-01T12:32:00+01:00"


@pytest.mark.parametrize(
    ("stamps", "days"),
    [
        (("19:02 (GMT), Jun 01", "18:32 (GMT), Jun 01", "18:16 (GMT), May 30"), ["06-01", "06-01", "05-30"]),
        (("1 June, 19:02", "1 June, 18:32", "31 May, 23:50"), ["06-01", "06-01", "05-31"]),
    ],
)
def test_a_stamp_without_a_year_takes_it_from_the_page(stamps, days):
    assert [time[:10] for time in times(blog(*stamps))] == [f"2023-{day}" for day in days]


def test_a_stamp_before_new_year_on_a_page_of_january():
    text = blog("00:20, 1 Jan", "23:50, 31 Dec", "22:10, 31 Dec", head="Bridge closed: live\n\nJanuary 1, 2024\n")
    assert [time[:10] for time in times(text)] == ["2024-01-01", "2023-12-31", "2023-12-31"]


def test_the_days_of_all_stamps_settle_how_each_is_read():
    text = blog("27/02/2023 15:12", "26/02/2023 09:42", "12/02/2023 22:22", "08/11/2022 14:00")
    assert [time[:10] for time in times(text)] == ["2023-02-27", "2023-02-26", "2023-02-12", "2022-11-08"]


def test_a_zone_named_once_is_the_zone_of_all():
    text = blog("12:32", "11:02", "09:10", head="Bridge closed: live\n\nUpdated 12:40 GMT June 1, 2023\n")
    assert times(text)[0] == "2023-06-01T12:32:00+00:00"


@pytest.mark.parametrize(
    ("line", "offset"),
    [
        ("All times are in Kyiv time.", "+03:00"),
        ("All times are Eastern Time", "-04:00"),
        ("Please note: all times are given here in GMT+2", "+02:00"),
        ("(All times listed are GMT+2)", "+02:00"),
        ("All times in UTC", "+00:00"),
        ("All times are approximate", None),
        ("At all times in the BST years the bridge was open, and nobody thought of it at all.", None),
    ],
)
@pytest.mark.parametrize("where", ["head", "end"])
def test_a_line_says_in_which_zone_all_times_are(line, offset, where):
    head = "Bridge closed: live\n\nJune 1, 2023\n"
    text = blog("12:32", "11:02", "09:10", head=f"{head}\n{line}\n" if where == "head" else head)
    answer = explained(text if where == "head" else f"{text}\n\n{line}\n")
    (post, *_) = answer["posts"]
    assert post["time"] == f"2023-06-01T12:32:00{offset or ''}"
    assert answer["posts"][-1]["time"] == f"2023-06-01T09:10:00{offset or ''}"


def test_times_without_a_day_are_a_problem():
    answer = explained(blog("12:32", "11:02", "09:10", head="Bridge closed: live updates\n"))
    assert [post["time"] for post in answer["posts"]] == [None, None, None]
    assert "posts-without-time" in {problem["code"] for problem in answer["problems"]}


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("10:41pm: Bridge opens for the night", "Bridge opens for the night"),
        ("+++ 14:20 Bridge opens for the night +++", "Bridge opens for the night"),
        ("* 14.20 – Bridge opens for the night", "Bridge opens for the night"),
    ],
)
def test_a_title_may_stand_beside_the_time(line, title):
    text = f"Bridge closed: live\n\nJune 1, 2023\n\n{line}\n\n{LINES[0]}\n\n"
    text += f"{line.replace('4', '2')}\n\n{LINES[1]}\n\n{line.replace('4', '1')}\n\n{LINES[2]}\n"
    answer = explained(text)
    assert [post["headline"] for post in answer["posts"]] == [title] * 3
    assert [line for line in answer["text"].split("\n\n") if line not in LINES] == []


def test_a_sentence_behind_a_time_is_no_title():
    lines = [f"14:{n} The bridge was opened for the night.\n\n{LINES[0]}\n" for n in (40, 30, 20)]
    assert explained("\n".join(["Bridge closed\n\nJune 1, 2023\n", *lines]))["kind"] == "article"


def test_posts_that_count_back_from_the_reading_have_no_time():
    head = "Bridge closed: live updates\n\nUpdated 8:14 PM EDT, Thu June 1, 2023\n\n4 Posts\n"
    text = blog(
        "2 hr 12 min ago", "5 hr 3 min ago", "7:45 a.m. ET, June 1, 2023", "7:05 a.m. ET, June 1, 2023", head=head
    )
    assert times(text) == [None, None, "2023-06-01T07:45:00-04:00", "2023-06-01T07:05:00-04:00"]
    comments = text.replace("4 Posts", "4 Comments").replace("7:45 a.m. ET, June 1, 2023", "6 hours ago")
    assert explained(comments)["kind"] == "article"


def test_a_first_time_without_a_day_is_the_page_s_own():
    stamps = [f"1 Jun 2023 - {hour}:30 GMT" for hour in (19, 15, 10)]
    assert times(blog("02:11", *stamps)) == [f"2023-06-01T{hour}:30:00+00:00" for hour in (19, 15, 10)]


def test_a_post_s_first_line_is_a_name_a_headline_or_its_text():
    first, second, third = LINES
    text = (
        f"Bridge closed: live\n\nAda Moore (now) and Ben Holt (earlier)\n\nThu 1 Jun 2023 18.05 BST\n\n"
        f"18.05 BST\n\nClosing summary\n\n{first}\n\nUpdated at 18.21 BST\n\n"
        f"14.22 BST\n\nBen Holt\n\n{second}\n\n11.40 BST\n\n{third}\n\n{first}\n"
    )
    answer = explained(text)
    assert answer["authors"]["value"] == ["Ada Moore", "Ben Holt"]
    assert [post["headline"] for post in answer["posts"]] == ["Closing summary", None, None]
    assert [post["authors"] for post in answer["posts"]] == [[], ["Ben Holt"], []]
    assert answer["text"].split("\n\n") == [first, second, third, first]


def test_a_post_whose_time_has_a_name_beside_it_begins_with_its_headline():
    posts = [f"{hour}.05 Ada Moore\n\nOld Mill\n\n{LINES[hour % 3]}\n" for hour in (18, 14, 10)]
    answer = explained("\n".join(["Bridge closed: live\n\n1 June 2023\n", *posts]))
    assert [(post["headline"], post["authors"]) for post in answer["posts"]] == [("Old Mill", ["Ada Moore"])] * 3


def test_an_introduction_is_shown_and_is_no_post():
    head = f"Bridge closed: live updates\n\nJune 1, 2023\n\n{LINES[0]}\n"
    answer = explained(blog("12:32 GMT", "11:02 GMT", "09:10 GMT", head=head))
    assert len(answer["posts"]) == 3
    assert answer["text"].startswith(LINES[0])
    assert not any(aside["lines"] == [5, 5] for aside in answer["set_aside"])


def test_a_declared_number_is_compared():
    head = "Bridge closed: live updates\n\nJune 1, 2023\n16 Posts\n"
    answer = explained(blog("12:32 GMT", "11:02 GMT", "09:10 GMT", head=head))
    assert answer["declared_posts"] == 16
    problem = next(one for one in answer["problems"] if one["code"] == "missing-posts")
    assert problem["message"] == "3 of 16 posts are in the source"
    assert problem["lines"] == [4, 4]


@pytest.mark.parametrize(
    "text",
    [
        blog("12:32 GMT"),
        blog("12:32 GMT", "11:02 GMT"),
        f"Bridge closed\n\n{BODY * 3}\n" + blog("12:32 GMT", "11:02 GMT", "09:10 GMT", head="Comments"),
        "Feed\n\n12:32 GMT\n\nOne\n\n11:02 GMT\n\nTwo\n\n10:02 GMT\n\nThree\n\n09:10 GMT\n\n" + LINES[0],
        "Sleep\n\n12:32 and then it rained for hours\n\n11:02 was too early\n\n10:00 is fine\n\n" + BODY,
        "12:32 GMT\n\n11:02 GMT\n\n10:02 GMT",
    ],
)
def test_what_is_no_live_blog(text):
    assert explained(text)["kind"] == "article"
