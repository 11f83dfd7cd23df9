"""How much of what identifies the gate of the public edition lists, and how much else it asks about.

Usage: python bench/gate.py PATH [--entries FILE] [--recogniser FOLDER], where PATH is a folder with `documents/` and beside it
`milestones.jsonl`, whose rows give `file` and `person_names`. The tokens planted here are invented.
With --recogniser whom it calls a person is asked about too; run it without as well, to see what it adds.
With --entries every entry is written out with its context, one a line, to be read by a person.
"""

import argparse
import json
import random
import re
import sys
import time
from collections import Counter
from pathlib import Path

from unblame.document.allowed import Passage, Undecided, undecided
from unblame.people import Cast
from unblame.recognise import Reader

NAMES = """
Ragnhild Bakketun; Oddvar Sletthaug; Sunniva; Leif Torbjørnsen; Åse Vikøren; Bjarne; Pekka Niemistö; Aino; Sirpa Kettunen;
Jónína Hreinsdóttir; Þorgeir; Mindaugas Petraitis; Agnieszka Wróblewska; Zbigniew; Jaromír Dvořáček; Ľudmila; Zoltán Szőke;
Ildikó; Bogdan Munteanu; Florentina; Dragoslav Petković; Vesna; Yordan Stoyanov; Kostas Papanikolaou; Eleftheria; Ömer Yıldırım;
Ayşegül; Nino Kapanadze; Hasmik Sargsyan; Dilshod Rakhimov; Aigerim; Oleksandr Kovalchuk; Svitlana; Dmitri Vorobyov;
Tamsin Fairweather; Gethin Prosser; Siobhán Ó Dálaigh; Hamish; Maëlle Kerbrat; Jean-Baptiste Rouvière; Aurélien; Heinz-Jürgen
Pfannmüller; Friedlinde; Sjoerd van der Ploeg; Annelies; Iñaki Etxeberria; Montserrat Puigdomènech; Xosé; Gonçalo Figueiredo;
Conceição; Beniamino Tagliaferri; Ludovica; Mohanned Al-Sharif; Nour; Tariq bin Khalil; Yael Ben-Ami; Avigdor; Shirin Golestani;
Kamran; Farhat Qureshi; Zubaida; Harpreet Dhaliwal; Lakshmi Venkataraman; Karthikeyan; Sanjukta Bhattacharjee; Thilini Wickramasinghe;
Prakriti Adhikari; Aung Myint; Siriporn Rattanakul; Nguyen Thi Hanh; Sokha; Budi Santoso; Retno; Nurul Izzah; Marikit Dimaculangan;
Wei Jianguo; Xiuying; Cheung Ka-Fai; Sakamoto Haruto; Chiyo; Park Ji-hoon; Eun-kyung; Batbayar; Oluwaseun Adeyinka; Chidinma; Kwabena
Owusu; Abena; Mamadou Diouf; Tesfaye Gebremariam; Wanjiru; Otieno; Thandiwe Nkosi; Sipho; Tendai Chikowore; Rivo Andriamanitra;
Kailani Kealoha; Tavita; Wiremu Parata; Itzel; Quetzali Xochitl; Atahualpa; Marisol Ocampo; Dagoberto; Jacinta Lopes
"""
OTHERS = {
    "handle": "@ragnhild @o.sletthaug @kwame_dev @niemisto-p @zsoke <@U07QX2LBM4> bvikoren tpapanik jkerbrat dvorobyov ragnsun kaifai mdiouf"
    " ychikow @aino93 psargsyan wparata hvoss_ tkeals gwendt",
    "host": "db-eu-7 pay-db-03 web01 cache-a12.prod.lan grid.internal kes-app-2b nas3.corp.example vmhost17 ip-10-4-1-9 bastion-osl-1"
    " queue-worker-5d9c7b-x2x4 build.skyfall.example krk-edge-04 lb2 pgmaster02 es-data-11 mx1.fjordpost.example stg-api-3 osl3-rack7 kube-n42 orders-db-r2 cache-api-b prod-web db-primary-b payments-canary order-intake queue-worker orders-blue main-db stage-checkout k8s-prod ledger-sync",
    "address": "10.44.3.17 192.168.7.0/24 172.16.9.4:8443 2001:db8:77::3f fe80::1ff:fe23:4567:890a 2001:db8:1:2:3:4:5:6 00:1b:44:11:3a:b7"
    " https://wiki.fjordpost.example/x/42 http://grafana.lan:3000/d/ab12 ssh://git@code.lan/ops s3://fjp-prod-dumps/day www.inside-fjordpost.example"
    " ops@fjordpost.example sunniva.moe@fjordpost.example postgres://app@db7/orders",
    "ticket": "OPS-311 CHK-4128 INC0042317 PAY-9 #48213 !2291 T381204 SD-77120 GH-1189 RITM0099123 CHG0031877 BUG-40213",
    "staff id": "E48213 EMP00412 N0034417 U07QX2LBM4 PX77120 K-20417 S1029384",
    "channel": "#inc-118-checkout #ops-night #team-kestrel #war-room-7 #customers #alerts-prod #db_help",
    "phone": "+47 22 04 31 77 +44 20 7946 0958 (555) 010-4477 +1-202-555-0143 030 1234567 +4791234567 555-0142 08-123 456 78",
    "key": "AKIAQ7EXAMPLE2KEYZZ9 ghp_q7Zk29fhT0aLmX3bVc81RnYe5sWd4uJp6oIg xoxb-77120-48213-QmZtVrLsKp9TfXyA"
    " 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b Zk9-QmTr72LxVb03HsYpWd61Nc 4be1c20 e4641acc01 3f2b8c1e-77aa-4c0d-9a11-0b5d2e6f7a88 hvs.CAESIQm7Zk29fhT0aLmX",
    "path": "/srv/fjp/conf/pay.yaml /Users/sunniva/dump.sql ~/plans/runbooks C:\\fjp\\jobs deploy/prod/kestrel.tf conf/limits.ini rollback.sh pay_limits.yml",
    "code name": "coupon_total CheckoutErrorBudgetBurn ORDERS_V2 kestrel-gateway Skjærgård Fjordpost pay-api mørketid-svc Solvind QuillHarbor"
    " orders.settlement_rows --dry-run=false $PAY_TOKEN_FILE fjp-core KESTREL Brisling tallyho heimdallr-sync",
    "trick": "a\u202egnittes s\u200bunniva раyments Ragnhiӏd vo\u00adss ｗeb",
}  # fmt: skip
SENTENCES = (
    "The graph that {} had open showed a rise in errors.",
    "After the change, {} was mentioned twice in the notes.",
    "Errors fell once the setting for {} was put back.",
    "At 14:05 UTC the alert named {} as well.",
    "{} appears in the log of that hour.",
    "The review looked at {}, the queue and the cache.",
)
LABELS = {
    "address": re.compile(r"https?://[^\s<>\"')\]|]+"),
    "email": re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b"),
    "ticket": re.compile(r"\b(?:T\d{5,7}|[A-Z]{2,6}-\d{2,6})\b|(?<![\w/&])#\d{3,6}\b"),
    "address of a host": re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}\b(?!\.)"),
    "host": re.compile(r"\b[a-z]{3,}\d{3,4}\b|\b[a-z][\w-]*(?:\.[a-z][\w-]*)*\.(?:wmnet|net|org|io)\b"),
    "chat handle": re.compile(r"(?<![\w/.])@[A-Za-z][\w-]{2,}\b|(?<=<)[a-z]{3,}(?=> )"),
    "channel": re.compile(r"(?<![\w/&(])#[a-z][\w-]{2,}"),
    "digest": re.compile(r"\b(?=[0-9a-f]*[a-f])(?=[0-9a-f]*\d)[0-9a-f]{7,40}\b"),
}  # fmt: skip


