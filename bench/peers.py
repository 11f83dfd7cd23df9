"""Side by side in one run: what Unblame and its peers catch of blame and of names, and how fast.

Usage: python bench/peers.py FOLDER [--peers-python PATH] [--node-modules PATH], where FOLDER holds
`language.jsonl` and `natural.jsonl`. proselint, alex, write-good, spaCy and Presidio are no dependency:
`--peers-python` is an interpreter and `--node-modules` a folder that have them; the rest is left out.
Every tool reads in a process of its own, through its public functions, as it is set when installed.
"""

import argparse
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Found = list[tuple[str, str]]  # what a tool says of one text: the sort of thing, and the words
Reader = Callable[[str], Found]
WARM_UP = "Mira Solberg restarted the stupid ledger at 10:04, and `ledger-2` recovered."
COMMAND_DOCUMENTS = 100
ONE_CORE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "TOKENIZERS_PARALLELISM": "false"}


def unblame_check() -> Reader:
    """Findings of the language rules; the sort is level and family."""
    from unblame.language import check

    return lambda text: [(f"{one.level} {one.family}", one.rule) for one in check(text)]


def unblame_names() -> Reader:
    """Mentions that are sure, without a roster."""
    from unblame.people import mentions

    return lambda text: [("person", one.text) for one in mentions(text) if one.sure]


def proselint() -> Reader:
    """Every check that is on by default."""
    from proselint.checks import __register__
    from proselint.registry import CheckRegistry
    from proselint.tools import LintFile

    CheckRegistry().register_many(__register__)

    def read(text: str) -> Found:
        results = LintFile(source="text", content=text).lint()
        return [(one.check_result.check_path, one.check_result.message) for one in results]

    return read


def english_model() -> str:
    """Return the name of the English spaCy model that is installed."""
    import spacy.util

    names = sorted(one for one in spacy.util.get_installed_models() if one.startswith("en"))
    if not names:
        raise SystemExit("no English model is installed, and without one nobody is found")
    return names[0]


def spacy_names() -> Reader:
    """PERSON entities; only the parts of the model that find them are switched on."""
    import spacy

    model = spacy.load(english_model())
    model.select_pipes(enable=["ner"])
    return lambda text: [("person", e.text) for e in model(text).ents if e.label_ == "PERSON"]


def presidio_names() -> Reader:
    """The PERSON recogniser over the same spaCy model, asked for nothing else."""
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import NlpEngineProvider

    models = [{"lang_code": "en", "model_name": english_model()}]
    settings = {"nlp_engine_name": "spacy", "models": models}
    engine = NlpEngineProvider(nlp_configuration=settings).create_engine()
    analyzer = AnalyzerEngine(nlp_engine=engine, supported_languages=["en"])

    def read(text: str) -> Found:
        found = analyzer.analyze(text, language="en", entities=["PERSON"])
        return [("person", text[one.start : one.end]) for one in found]

    return read


PYTHON_TOOLS: dict[str, Callable[[], Reader]] = {
    "unblame check": unblame_check,
    "unblame people": unblame_names,
    "proselint": proselint,
    "spaCy": spacy_names,
    "Presidio": presidio_names,
}
NODE_TOOLS = {
    "alex": """import {markdown} from "alex";
      const read = text => markdown(text).messages.map(m => [m.source, String(m.actual)]);""",
    "write-good": """import writeGood from "write-good";
      const read = text => writeGood(text).map(m => ["style", m.reason]);""",
}
NODE_ANSWER = """
import {readFileSync} from "fs";
const {texts, seconds, warm_up} = JSON.parse(readFileSync(0, "utf-8"));
const cpu = () => { const {user, system} = process.cpuUsage(); return (user + system) / 1e6; };
const found = [];
read(warm_up);
const wall = performance.now(), began = cpu();
for (const text of texts) { found.push(read(text)); if (cpu() - began > seconds) break; }
const spent = {cpu: cpu() - began, wall: (performance.now() - wall) / 1000, found, version: NAME};
process.stdout.write(JSON.stringify(spent));
"""


