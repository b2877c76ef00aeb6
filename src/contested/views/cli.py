"""The command line. Every command imports what it needs when it runs, so that help is instant."""

import sys
import traceback
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from contested import __version__
from contested.errors import ContestedError
from contested.views.app import (
    Coarsen,
    Format,
    Json,
    Redact,
    RedactPeople,
    Session,
    end,
    export_app,
    places_app,
    root_of,
)
from contested.views.app import app as app  # noqa: PLC0414 -- for the reference and tests


class Stance(StrEnum):
    """How a claim is put."""

    asserted = "asserted"
    denied = "denied"
    doubted = "doubted"
    hypothetical = "hypothetical"
    future = "future"


class GoldPart(StrEnum):
    """Parts of the hand-made gold."""

    dev = "dev"
    test = "test"
    all = "all"


class Kind(StrEnum):
    """What a claim is."""

    event = "event"
    control = "control"
    relation = "relation"
    forecast = "forecast"
    cause = "cause"
    intent = "intent"
    toll = "toll"


def _among(words: type[StrEnum]) -> str:
    return ", ".join(words)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"contested {__version__}")
        raise typer.Exit()


@app.callback()
def start(
    context: typer.Context,
    case: Annotated[
        Path, typer.Option("--case", "-C", metavar="DIR", help="The case's folder.")
    ] = Path(),
    debug: Annotated[bool, typer.Option("--debug", help="Show where an error arose.")] = False,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """Who says what happened in a war, on whose word, and where they part.

    Start with: contested new CASE, contested -C CASE add FILES, contested -C CASE build,
    contested -C CASE brief. Analysis of published accounts only; nothing is fetched.
    """
    context.obj = Session(case, debug)


@app.command()
def new(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder of the new case.")] = Path(),
    name: Annotated[str | None, typer.Option(help="Its name; the folder's name if absent.")] = None,
    json: Json = False,
) -> None:
    """Make a case, the folder of a body of accounts."""
    from contested.views import adding

    end(adding.new(root_of(context) / folder, name, json))


@app.command()
def add(
    context: typer.Context,
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH...", help="Files, folders, manifests (.csv), or - for input."),
    ],
    publisher: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    author: Annotated[str | None, typer.Option(help="Who wrote it.")] = None,
    date: Annotated[str | None, typer.Option(help="When it was published, YYYY-MM-DD.")] = None,
    title: Annotated[str | None, typer.Option(help="Its title.")] = None,
    url: Annotated[str | None, typer.Option(help="Where it was published.")] = None,
    json: Json = False,
) -> None:
    """Add accounts to the case.

    Takes .txt .md .html .pdf .jsonl, a .csv manifest, a folder, or - for standard input.

    Bytes are kept under originals/ and text is frozen. Adding the same again changes nothing; the
    same text under another name, publisher or address is one more appearance of one account.
    """
    from contested.views import adding

    if date is not None:
        date = _day(date)
    said = {"publisher": publisher, "author": author, "date": date, "title": title, "url": url}
    end(adding.add(root_of(context), paths, {k: v for k, v in said.items() if v}, json))


@app.command()
def remove(
    context: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="FILE|ID", help="Name as added, or an account id.")
    ],
    json: Json = False,
) -> None:
    """Undo an add; the original stays kept.

    Takes the account and its claims out of the case.
    """
    from contested.views import adding

    end(adding.remove(root_of(context), name, json))


@app.command()
def accounts(context: typer.Context, json: Json = False) -> None:
    """List accounts, and what could not be read."""
    from contested.views import adding

    end(adding.accounts(root_of(context), json))


@app.command()
def build(
    context: typer.Context,
    limit_mb: Annotated[
        float | None,
        typer.Option(min=0.0, help="Skip accounts with more megabytes of text than this."),
    ] = None,
    json: Json = False,
) -> None:
    """Read what is new and swap the record in.

    Then lists what could not be dated, placed or read.

    May be stopped at any time: the old record stays, and the next build goes on from there.
    """
    from contested.views import building

    end(building.build(root_of(context), limit_mb, json))


@app.command()
def brief(context: typer.Context, json: Json = False) -> None:
    """Sum the record up on one screen.

    Who says what, who does what to whom, which places change hands.
    """
    from contested.views import briefing

    end(briefing.brief(root_of(context), json))


@app.command()
def claims(
    context: typer.Context,
    actor: Annotated[str | None, typer.Option(help="Agent or target: id or words.")] = None,
    act: Annotated[str | None, typer.Option(help="Act, such as ASSAULT or gains.")] = None,
    place: Annotated[str | None, typer.Option(help="Name of a place.")] = None,
    since: Annotated[str | None, typer.Option(help="YYYY, YYYY-MM or YYYY-MM-DD.")] = None,
    until: Annotated[str | None, typer.Option(help="The same; that period included.")] = None,
    narrator: Annotated[str | None, typer.Option(help="Speaker, publisher or author.")] = None,
    stance: Annotated[
        Stance | None, typer.Option(case_sensitive=False, help=f"How it is put: {_among(Stance)}.")
    ] = None,
    kind: Annotated[
        Kind | None, typer.Option(case_sensitive=False, help=f"What it is: {_among(Kind)}.")
    ] = None,
    text: Annotated[str | None, typer.Option(help='Words and "phrases" in the evidence.')] = None,
    min_confidence: Annotated[float, typer.Option(min=0.0, max=1.0, help="Least confidence.")] = 0,
    limit: Annotated[int, typer.Option(min=1, max=10**9, help="Show at most this many.")] = 50,
    json: Json = False,
) -> None:
    """List claims that pass every filter given."""
    from contested.views.periods import period

    try:
        span = period(since, until)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    from contested.store.rows import ClaimFilter
    from contested.views import listing

    put, what = stance and stance.value, kind and kind.value
    wanted = ClaimFilter(actor, act, place, *span, narrator, put, what, text, min_confidence)
    end(listing.claims(root_of(context), wanted, limit, json))


