"""Secrets in evidence: keys, tokens, passwords and private keys, masked when they are read."""

import re

from unblame.text import late

MASK = "[secret]"
WHOLE = late(
    r"-----BEGIN [A-Z0-9 ]*PRIVATE KEY[A-Z ]*-----.*?(?:-----END [A-Z0-9 ]*PRIVATE KEY[A-Z ]*-----|\Z)"
    r"|\b(?:AKIA|ASIA|AGPA|AIDA|AROA|ANPA)[A-Z0-9]{16}\b"
    r"|\beyJ[A-Za-z0-9_-]{6,}\.[A-Za-z0-9_-]{6,}\.[A-Za-z0-9_-]*"
    r"|\bgh[pousr]_[A-Za-z0-9]{20,}\b|\bgithub_pat_[A-Za-z0-9_]{20,}\b|\bglpat-[\w-]{16,}"
    r"|\bxox[abeoprs]-[A-Za-z0-9-]{10,}|\bxapp-[A-Za-z0-9-]{10,}"
    r"|\b(?:sk|pk|rk)_(?:live|test)_[A-Za-z0-9]{10,}\b|\bsk-(?:ant-|proj-)?[A-Za-z0-9_-]{20,}"
    r"|\bAIza[A-Za-z0-9_-]{30,}|\bya29\.[A-Za-z0-9_-]{20,}|\bSG\.[\w-]{16,}\.[\w-]{16,}"
    r"|\bnpm_[A-Za-z0-9]{30,}\b|\bpypi-[A-Za-z0-9_-]{30,}|\bdop_v1_[a-f0-9]{40,}|\bhvs\.[\w-]{20,}"
    r"|\bdckr_pat_[\w-]{20,}|\bATATT3[\w=-]{20,}|\bPMAK-[\w-]{20,}",
    re.DOTALL,
)
HOOK = late(r"(https://hooks\.slack\.com/(?:services|workflows|triggers)/)[^\s\"'<>|)]+")
IN_ADDRESS = late(
    r"([a-z][a-z0-9+.-]{1,20}://[^\s:/@\"'<>]{0,100}:)([^\s/@\"'<>]{1,300})(?=@)", re.IGNORECASE
)
QUERY = late(
    r"([?&](?:access_token|api_?key|auth|key|password|passwd|secret|sig|signature|token|"
    r"x-amz-signature|x-amz-credential|x-amz-security-token)=)([^&\s\"'<>#|)]{4,})",
    re.IGNORECASE,
)
HEADER = late(
    r"\b((?:bearer|basic|token)\s+)(?=[A-Za-z0-9._~+/-]*\d)([A-Za-z0-9._~+/-]{16,}=*)",
    re.IGNORECASE,
)
AUTHORIZATION = late(
    r"\b((?:proxy-)?authorization[\"']?\s*[:=]\s*[\"']?(?:(?:bearer|basic|digest|token)\s+)?)([^\s\"',;]{8,})",
    re.IGNORECASE,
)
ASSIGNED = late(
    r"((?<![A-Za-z])(?:[A-Za-z0-9]+[_.-])*(?:passwords?|passwd|pwd|passphrase|secret|api[_-]?key|apikey|"
    r"access[_-]?key|secret[_-]?key|private[_-]?key|client[_-]?secret|auth[_-]?token|access[_-]?token|"
    r"refresh[_-]?token|session[_-]?token|token|aws_secret_access_key|credentials?)"
    r"[\"']?\s*(?:=|:=|:|=>)\s*)(\"[^\"\n]{4,}\"|'[^'\n]{4,}'|[^\s\"',;)}\]]{6,})",
    re.IGNORECASE,
)
FLAG = late(
    r"(--(?:password|passwd|token|api-key|secret|client-secret)[ =])([^\s\"'-][^\s\"']{3,})"
)
NOT_SECRET = late(
    r"[\"']?(?:\$|\{|<|%|\*{3}|x{4,}|\[secret|null\b|none\b|true\b|false\b|undefined\b|redacted|"
    r"changeme|missing|expired|invalid|rotat|required|https?://)",
    re.IGNORECASE,
)
CUES = late(
    r"-----BEGIN|A(?:KIA|SIA|GPA|IDA|ROA|NPA)|eyJ|gh[pousr]_|github_pat|glpat|xox|xapp-|[spr]k[_-]|AIza|ya29|SG\.|npm_|"
    r"pypi-|dop_v1|hvs\.|dckr|ATATT|PMAK|hooks\.slack|://|key|pass|pwd|secret|token|sig|auth|bearer|basic|cred",
    re.IGNORECASE,
)


def mask_secrets(text: str) -> str:
    """Return the text with every secret value replaced by `[secret]` and its label kept."""
    if not CUES.search(text):
        return text
    text = WHOLE.sub(MASK, text)
    text = HOOK.sub(rf"\1{MASK}", text)
    text = IN_ADDRESS.sub(rf"\1{MASK}", text)
    for form in (QUERY, AUTHORIZATION, HEADER, FLAG):
        text = form.sub(_masked, text)
    return ASSIGNED.sub(_assigned, text)


def _masked(match: re.Match[str]) -> str:
    return match[0] if NOT_SECRET.match(match[2]) else f"{match[1]}{MASK}"


def _assigned(match: re.Match[str]) -> str:
    value = match[2]
    bare = value.strip("\"'")
    spoken = bool(re.search(r":\s+$", match[1])) and bare.isalpha() and value == bare
    if NOT_SECRET.match(value) or spoken or len(bare) < 4:
        return match[0]
    quote = value[0] if value[0] in "\"'" else ""
    return f"{match[1]}{quote}{MASK}{quote}"