def answer(tool: str) -> None:
    """Read the texts on standard input until the time is up, and print what was found."""
    job = json.load(sys.stdin)
    read, found = PYTHON_TOOLS[tool](), []
    read(job["warm_up"])
    wall, cpu = time.perf_counter(), time.process_time()
    for text in job["texts"]:
        found.append(read(text))
        if time.process_time() - cpu > job["seconds"]:
            break
    spent = {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall}
    json.dump({**spent, "found": found, "version": version(tool)}, sys.stdout)


def version(tool: str) -> str:
    """Return what answered: package, version, and the model if it has one."""
    from importlib.metadata import version as installed

    package = {"spaCy": "spacy", "Presidio": "presidio-analyzer"}.get(tool, tool.partition(" ")[0])
    model = f" with {english_model()}" if tool in {"spaCy", "Presidio"} else ""
    return f"{package} {installed(package)}{model}"


class Tools:
    """The tools that answer here, and how each one is asked."""

    def __init__(self, peers_python: Path | None, node_modules: Path | None) -> None:
        self.peers_python, self.node_modules = peers_python, node_modules
        self.absent = {"Vale": "its program and its styles are fetched from elsewhere at set-up"}
        self.versions: dict[str, str] = {}

    def ask(self, tool: str, texts: list[str], seconds: float = 600) -> dict[str, Any] | None:
        """Return what a tool finds in each text and the time it took, or None if it is not there."""
        command, folder = self._command(tool)
        if tool in self.absent or not command:
            self.absent.setdefault(tool, "not pointed to")
            return None
        job = json.dumps({"texts": texts, "seconds": seconds, "warm_up": WARM_UP})
        with tempfile.TemporaryFile("w+", encoding="utf-8") as given:
            given.write(job)
            given.seek(0)
            began = time.perf_counter()
            done = subprocess.run(
                command,
                check=False,
                stdin=given,
                capture_output=True,
                text=True,
                cwd=folder,
                env=os.environ | ONE_CORE,
            )
        if done.returncode:
            if tool.startswith("unblame"):
                raise SystemExit(done.stderr)
            lines = done.stderr.strip().splitlines()
            told = [line for line in lines if "Error" in line] or lines[-1:] or ["it ended early"]
            self.absent[tool] = told[-1].strip()
            return None
        got: dict[str, Any] = json.loads(done.stdout)
        self.versions[tool] = got["version"]
        got["start"] = time.perf_counter() - began - got["wall"]
        return got

    def _node(self, tool: str) -> str:
        about = self.node_modules / tool / "package.json" if self.node_modules else None
        number = json.loads(about.read_text())["version"] if about and about.exists() else "unknown"
        return f"const NAME = {json.dumps(f'{tool} {number}')};\n{NODE_TOOLS[tool]}{NODE_ANSWER}"

    def _command(self, tool: str) -> tuple[list[str], Path | None]:
        if tool in NODE_TOOLS:
            script = ["node", "--input-type=module", "-e", self._node(tool)]
            if not self.node_modules:
                return [], None
            if not shutil.which("node"):
                self.absent[tool] = "node is not on the path"
            return script, self.node_modules.parent
        python = Path(sys.executable) if tool.startswith("unblame") else self.peers_python
        return ([str(python), __file__, "--answer", tool], None) if python else ([], None)


JUDGES: list[tuple[str, str, Callable[[str], bool]]] = [
    ("unblame check", "blame, warn or block", lambda sort: sort in {"warn blame", "block blame"}),
    ("unblame check", "anything", lambda _: True),
    ("alex", "anything (all of it judges)", lambda _: True),
    ("proselint", "its social awareness", lambda sort: sort.startswith("social_awareness")),
    ("proselint", "anything", lambda _: True),
    ("write-good", "anything (has no such class)", lambda _: True),
]


