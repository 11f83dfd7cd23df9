"""What a git repository tells, through the local `git` with an emptied configuration.

Nothing that the repository configures runs, and nothing outside of its folder is read.
"""

import re
import subprocess
from datetime import datetime, timedelta
from pathlib import Path

from unblame.evidence.form import OpenSource
from unblame.model import Warning

MOST_COMMITS = 2_000
_TIMEOUT_S = 60
_FIELDS = "%H%x1f%cI%x1f%aI%x1f%an%x1f%ae%x1f%D%x1f%s%x1f%b%x1e"
_SAFE = (
    "-c", "core.fsmonitor=", "-c", "core.hooksPath=/dev/null", "-c", "core.pager=cat",
    "-c", "core.sshCommand=false", "-c", "protocol.allow=never", "-c", "gpg.program=false",
    "-c", "log.showSignature=false", "-c", "core.attributesFile=/dev/null", "-c", "log.mailmap=false",
)  # fmt: skip


def is_repository(folder: Path) -> bool:
    """Say whether a folder is a git repository, bare or not."""
    inner = folder / ".git"
    return (inner / "HEAD").is_file() or (
        (folder / "HEAD").is_file() and (folder / "objects").is_dir() and (folder / "refs").is_dir()
    )


def log_of(source: OpenSource, warnings: list[Warning]) -> str:
    """Return what `git log` prints for the repository, all of its configuration set aside."""
    folder = source.folder
    assert folder is not None
    bare = not (folder / ".git").is_dir()
    inner = folder if bare else folder / ".git"
    if (problem := _reaches_out(inner, folder)) is not None:
        warnings.append(Warning(where=source.path, what=problem))
        return ""
    # What the repository itself configures is overruled by `-c`; `log` without diffs runs no filter.
    command = ["git", *_SAFE, f"--git-dir={inner}", "--no-pager", "--no-replace-objects", "log"]
    command += [
        "--no-ext-diff",
        "--no-textconv",
        "--no-show-signature",
        "--no-color",
        "--no-mailmap",
    ]
    command += ["--no-notes", f"--max-count={MOST_COMMITS}", f"--format={_FIELDS}", *_since(source)]
    try:
        done = subprocess.run(
            [*command, "HEAD", "--"],
            env=_environment(folder),
            capture_output=True,
            check=False,
            timeout=_TIMEOUT_S,
            stdin=subprocess.DEVNULL,
        )
    except FileNotFoundError:
        what = "git is not installed; give the text of `git log --date=iso-strict` instead"
        warnings.append(Warning(where=source.path, what=what))
        return ""
    except subprocess.TimeoutExpired:
        what = f"git took longer than {_TIMEOUT_S} s; give the text of `git log` instead"
        warnings.append(Warning(where=source.path, what=what))
        return ""
    if done.returncode:
        first = done.stderr.decode("utf-8", "replace").strip().partition("\n")[0][:160]
        warnings.append(Warning(where=source.path, what=f"git could not read it: {first}"))
    text = done.stdout.decode("utf-8", "replace")
    if text.count("\x1e") >= MOST_COMMITS:
        what = f"only the newest {MOST_COMMITS} commits were read"
        warnings.append(Warning(where=source.path, what=what))
    return text


def _environment(folder: Path) -> dict[str, str]:
    return {
        "PATH": "/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin",
        "HOME": "/nonexistent",
        "LC_ALL": "C.UTF-8",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_CONFIG_SYSTEM": "/dev/null",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_ALLOW_PROTOCOL": "",
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_CEILING_DIRECTORIES": str(folder.parent),
    }


def _reaches_out(inner: Path, folder: Path) -> str | None:
    """Say what in a repository points outside of it, or None."""
    if inner.is_symlink() or not inner.resolve().is_relative_to(folder.resolve()):
        return "its .git leads outside of the folder; it was left alone"
    for name in ("HEAD", "objects", "refs", "packed-refs", "config"):
        if not (inner / name).resolve().is_relative_to(folder.resolve()):
            return f"its {name} leads outside of the folder; it was left alone"
    for name in ("objects/info/alternates", "commondir"):
        if (inner / name).exists():
            return f"its {name} names objects outside of the folder; it was left alone"
    try:
        config = (inner / "config").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    if re.search(
        r"^\s*(?:\[\s*include(?:if)?\b|worktree\s*=)", config, re.IGNORECASE | re.MULTILINE
    ):
        return "its configuration includes files outside of it; it was left alone"
    return None


def _since(source: OpenSource) -> list[str]:
    """Limit a repository to a fortnight before the incident where its window is known."""
    if source.window is None:
        return []
    start: datetime = source.window[0] - timedelta(days=14)
    end: datetime = source.window[1] + timedelta(days=14)
    return [f"--since={start.isoformat()}", f"--until={end.isoformat()}"]
