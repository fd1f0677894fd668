"""Sources made by chance, and edits of them: changed, added, renamed, removed, copied; of the desk and sidecars too."""

OUTLETS = ("Harbour Wire", "Ridge Post")
PEOPLE = ("Ada Holt", "Viktor Tamm", "Holt")
EVENTS = (
    "At least {n} people were injured in Riga on {day} April when shelling hit the harbour, {name} said.",
    "“We counted {n} damaged houses along the river and more are being found,” {name} said.",
    "An aid package worth ${n} million for the repair of the bridge was announced in Vilnius.",
    "Correction: an earlier version of this report gave the number of houses as {n}.",
    "The mayor of Tallinn, {name}, opened the new school beside the old market on {day} April 2024.",
)
TOPICS = """topics:
  - {{id: attacks, title: Attacks, description: Attacks., rules: [{{phrases: [shelling]}}]}}
  - {{id: aid, title: {title}, description: Aid., rules: [{{phrases: [{phrase}]}}]}}
"""
FEW, MANY = 3, 8


def line(chance):
    words = {"n": chance.randint(2, 9), "day": chance.randint(1, 4), "name": chance.choice(PEOPLE)}
    return chance.choice(EVENTS).format(**words)


def report(chance):
    byline = f"By {chance.choice(PEOPLE)}\n{chance.choice(OUTLETS)}\n{chance.randint(1, 4)} April 2024"
    return "\n\n".join([line(chance)[:50], byline, *(line(chance) for _ in range(chance.randint(2, 4)))]) + "\n"


def name(chance):
    return f"{chance.randrange(10**6)}.txt"


def change(chance, source):
    lines = source.read_text("utf-8").split("\n")
    lines[chance.randrange(len(lines))] = line(chance)
    source.write_text("\n".join(lines), "utf-8")


def add(chance, source):
    source.with_name(name(chance)).write_text(report(chance), "utf-8")


def copy(chance, source):
    source.with_name(name(chance)).write_text(source.read_text("utf-8") + line(chance), "utf-8")


def rename(chance, source):
    source.rename(source.with_name(name(chance)))


def remove(chance, source):
    del chance
    source.unlink()


def correct(chance, source):
    """A sidecar, put beside the source or taken away."""
    sidecar = source.with_suffix(".meta.yml")
    if sidecar.exists():
        sidecar.unlink()
    else:
        sidecar.write_text(f"headline: {line(chance)[:30]!r}\n", "utf-8")


def direct(chance, source):
    """An edit of the desk."""
    words = {"title": f"Aid {chance.randrange(9)}", "phrase": chance.choice(["aid package*", "bridge", "school"])}
    (source.parent / "_desk" / "topics.yml").write_text(TOPICS.format(**words), "utf-8")


def begin(chance, folder, count):
    """A folder of so many sources, with its desk."""
    (folder / "_desk").mkdir(parents=True)
    direct(chance, folder / "any.txt")
    for number in range(count):
        (folder / f"{number}.txt").write_text(report(chance), "utf-8")


def edit(chance, folder):
    """One edit of a folder that has such sources; what it was."""
    sources = sorted(folder.glob("*.txt"))
    kinds = [change] * 8 + [rename, correct, direct]
    kinds += [add, copy] * (len(sources) < MANY) + [remove] * 2 * (len(sources) > FEW)
    what = chance.choice(kinds)
    what(chance, chance.choice(sources))
    return what
