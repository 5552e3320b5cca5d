"""The one typer application, and the options that many commands share."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from kg import __version__
from kg.errors import KgError

GROUPS = {
    "Read articles": ("demo", "build", "documents", "forget", "extract", "explain"),
    "Look at what they tell": ("events", "show", "trace", "chains", "timeline"),
    "Ask": ("query", "serve", "check"),
    "Pass it on": ("export", "import", "sync"),
    "Installation": ("doctor",),
}


class Grouped(TyperGroup):
    """The commands by what they are for, in the order in which one comes to need them."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # of click, which typer may bring its own of
        """Write a section for each group; no description is cut."""
        del ctx
        for title, names in GROUPS.items():
            with formatter.section(title):
                formatter.write_dl(
                    [(f"{name:<9}", self.commands[name].get_short_help_str(limit=200)) for name in names]
                )


app = typer.Typer(
    name="kg",
    cls=Grouped,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="From news articles to a graph of who answered what, with the sentence behind every step.",
)

STORE = Path("kg.db")
Store = Annotated[Path, typer.Option(envvar="KG_STORE", help="The file that keeps the graph.", show_default=True)]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]
Words = Annotated[
    list[str], typer.Argument(metavar="EVENT", help='An event: its id, the start of it, or words ("Izmail strike").')
]
Model = Annotated[
    str | None, typer.Option(help="A spaCy pipeline: package name or folder. Default: the bundled English one.")
]
Lexicon = Annotated[Path | None, typer.Option(help="A TOML file of your own words, added to the built-in lists.")]
Limit = Annotated[int, typer.Option("--limit", "-n", min=1, help="How many to print at most.")]


def _version(show: bool) -> None:
    if show:
        print(f"kg {__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Tell nothing by itself: the commands do."""
    del version


def run() -> None:
    """Run the command line; an error of ours is one line and an exit code, never a traceback."""
    try:
        app()
    except KgError as error:
        print(f"kg: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # The reader of our output (`head`) has seen enough: close quietly.
        sys.stderr.close()
        sys.exit(0)
