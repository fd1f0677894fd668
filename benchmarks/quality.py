"""What is right on texts that people have labelled: the scores of these texts, where they stand beside the project.

Run as `python benchmarks/quality.py [FOLDER]`; FOLDER holds the scoring programs, `../shared/tools` unless given. The
table is printed and written to `benchmarks/results.md`. Without the texts there is nothing to measure, and it says so.
"""

import os
import subprocess
import sys
from pathlib import Path

from results import put

BIN = Path(sys.executable).parent
TOOLS = Path(__file__).resolve().parents[2] / "shared" / "tools"
SECONDS = 900
# What is measured, with the program and its options.
SCORES = {
    "documents that this was built with: points": ("score_seeds.py",),
    "the same: quotations, speakers, figures, days": ("score_across.py",),
    "saved web pages and scrapes": ("score_news.py",),
    "reports of one event, ECB+": ("score_stories.py",),
    "quotations of American news, PolNeAR dev": ("score_quotes.py", "--set", "dev", "--show", "0"),
    "quotations of American news, PolNeAR train": ("score_quotes.py", "--set", "train", "--show", "0"),
    "days of agency reports, TimeBank": ("score_days.py", "--set", "timebank", "--show", "0"),
    "days of histories of wars, WikiWars": ("score_days.py", "--set", "wikiwars", "--show", "0"),
    "names and numbers in Ukrainian": ("score_names.py", "--set", "uk", "--show", "0"),
    "names in Russian": ("score_names.py", "--set", "ru", "--show", "0"),
    "news of a war, with a reader's labels": ("score_truth.py",),
    "small cases: reading": ("score_cases.py", "reading", "--quiet"),
    "small cases: across documents": ("score_cases.py", "across", "--quiet"),
    "small cases: languages": ("score_cases.py", "languages", "--quiet"),
}
LINES = {"score_news.py": 6, "score_truth.py": 60}  # of the end of what a program prints; else the last one


def main() -> int:
    """Run every score and write the table; 0 also where there is nothing to measure."""
    tools = Path(sys.argv[1]) if len(sys.argv) > 1 else TOOLS
    if not tools.is_dir():
        print(f"{tools}: no labelled texts here, so nothing is measured")
        return 0
    rows = "\n".join(f"| {what} | {measured(tools, *command)} |" for what, command in SCORES.items())
    put("quality", f"# What is right\n\n| on | measured |\n|---|---|\n{rows}\n")
    return 0


def measured(tools: Path, program: str, *options: str) -> str:
    """The figures that a scoring program prints last, in one cell."""
    path = f"{BIN}{os.pathsep}{os.environ['PATH']}"
    command = [sys.executable, str(tools / program), *options]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=SECONDS, check=False, env={**os.environ, "PATH": path}
    )
    lines = [" ".join(line.split()) for line in done.stdout.splitlines() if line.strip()]
    return "; ".join(lines[-LINES.get(program, 1) :]).replace("|", "\\|") or f"it ended with {done.returncode}"


if __name__ == "__main__":
    sys.exit(main())
