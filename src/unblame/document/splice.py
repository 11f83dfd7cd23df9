"""Stretches of a text replaced, all else left byte for byte."""

Splice = tuple[int, int, str]


def spliced(text: str, splices: list[Splice]) -> str:
    """Return text with stretches replaced; those that begin together keep the order given."""
    parts, at = [], 0
    for start, end, new in sorted(splices, key=lambda splice: (splice[0], splice[1])):
        if start < at:
            continue
        parts += [text[at:start], new]
        at = end
    return "".join([*parts, text[at:]])


def newline_of(text: str) -> str:
    """Return the line end that a text uses."""
    return "\r\n" if "\r\n" in text else "\n"