def covered(label: str, entries: tuple[Undecided, ...]) -> bool:
    """Return whether every word of a label stands in a listed string, or a listed one in it."""
    low = label.casefold()
    tokens = [entry.token.casefold() for entry in entries]
    if any(low in token for token in tokens):
        return True
    return all(any(word.strip("_") in token for token in tokens) for word in low.split())


def planted() -> list[tuple[str, str, str]]:
    """Return kind, token and sentence for every planted token, the same at every run."""
    draw = random.Random(7)
    names = [("name", " ".join(name.split())) for name in NAMES.split(";") if name.strip()]
    phones = [
        ("phone", p)
        for p in re.findall(r"\+?[\d()][\d() -]{6,}\d(?= \+| \(| 0| 5|$)", OTHERS["phone"])
    ]
    rest = [(k, t) for k, said in OTHERS.items() if k != "phone" for t in said.split()]
    return [(k, t, draw.choice(SENTENCES).format(t)) for k, t in (*names, *phones, *rest)]


def print_recall(title: str, found: Counter[str], of: Counter[str], missed: list[str]) -> None:
    total = sum(of.values())
    print(
        f"{title}: {sum(found.values())} of {total} listed, recall {sum(found.values()) / max(total, 1):.3f}"
    )
    for kind in of:
        print(f"  {kind:18} {found[kind]:4} of {of[kind]}")
    if missed:
        print("  not listed:", "; ".join(missed[:40]))


