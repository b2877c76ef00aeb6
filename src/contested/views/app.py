"""The application that every file of commands adds to, and what its commands share."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    name="contested",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode=None,
)
export_app = typer.Typer(no_args_is_help=True, help="Write the record to a file or a pipe.")
places_app = typer.Typer(no_args_is_help=True, help="Extend the gazetteer of this case.")
app.add_typer(export_app, name="export")
app.add_typer(places_app, name="places")


class Format(StrEnum):
    """How exports are written."""

    jsonl = "jsonl"
    csv = "csv"


@dataclass(frozen=True, slots=True)
class Session:
    """What the options before the command say."""

    root: Path
    debug: bool


Coarsen = Annotated[
    float,
    typer.Option(min=0.0, max=1000.0, metavar="KM", help="Round coordinates to a grid of KM."),
]
Redact = Annotated[
    list[str] | None, typer.Option(metavar="NAME", help="Black this name out; may be repeated.")
]
RedactPeople = Annotated[
    bool, typer.Option("--redact-people", help="Black out persons whom the record names.")
]
Json = Annotated[bool, typer.Option("--json", help="Write JSON to standard output.")]


def root_of(context: typer.Context) -> Path:
    """The case's folder, as the options before the command say."""
    session: Session = context.obj
    return session.root


def end(code: int) -> None:
    """Leave with ``code`` unless it is 0."""
    if code:
        raise typer.Exit(code)
