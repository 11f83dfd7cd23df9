"""Which kinds of text an editor may open here, what of them is prose, and how they comment."""

import re

KINDS = {
    "markdown": "markdown",
    "plaintext": "plain",
    "text": "plain",
    "html": "html",
    "git-commit": "plain",
    "gitcommit": "plain",
    "restructuredtext": "plain",
    "rst": "plain",
}
COMMITS = {"git-commit", "gitcommit"}
COMMENTS = {"git-commit": "# ", "gitcommit": "# ", "restructuredtext": ".. ", "rst": ".. "}
_SCISSORS = re.compile(r"^# -+ >8 -+\r?$.*\Z", re.MULTILINE | re.DOTALL)
_COMMENT = re.compile(r"^#(?![ \t]*<!--)[^\r\n]*|^#", re.MULTILINE)


def kind_of(language: str) -> str | None:
    """Return the kind of text behind an editor's language id, or None where it is not checked."""
    return KINDS.get(language.lower())


def prose(text: str, language: str) -> str:
    """Return the text to check, as long as the document: of a commit, what git will keep of it."""
    if language.lower() not in COMMITS or "#" not in text:
        return text
    for pattern in (_SCISSORS, _COMMENT):
        text = pattern.sub(lambda found: re.sub(r"[^\r\n]", " ", found[0]), text)
    return text


def comment(mark: str, language: str) -> str:
    """Return a mark as a comment that no reader of such a document sees, where it has one."""
    return COMMENTS.get(language.lower(), "") + mark
