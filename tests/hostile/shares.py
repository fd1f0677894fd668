"""Which of all inputs a run tries: one of so many shares, another after each commit, so that as many runs try all."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from tests.support import processes

PROJECT = Path(__file__).parents[2]
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """One of `of` shares, counted from 0, and how it was chosen."""

    number: int = 0
    of: int = 1
    chosen: str = "all inputs"

    @property
    def full(self) -> bool:
        """Whether it is everything."""
        return self.of == 1

    def part(self, values: Sequence[T]) -> Sequence[T]:
        """Every so manyth of the values; of fewer values than there are shares, one, in turn."""
        return values[self.number % max(1, min(self.of, len(values))) :: self.of]

    def __str__(self) -> str:
        return f"share {self.number + 1} of {self.of} ({self.chosen})"


def numbered(number: int, of: int) -> Share:
    """The share of this number, from 1 on."""
    return Share(number=(number - 1) % of, of=of, chosen="as asked for")


def by_commit(of: int, root: Path = PROJECT) -> Share:
    """The share whose turn it is at the commit that stands in a folder: the next one after the next commit.

    Where the history was cut off, the commit's hash chooses; where there is no git, it is the first.
    """
    if of == 1:
        return Share()
    commit, shallow = _git(root, "rev-parse", "HEAD"), _git(root, "rev-parse", "--is-shallow-repository")
    if not commit:
        return Share(of=of, chosen="the first, for there is no git history")
    if shallow == "true":
        return Share(number=int(commit, 16) % of, of=of, chosen=f"by the hash of commit {commit[:7]}, a shallow clone")
    count = int(_git(root, "rev-list", "--count", "--first-parent", "HEAD"))
    return Share(number=count % of, of=of, chosen=f"by commit {commit[:7]}, number {count:,}")


def _git(root: Path, *arguments: str) -> str:
    """What git says; nothing where there is none, or nothing for it to say."""
    try:
        run = processes.run(["git", "-C", str(root), *arguments], capture_output=True, text=True)
    except FileNotFoundError:
        return ""
    return str(run.stdout).strip() if run.returncode == 0 else ""
