"""The templates and the style sheet that travel with the package."""

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from unblame.document import plainwords
from unblame.document.clockface import Clockface, span
from unblame.publish import prose

if TYPE_CHECKING:
    from jinja2 import Environment


def page(template: str, **values: Any) -> str:
    """Return one page from its template; every value is escaped unless it is Markup."""
    sheet = Markup(_text("page.css"))  # noqa: S704
    return _environment().get_template(template).render(css=sheet, words=plainwords, **values)


@cache
def _environment() -> "Environment":
    from jinja2 import (  # noqa: PLC0415  (a page alone needs it)
        Environment,
        FunctionLoader,
        StrictUndefined,
    )

    environment = Environment(
        loader=FunctionLoader(_text),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "span": span,
        "block": prose.block,
        "inline": prose.inline,
        "coded": prose.coded,
    }
    environment.globals["Clockface"] = Clockface
    return environment


def _text(name: str) -> str:
    return (files("unblame.publish") / "templates" / name).read_text(encoding="utf-8")