def blame(tools: Tools, whole: list[dict[str, Any]], drawn: list[dict[str, Any]]) -> None:
    """Print who flags which labelled sentence."""
    from language import wilson

    print("Unblame was developed beside the development rows: there its own figures flatter it.")
    texts = [row["text"] for row in [*whole, *drawn]]
    said = {tool: tools.ask(tool, texts) for tool in dict.fromkeys(one[0] for one in JUDGES)}
    lines: list[tuple[str, list[bool]]] = []
    for tool, counted, counts in JUDGES:
        if got := said[tool]:
            flags = [any(counts(sort) for sort, _ in found) for found in got["found"]]
            lines.append((f"{tool:15}{counted:30}", flags))
    lines.append((f"{'(no tool)':15}{'every sentence flagged':30}", [True] * len(texts)))
    labels = [row["blameful"] for row in whole]
    for title, unsure in (("clear rows", False), ("borderline rows", True)):
        chosen = [at for at, row in enumerate(whole) if row["borderline"] is unsure]
        print(f"\nBlame, language.jsonl, {title}: n={len(chosen)}")
        for name, flags in lines:
            print(" ", name, score([(labels[at], flags[at]) for at in chosen]))
    calm = [at for at, row in enumerate(drawn, len(whole)) if not row["blameful"]]
    hard = [at for at, row in enumerate(drawn, len(whole)) if row["blameful"]]
    print(
        f"\nBlame, natural.jsonl: false alarms on n={len(calm)} that do not blame; n={len(hard)} do"
    )
    for name, flags in lines:
        alarms, right = sum(flags[at] for at in calm), sum(flags[at] for at in hard)
        low, high = wilson(alarms, len(calm))
        share = alarms / max(1, len(calm))
        print(f"  {name} {alarms:3} = {share:.3f} [{low:.3f}, {high:.3f}]   found {right}")


def score(pairs: list[tuple[bool, bool]]) -> str:
    """Return precision, recall and F1 with their 95 % intervals (Wilson; for F1 a bootstrap)."""
    from language import interval, scores

    right = sum(label and flag for label, flag in pairs)
    flagged, labelled = sum(flag for _, flag in pairs), sum(label for label, _ in pairs)
    low, high = interval(pairs)
    both = f"{part(right, flagged, 'precision')}  {part(right, labelled, 'recall')}"
    return f"{both}  F1 {scores(pairs)[2]:.2f} [{low:.2f}, {high:.2f}]"


def part(hits: int, of: int, name: str) -> str:
    """Return a share with its interval and its counts."""
    from language import wilson

    low, high = wilson(hits, of)
    share = f"{hits / of:.2f}" if of else "none"
    return f"{name} {share} [{low:.2f}, {high:.2f}] {f'{hits}/{of}':7}"


NAMERS = ("unblame people", "spaCy", "Presidio")


def trimmed(name: str) -> str:
    """Return a name without what stands around it: spaces, marks, the possessive."""
    name = name.strip(" \t\n@<>()[]*_`'\".,:;").replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    return name.removesuffix("'s")


def names(tools: Tools, rows: list[dict[str, Any]]) -> None:
    """Print who finds which person; a name counts once a sentence."""
    rows = list({row["text"]: row for row in rows}.values())
    texts = [row["text"] for row in rows]
    wanted = [{trimmed(name) for name in row["names"] or ()} for row in rows]
    print(f"\nNames, both files, no roster: n={len(rows)} sentences, {sum(map(len, wanted))} names")
    print("  The same string after trimming spaces, marks, @ and 's; case counts; once a sentence.")
    print("  `capitalised`: of the names that begin with a capital, so without lower-case handles.")
    print("  `touched`: of all names, those that something found holds or is held by.")
    for tool in NAMERS:
        if not (got := tools.ask(tool, texts)):
            continue
        found = [{trimmed(words) for _, words in one} - {""} for one in got["found"]]
        sets = list(zip(wanted, found, strict=True))
        right, all_names = sum(len(w & f) for w, f in sets), sum(map(len, wanted))
        big = [({name for name in w if name[0].isupper()}, f) for w, f in sets]
        met, capitalised = sum(len(w & f) for w, f in big), sum(len(w) for w, _ in big)
        near = sum(any(n in other or other in n for other in f) for w, f in sets for n in w)
        shares = (
            part(right, sum(map(len, found)), "precision"),
            part(right, all_names, "recall"),
            part(met, capitalised, "capitalised"),
            part(near, all_names, "touched"),
        )
        print(f"  {tool:15}", "  ".join(shares))


