"""What is shown for the finding under the cursor: the reason, the offer, and the rule's page."""

import re

from lsprotocol import types

from unblame.language import Finding
from unblame.lsp.diagnostic import said
from unblame.lsp.place import Lines

_HEADING = re.compile(r"^#+", re.MULTILINE)


def hover(findings: list[Finding], lines: Lines, page: str, *, markdown: bool) -> types.Hover:
    """Return the text for the findings at one place, and the page of the first one's rule."""
    parts = [_finding(finding) for finding in findings]
    parts.append(_HEADING.sub(lambda marks: marks[0] + "#", page))
    text = "\n\n---\n\n".join(parts)
    kind = types.MarkupKind.Markdown if markdown else types.MarkupKind.PlainText
    first = findings[0]
    return types.Hover(
        contents=types.MarkupContent(kind=kind, value=text),
        range=lines.range(first.start, first.end),
    )


def _finding(finding: Finding) -> str:
    head = f"**{finding.rule}** `{finding.name}` ({finding.level}): {said(finding)}"
    ask = f"Ask: {finding.ask}" if finding.ask and finding.rewrite is not None else ""
    return "\n\n".join(line for line in (*head.splitlines(), ask) if line)
