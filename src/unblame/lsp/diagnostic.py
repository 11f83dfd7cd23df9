"""A finding as an editor shows it."""

from lsprotocol import types

from unblame.language import Finding, Level, Safety
from unblame.lsp.place import Lines

SOURCE = "unblame"
SEVERITY = {
    Level.BLOCK: types.DiagnosticSeverity.Error,
    Level.WARN: types.DiagnosticSeverity.Warning,
    Level.NOTE: types.DiagnosticSeverity.Information,
}


def diagnostic(finding: Finding, lines: Lines, link: str) -> types.Diagnostic:
    """Return a finding as a diagnostic; `link` is the address of its rule's page."""
    return types.Diagnostic(
        range=lines.range(finding.start, finding.end),
        message=said(finding),
        severity=SEVERITY[finding.level],
        code=finding.rule,
        code_description=types.CodeDescription(href=link),
        source=SOURCE,
        data={
            "fingerprint": finding.fingerprint,
            "name": finding.name,
            "family": str(finding.family),
            "level": str(finding.level),
            "also": list(finding.also),
            "rewrite": finding.rewrite,
            "safety": str(finding.safety) if finding.safety else None,
            "ask": finding.ask,
        },
    )


def said(finding: Finding) -> str:
    """Return the reason of a finding and what to say or to ask instead."""
    if finding.rewrite is not None:
        read = "" if finding.safety is Safety.SAFE else " (read it before using it)"
        offer = f"Say instead{read}: {finding.rewrite}" if finding.rewrite else "Leave it out."
    else:
        offer = f"Ask: {finding.ask}" if finding.ask else ""
    return "\n".join(part for part in (finding.message, offer) if part)