SLOTS = {
    "s": "checkout ledger search mail session quota billing router catalogue indexer parcel vault",
    "S": "Kestrel Marigold Quarry Lantern Juniper Saltmarsh Pinwheel Harbour",
    "g": "Mira Tomas Aiko Bram Chidi Dalia Ewan Farah Goran Hanne Imre Jun Kofi Leila Nils Oona",
    "f": "Solberg Okafor Lindqvist Marek Tanaka Brandt Achterberg Moreau Silva Haddad Kovacs",
    "x": "latency timeouts errors retries saturation lag throttling evictions",
    "d": "database cache load_balancer message_queue certificate_store replica proxy scheduler",
    "a": "slowly without_a_pause for_most_customers in_one_region after_the_change within_minutes",
}
WORDS = {key: [one.replace("_", " ") for one in said.split()] for key, said in SLOTS.items()}
CALM = (
    "The {s} service returned {x} for {n} minutes while the {d} held {m} jobs.",
    "At {t} the {d} behind {s} reached {n} % of its connections and began to refuse new ones.",
    "{S} recovered {a} once the {s} pods had been restarted in turn.",
    "The alert for {x} fired at {t}, {n} minutes after the first failed request.",
    "Customers saw {x} on the {s} page {a}, and {m} orders were queued.",
    "We compared the graphs of {s} and {S}; both showed {x} from {t} on.",
    "Because the {d} had no limit on {x}, one tenant could use all {m} slots.",
    "The runbook for {s} describes a fail-over, but it had last been rehearsed {n} weeks earlier.",
    "Traffic was moved to the second {d}, which raised {x} in {S} by {n} % {a}.",
    "A deploy of `{s}-api` [v{n}.{m}](https://git.example.com/{s}/{m}) changed how the {d} is read.",
    "It is not known why {s} kept {m} sessions open {a}.",
    "Had the {d} been warm, {x} would have been lower by about {n} %.",
)
NAMED = (
    "{g} {f} restarted the {d} of {s} at {t}.",
    "{g} was paged at {t} and opened the incident for {S}.",
    "At {t} @{g} asked {g} {f} whether {s} could be drained {a}.",
)
BLAMING = (
    "{g} should have checked the {d} before changing {s}.",
    "The engineer on call forgot to drain {S} and caused {x}.",
    "This was human error: somebody ran the wrong command against the {d}.",
)


def sentence(chance: random.Random) -> str:
    """Return an invented sentence; one in ten names somebody, one in thirty blames."""
    kind = chance.random()
    said = chance.choice(BLAMING if kind < 1 / 30 else NAMED if kind < 1 / 8 else CALM)
    slots: dict[str, Any] = {key: chance.choice(words) for key, words in WORDS.items()}
    clock = f"{chance.randrange(24):02}:{chance.randrange(60):02}"
    return said.format(**slots, n=chance.randrange(2, 99), m=chance.randrange(100, 9999), t=clock)


def paragraph(chance: random.Random) -> str:
    """Return two to six sentences."""
    return " ".join(sentence(chance) for _ in range(chance.randrange(2, 7)))


def document(chance: random.Random, size: int) -> str:
    """Return an invented post-mortem in Markdown: prose, lists, a table, code."""
    parts = [f"# {chance.choice(WORDS['S'])} incident {chance.randrange(10_000)}\n\n"]
    heads = ("Summary", "Impact", "Timeline", "Contributing factors", "What went well", "Actions")
    while sum(map(len, parts)) < size:
        parts.append(f"## {chance.choice(heads)}\n\n")
        parts += [f"{paragraph(chance)}\n\n" for _ in range(3)]
        parts += [f"- {sentence(chance)}\n" for _ in range(4)]
        rows = "".join(f"| {chance.randrange(24):02}:05 | {sentence(chance)} |\n" for _ in range(3))
        parts.append(f"\n| Time (UTC) | Event |\n|---|---|\n{rows}\n")
        parts.append(f"```\nERROR {chance.choice(WORDS['s'])} job={chance.random()}\n```\n\n")
    return "".join(parts)


