"""What is shown for the finding under the cursor: the reason, the offer, and the rule's page."""

import re

from lsprotocol import types

from unblame.language import Finding, explain
from unblame.lsp.diagnostic import said
from unblame.lsp.place import Lines

_HEADING = re.compile(r"^#+", re.MULTILINE)


def hover(findings: list[Finding], lines: Lines, markdown: bool) -> types.Hover | None:
    """Return the text for the findings at one place, the first of them with its rule's page."""
    if not findings:
        return None
    parts = [_finding(finding) for finding in findings]
    parts.append(_HEADING.sub(lambda marks: marks[0] + "#", explain(findings[0].rule)))
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
