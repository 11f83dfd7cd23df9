"""The document of a post-mortem and its editions.

Knows Markdown with YAML front matter as the form of the record; takes and gives text and values;
writes no file itself.
"""

from unblame.document.distribution import distribution
from unblame.document.edition import Edition, edition
from unblame.document.errors import DocumentError
from unblame.document.numbering import number
from unblame.document.ours import is_ours
from unblame.document.read import read
from unblame.document.sheet import sheet
from unblame.document.template import Template, template_named
from unblame.document.update import Updated, edit, update
from unblame.document.write import write

__all__ = [
    "DocumentError",
    "Edition",
    "Template",
    "Updated",
    "distribution",
    "edit",
    "edition",
    "is_ours",
    "number",
    "read",
    "sheet",
    "template_named",
    "update",
    "write",
]