@app.command()
def why(
    context: typer.Context,
    claim: Annotated[
        str,
        typer.Argument(metavar="ID", help="Of a claim, incident or spell, or how it begins."),
    ],
    json: Json = False,
) -> None:
    """Show a claim's sentence, roles, chain and rules, or what an incident or spell rests on."""
    from contested.views import explaining

    end(explaining.why(root_of(context), claim, json))


@export_app.command("claims")
def export_claims(
    context: typer.Context,
    format: Annotated[
        Format, typer.Option(case_sensitive=False, help="How to write: jsonl or csv.")
    ] = Format.jsonl,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to this file.")
    ] = None,
    coarsen: Coarsen = 0,
    redact: Redact = None,
    redact_people: RedactPeople = False,
    json: Json = False,
) -> None:
    """Write every claim, one a line, with the fields of the contract.

    Rounding coordinates does not remove names of places from the text.
    """
    from contested.views import exporting
    from contested.views.redacting import Sharing

    sharing = Sharing(coarsen, tuple(redact or ()), redact_people)
    end(exporting.claims(root_of(context), format.value, output, sharing, json))


@places_app.command("add")
def places_add(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A GeoNames dump (.txt) or a .csv of places.")],
    json: Json = False,
) -> None:
    """Add the places of a GeoNames dump, or of a .csv, to this case's places.csv."""
    from contested.views import gazetteer

    end(gazetteer.add(root_of(context), file, json))


@app.command("open")
def open_app(
    context: typer.Context,
    port: Annotated[int, typer.Option(help="Port to listen on; 0 takes any free one.")] = 0,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    browser: Annotated[bool, typer.Option(help="Open the address in the browser.")] = True,
    json: Json = False,
) -> None:
    """Look at the case in a browser: every claim a click away from its sentence.

    Serves this machine only. With another --host a token is made and asked of every visitor.
    """
    from contested.views.web import serve

    end(serve.serve(root_of(context), serve.Address(host, port), browser, json))


@app.command()
def doctor(context: typer.Context, json: Json = False) -> None:
    """Check the installation and the case.

    Versions, model, vocabulary, database, originals and disk.
    """
    from contested.views import checking

    end(checking.doctor(root_of(context), json))


@app.command("eval")
def evaluate(
    context: typer.Context,
    data: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Score every set found in this folder.")
    ] = None,
    gold: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Score only this folder of hand-made gold."),
    ] = None,
    part: Annotated[
        GoldPart | None,
        typer.Option(help="Part of the gold: dev, all, or test, which is for reports only."),
    ] = None,
    json: Json = False,
) -> None:
    """Score the encoder and the claims: by kind, by field, by style of account.

    Claims are held against hand-made gold, of which only the development part is read unless
    another part is named.
    """
    from contested.views import scores

    if gold is None and part is None:
        end(scores.evaluate(data, json))
    elif data is not None:
        raise typer.BadParameter("--data goes without --gold and --part")
    else:
        end(scores.evaluate_claims(gold, part or GoldPart.dev, json))


# Their commands join the application above when they are imported.
from contested.views import (  # noqa: E402
    judge_commands,  # noqa: F401
    record_commands,  # noqa: F401
    study_commands,  # noqa: F401
    web_commands,  # noqa: F401
    whatif_commands,  # noqa: F401
)


def _day(words: str) -> str:
    from contested.accounts.dateline import only_date

    found = only_date(words)
    if found is None:
        raise typer.BadParameter(f"{words!r} is not a full date (YYYY-MM-DD)")
    return found


def run(arguments: list[str] | None = None) -> int:
    """Run one command line; returns its exit code (0 done, 1 something failed, 2 usage)."""
    given = sys.argv[1:] if arguments is None else arguments
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        app(given)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(bool(end.code))
    except ContestedError as error:
        return _fail(given, " ".join(str(error).split()))
    except OSError as error:  # a full disk, a file that may not be written
        return _fail(given, f"{error.filename or 'output'}: {error.strerror or error}")
    except Exception as error:
        return _fail(given, f"internal error ({error!r}); --debug shows where")
    return 0


def main() -> None:
    """Entry point of the ``contested`` command."""
    sys.exit(run())


def _fail(given: list[str], message: str) -> int:
    if "--debug" in given:
        traceback.print_exc()
    print(f"contested: {message}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    main()
