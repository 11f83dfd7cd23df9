"""The language server.

Knows how an editor asks; takes what a person types; gives findings, rewrites and rule pages.
"""

from unblame.lsp.chosen import BrokenSettings, Choose, Chosen

__all__ = ["BrokenSettings", "Choose", "Chosen", "serve"]


def serve(choose: Choose) -> int:
    """Serve one editor over standard input and output; return the exit status.

    Raises ImportError where pygls is not installed.
    """
    from unblame.lsp.answer import register  # noqa: PLC0415  (pygls is an extra)
    from unblame.lsp.server import Server  # noqa: PLC0415

    server = Server(choose)
    register(server)
    return server.serve()
