"""`unblame completion`: the completion script of a shell."""

import click
from click.shell_completion import get_completion_class


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the completion script for bash, zsh or fish.

    \b
    Examples:
      unblame completion bash >> ~/.bashrc
      unblame completion zsh  > ~/.zfunc/_unblame
      unblame completion fish > ~/.config/fish/completions/unblame.fish
    """
    from unblame.cli.program import program

    chosen = get_completion_class(shell)
    assert chosen is not None
    click.echo(chosen(program, {}, "unblame", "_UNBLAME_COMPLETE").source())
