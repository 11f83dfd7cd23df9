"""The pages of the rules as files that an editor can open, for as long as the server runs."""

from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory


class Pages:
    """A folder of its own, with each page written when it is first linked to."""

    def __init__(self) -> None:
        self._links: dict[tuple[str, str], str] = {}

    def link(self, rule: str, page: str) -> str:
        """Return the address of a rule's page."""
        if (rule, page) not in self._links:
            same = sum(name == rule for name, _ in self._links)
            path = Path(self._folder.name) / f"{rule}{f'-{same + 1}' if same else ''}.md"
            path.write_text(page, "utf-8")
            self._links[rule, page] = path.as_uri()
        return self._links[rule, page]

    def clear(self) -> None:
        """Remove the folder."""
        if self._links:
            self._folder.cleanup()
            self._links.clear()

    @cached_property
    def _folder(self) -> TemporaryDirectory[str]:
        return TemporaryDirectory(prefix="unblame-rules-")
