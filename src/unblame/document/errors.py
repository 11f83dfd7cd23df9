"""What can be wrong with a document: what was seen, where, and what to do next."""


class DocumentError(ValueError):
    """A document that cannot be read as it stands; nothing is written when this is raised.

    `foreign` is true where the text is no document of Unblame at all.
    """

    def __init__(
        self, what: str, *, line: int, column: int = 1, next_step: str, foreign: bool = False
    ) -> None:
        self.what = what
        self.line = line
        self.column = column
        self.next_step = next_step
        self.foreign = foreign
        super().__init__(f"{self.where}: {what}. {next_step}")

    @property
    def where(self) -> str:
        """Return the place as `line 3, column 1`."""
        return f"line {self.line}, column {self.column}"
