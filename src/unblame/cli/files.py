"""Files as a door sees them: read whole, written whole or not at all."""

import os
from pathlib import Path

from unblame.cli.screen import CannotDo

FORMS = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
}

UNCHANGED = "Nothing was changed."


def read_text(path: Path, what: str) -> str:
    """Return the text of a UTF-8 file, a byte order mark and line ends kept."""
    try:
        return decoded(path.read_bytes(), f"{what} {path}")
    except FileNotFoundError as error:
        raise CannotDo(f"{what} {path} does not exist.") from error
    except IsADirectoryError as error:
        raise CannotDo(f"{what} {path} is a folder; name a file in it.") from error
    except PermissionError as error:
        raise CannotDo(f"{what} {path} may not be read by this user.") from error
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else "that is no path"
        raise CannotDo(f"{what} {path} could not be read: {why}.") from error


def decoded(data: bytes, what: str) -> str:
    """Return the text that bytes hold in UTF-8. Raises CannotDo with the place where they do not."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise CannotDo(f"{what} is UTF-16 text; save it as UTF-8 and try again.") from error
        line = data.count(b"\n", 0, error.start) + 1
        raise CannotDo(
            f"{what} is not UTF-8 text (byte {error.start}, line {line}); "
            "save it as UTF-8 and try again."
        ) from error


def write_text(path: Path, text: str, *, private: bool = False) -> None:
    """Write a whole file at once: a reader sees the old file or the new one, never half of either."""
    import tempfile

    mode = 0o600 if private else None
    try:
        if path.exists() and not path.is_file():
            path.write_text(text, "utf-8", newline="")
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
                file.write(text)
            Path(name).chmod(mode or _usual_mode(path))
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise CannotDo(f"{path} could not be written: {error.strerror}. {UNCHANGED}") from error


def _usual_mode(path: Path) -> int:
    if path.exists():
        return path.stat().st_mode & 0o777
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask


def refuse_foreign(out: Path, incident: str, *, document: bool = False) -> None:
    """Refuse to write over what is no rendering of Unblame's own for this incident.

    A document that people edit is nobody's rendering: only `draft` updates it (`document`).
    """
    if not out.is_file():
        return
    from unblame.document import is_ours
    from unblame.publish import recognise

    text = read_text(out, "The output")
    found = is_ours(text)
    owner = found[1] if found else recognise(text)
    kind = found[0] if found else "rendering"
    known = owner == incident or (owner or "").startswith("public-")
    if known and (document or kind != "document"):
        return
    whose = "is a post-mortem document" if kind == "document" else "is somebody else's"
    if owner and not known:
        whose = f"holds incident {owner}"
    raise CannotDo(f"{out} exists and {whose}; it was left as it is. Choose another place.")


def form_of(path: Path) -> str:
    """Return the form that a suffix stands for."""
    form = FORMS.get(path.suffix.lower())
    if form is None:
        known = ", ".join(sorted({".md", ".html", ".json"}))
        raise CannotDo(f"{path}: the form is taken from the suffix, one of {known}.")
    return form


def people_map_of(document: Path) -> Path:
    """Return the place of the people map beside a document."""
    return document.with_name(document.name + ".people.json")


def answers_of(document: Path) -> Path:
    """Return the place of the raw answers beside a document."""
    return document.with_name(document.name + ".answers.jsonl")


def keep_out_of_git(path: Path) -> str | None:
    """List a private file in the enclosing repository's exclude file; say so where there is none."""
    import subprocess

    found = subprocess.run(
        ["git", "-C", str(path.parent), "rev-parse", "--git-path", "info/exclude"],
        capture_output=True,
        text=True,
        check=False,
        env={
            "PATH": os.environ.get("PATH", ""),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": os.devnull,
        },
    )
    if found.returncode != 0:
        return f"{path.name} is private and no git repository encloses it: keep it out of what is shared."
    exclude = (path.parent / found.stdout.strip()).resolve()
    lines = exclude.read_text("utf-8").splitlines() if exclude.exists() else []
    if path.name not in lines:
        exclude.parent.mkdir(parents=True, exist_ok=True)
        exclude.write_text("\n".join([*lines, path.name]) + "\n", "utf-8")
    return None