def speed(tools: Tools, megabytes: float, seconds: float) -> None:
    """Print how fast each tool reads the same invented Markdown."""
    chance = random.Random(20)
    texts = [document(chance, 20_000) for _ in range(round(megabytes * 50))]
    total = size(texts)
    print(
        f"\nSpeed on {total:.1f} MB of Markdown in {len(texts)} documents, the same for every tool,"
    )
    print(
        f"  one core each; a tool stops after {seconds:.0f} s and the rest is scaled from what it read."
    )
    print(
        "  MB/s of processor time, then by the clock; start: process, imports, models, reading in."
    )
    print("  Unblame and alex parse the Markdown; the others read it as if it were plain text.")
    print("  spaCy runs its person finder alone; Presidio runs its whole pipeline, as it comes.")
    for title, timed in (
        (
            "blame and style (goal for unblame check: 1.5 MB/s)",
            ("unblame check", "alex", "proselint", "write-good"),
        ),
        ("names (goal for unblame people: 20x as fast as Presidio)", NAMERS),
    ):
        print(f"  {title}")
        first = 0.0
        for tool in timed:
            if not (got := tools.ask(tool, texts, seconds)):
                continue
            read = size(texts[: len(got["found"])])
            rate, clock = read / got["cpu"], read / got["wall"]
            first = first or rate
            print(
                f"    {tool:15} read {read:5.2f} MB  {rate:7.3f} MB/s  {clock:7.3f} by the clock  "
                f"start {got['start']:4.1f} s  {total:.1f} MB in {got['start'] + total / clock:6.0f} s  "
                f"unblame is {first / rate:5.1f}x as fast"
            )
    commands(texts[:COMMAND_DOCUMENTS])


def size(texts: list[str]) -> float:
    """Return millions of bytes."""
    return sum(len(text.encode()) for text in texts) / 1e6


def commands(texts: list[str]) -> None:
    """Print the time of Unblame's commands as whole processes over the first documents."""
    total = size(texts)
    program = Path(sys.executable).parent / "unblame"
    with tempfile.TemporaryDirectory() as folder:
        files = [str(Path(folder) / f"{number}.md") for number in range(len(texts))]
        for file, text in zip(files, texts, strict=True):
            Path(file).write_text(text, "utf-8")
        print("  as whole processes, start and output included")
        for command in ("check", "people"):
            before, began = children(), time.perf_counter()
            with (Path(folder) / "out").open("wb") as out:
                done = subprocess.run(
                    [program, command, "--format", "json", *files], check=False, stdout=out
                )
            wall, cpu = time.perf_counter() - began, children() - before
            rate = f"{total / cpu:7.3f} MB/s  {total / wall:7.3f} by the clock"
            print(f"    unblame {command:7} read {total:5.2f} MB  {rate}  exit {done.returncode}")


def children() -> float:
    """Return the processor seconds of the processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", help="a folder with labelled sentences")
    parser.add_argument("--peers-python", type=Path, help="an interpreter that has the peers")
    parser.add_argument(
        "--node-modules", type=Path, help="a node_modules folder that has the peers"
    )
    parser.add_argument("--megabytes", type=float, default=10, help="how much Markdown to time on")
    parser.add_argument(
        "--seconds", type=float, default=20, help="processor time given to each tool"
    )
    parser.add_argument("--answer", choices=PYTHON_TOOLS, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.answer:
        return answer(given.answer)
    for path in (given.folder, given.peers_python, given.node_modules):
        if path and not path.exists():
            parser.error(f"{path} is not there; leave it out to do without what it holds")
    tools = Tools(given.peers_python, given.node_modules and given.node_modules.absolute())
    if given.folder:
        from language import read

        whole, drawn = (read(given.folder / f"{name}.jsonl") for name in ("language", "natural"))
        blame(tools, whole, drawn)
        names(tools, [*whole, *drawn])
    if given.megabytes:
        speed(tools, given.megabytes, given.seconds)
    print("\nRead by:", "; ".join(sorted(set(tools.versions.values()))))
    for tool, why in tools.absent.items():
        print(f"Left out: {tool}: {why}")
    return None


if __name__ == "__main__":
    main()