def listed(text: str, where: str, reader: Reader | None) -> tuple[Undecided, ...]:
    """Return what the gate asks about one text."""
    return undecided([Passage(where=where, text=text)], cast=Cast(reader=reader))


def measure_planted(reader: Reader | None) -> None:
    found, of, missed = Counter[str](), Counter[str](), list[str]()
    for kind, token, sentence in planted():
        of[kind] += 1
        if covered(token, listed(sentence, "planted", reader)):
            found[kind] += 1
        else:
            missed.append(token)
    print_recall("planted", found, of, missed)


def measure_documents(folder: Path, entries_file: Path | None, reader: Reader | None) -> None:
    rows = (folder / "milestones.jsonl").read_text(encoding="utf-8").splitlines()
    people = {Path(row["file"]).name: row["person_names"] or [] for row in map(json.loads, rows)}
    found, of, missed = Counter[str](), Counter[str](), list[str]()
    kinds, words, shown = Counter[str](), 0, list[str]()
    spent = 0.0
    for path in sorted((folder / "documents").iterdir()):
        text = path.read_text(encoding="utf-8")
        started = time.process_time()
        entries = listed(text, path.name, reader)
        spent += time.process_time() - started
        words += len(text.split())
        kinds.update(entry.kind for entry in entries)
        shown += [
            f"{e.kind}\t{' '.join(e.token.split())}\t{e.count}\t{path.name}\t{e.context}"
            for e in entries
        ]
        labels = {("person", name) for name in people.get(path.name, ())}
        labels |= {(kind, m[0]) for kind, form in LABELS.items() for m in form.finditer(text)}
        for kind, label in sorted(labels):
            of[kind] += 1
            if covered(label.rstrip(".,;:"), entries):
                found[kind] += 1
            else:
                missed.append(f"{label} ({path.name})")
    print_recall("documents", found, of, missed)
    total = sum(kinds.values())
    print(
        f"entries: {total} in {words} words, {total / words * 1000:.1f} a thousand; {spent:.2f} s"
    )
    for kind, count in kinds.most_common():
        print(f"  {kind:26} {count}")
    if entries_file:
        entries_file.write_text("\n".join(shown) + "\n", encoding="utf-8")


def measure_speed() -> None:
    line = "At 14:05 UTC the queue grew, the cache was cold and orders waited; support answered customers.\n"
    text = line * (100_000 // len(line))
    started = time.process_time()
    undecided([Passage(where="long", text=text)])
    print(f"100 kB of plain prose: {time.process_time() - started:.2f} s")


def main() -> None:
    asked = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    asked.add_argument("path", type=Path)
    asked.add_argument("--entries", type=Path)
    asked.add_argument("--recogniser", type=Path)
    given = asked.parse_args()
    reader = Reader(given.recogniser, complain=sys.exit) if given.recogniser else None
    listed("The lists are read once.", "first", reader)
    measure_planted(reader)
    measure_documents(given.path, given.entries, reader)
    measure_speed()


if __name__ == "__main__":
    main()
