"""The cases that were reviewed, and the desk and names that they were read with."""

from pathlib import Path

from generator.annotate.entities import Names
from generator.desk import load_desk

ROOT = Path(__file__).resolve().parent.parent.parent
ANSWERS = ROOT / "tests" / "golden"
SAMPLES = ROOT / "briefings"
SUFFIXES = {".txt", ".md", ".html"}
CASES = sorted(path for folder in (SAMPLES, ANSWERS / "cases") for path in folder.glob("*") if path.suffix in SUFFIXES)
DESK = load_desk({path.name: path.read_bytes() for path in (SAMPLES / "_desk").glob("*.yml")})
NAMES = Names(DESK)
