"""Chinese, Japanese and Korean names before what people do, told by family name and deed."""

from collections.abc import Iterator

from unblame.people.hit import Hit, hit_of
from unblame.people.words import lists, sections
from unblame.text import late, spots

WORDS = sections("around_cjk.txt")
DEEDS = "|".join(sorted(WORDS["deeds"]))
TWO = "|".join(sorted(WORDS["families_of_two"]))
ONE = "".join(sorted(WORDS["families_of_one"]))
KOREAN = "".join(sorted(WORDS["korean_families"]))
HAN, HANGUL = "\u3400-\u9fff", "\uac00-\ud7af"
SIGN = late(f"[{HAN}{HANGUL}]")
NAMED = late(
    rf"(?<![\w])(?P<name>(?:{TWO})[{HAN}]{{0,2}}?|[{ONE}][{HAN}]{{1,2}}?|[{KOREAN}][{HANGUL}]{{1,2}})"
    rf"(?=[ \t]*(?:(?P<deed>{DEEDS})|(?P<verb>(?<=[ \t])[a-z]+)\b))"
)


CASELESS = late(
    r"(?<![\w])(?P<name>[\u0590-\u08ff\u0900-\u0dff\u0e00-\u0eff\u10a0-\u10ff]{2,20}(?:[ ][\u0590-\u08ff\u0900-\u0dff\u0e00-\u0eff\u10a0-\u10ff]{2,20}){0,2})[ \t]+(?P<verb>[a-z]+)\b"
)


def find_eastern(text: str) -> Iterator[Hit]:
    """Give names in Han or Hangul signs that stand before a deed: `李雷 restarted the db`."""
    if text.isascii():
        return
    known = lists()
    for match in spots(CASELESS, text):
        if match["verb"] in known.deeds_past:
            yield hit_of(match, "name", "name", name=match["name"], basis="grammar")
    if not SIGN.search(text):
        return
    for match in NAMED.finditer(text):
        name = match["name"]
        if name in WORDS["no_names"] or name[:2] in WORDS["no_names"]:
            continue
        verb = match["verb"]
        if match["deed"] or verb in known.deeds_past:
            yield Hit(
                start=match.start(), end=match.end("name"), kind="name", name=name, basis="grammar"
            )
