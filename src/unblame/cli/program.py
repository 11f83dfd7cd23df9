"""The program: its commands, each imported only when it is the one that was asked for."""

import errno
import os
import sys
from importlib import import_module
from typing import NoReturn

import click

from unblame import __version__

COMMANDS = {
    "draft": "Conduct the post-mortem: evidence in, one document out.",
    "walk": "Run the post-mortem as a guided conversation, step by step.",
    "room": "Make the facilitator's sheet for the meeting.",
    "check": "Find blame in prose, with a reason and a wording.",
    "measure": "Measure blame, questions, people and detail, by section and across drafts.",
    "people": "List every mention of a person.",
    "publish": "Make one edition: team, readout or public.",
    "read": "Show all merged events, without analysis.",
    "timeline": "Look at the timeline and its milestones.",
    "lines": "Show the very lines behind an event.",
    "sources": "List what can be read, and how to export it.",
    "explain": "Explain a rule: what it notices, and what to say instead.",
    "recogniser": "Show what reads sentences beside the rules, and how it reads one.",
    "lsp": "Serve an editor: findings as you type, quick fixes, rule pages.",
    "completion": "Print the shell completion script.",
}

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)

EPILOG = """\b
Start here:
  unblame draft evidence/ --incident INC-42 --product Checkout \\
      --impact "about 20 minutes of failed payments" -o inc-42.md -o inc-42.html
  unblame walk inc-42.md          settle what the record does not say
  unblame room inc-42.md          the sheet for the meeting
  unblame check inc-42.md         find blame before anyone reads it
  unblame publish inc-42.md --edition public --to html -o public.html

\b
Exit status: 0 done; 1 check found something, or a gate refused an edition;
2 the command could not do what was asked.
Everything runs on this machine. Nothing is sent anywhere."""


class Program(click.Group):
    """A group whose commands live one a file and are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"unblame.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, n=1)
            hint = f" Did you mean '{near[0]}'?" if near else ""
            ctx.fail(f"No such command '{args[0]}'.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(
    cls=Program,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="unblame")
@click.pass_context
def program(ctx: click.Context) -> None:
    """Conduct a blameless incident post-mortem from the evidence there is.

    Timeline, contributing factors, blameless wording, measurable actions and three editions, each
    claim with its source; what the record does not hold is said to be unknown.
    """
    if ctx.invoked_subcommand in ("explain", "completion", "sources", "lsp"):
        return
    from pathlib import Path

    from unblame.cli.house import settled

    ctx.obj = settled(Path.cwd())
    ctx.default_map = ctx.obj.defaults()


def main() -> None:
    """Run the program; whatever goes wrong ends in one clear message, never in a traceback."""
    try:
        program(prog_name="unblame", standalone_mode=False)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.Abort:
        click.echo("\nStopped. What was saved stays saved.", err=True)
        sys.exit(130)
    except click.UsageError as error:
        error.show()
        sys.exit(2)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        if error.errno not in _NO_ROOM:
            _tell_inside(error)
        why = f"{error.strerror}. Make room, or send it to another place."
        click.echo(f"Error: the output could not be written: {why}", err=True)
        os._exit(2)  # what is left for standard output cannot be written either
    except Exception as error:  # noqa: BLE001 -- the outermost edge of the door
        _tell_inside(error)


def _tell_inside(error: Exception) -> NoReturn:
    from unblame.cli.screen import internal_error

    click.echo(internal_error(error), err=True)
    sys.exit(2)
