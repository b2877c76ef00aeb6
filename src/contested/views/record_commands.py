"""The commands that ask the record: incidents, origins, relations, control, forecasts, actors."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from contested.views.app import (
    Coarsen,
    Format,
    Json,
    Redact,
    RedactPeople,
    app,
    end,
    export_app,
    root_of,
)

if TYPE_CHECKING:
    from contested.store.derived import IncidentFilter


class GradeOf(StrEnum):
    """How a field stands."""

    discounted = "discounted"
    judgement = "judgement"
    contested = "contested"
    confirmed = "confirmed"
    fair = "fair"
    weak = "weak"


class Field(StrEnum):
    """What origins may differ on."""

    occurrence = "occurrence"
    agent = "agent"
    target = "target"
    place = "place"
    time = "time"
    toll = "toll"


Who = Annotated[str | None, typer.Option(help="Agent or target: id or words of a name.")]
Place = Annotated[str | None, typer.Option(help="Name of a place.")]
Since = Annotated[str | None, typer.Option(help="YYYY, YYYY-MM or YYYY-MM-DD.")]
Until = Annotated[str | None, typer.Option(help="The same; that period included.")]
Most = Annotated[int, typer.Option(min=1, max=10**9, help="Show at most this many.")]
Month = Annotated[
    str | None, typer.Option(metavar="YYYY-MM", help="Only this month, or YYYY-MM:YYYY-MM.")
]
According = Annotated[
    str | None, typer.Option("--according-to", metavar="NARRATOR", help="Only on this one's word.")
]


@app.command()
def incidents(
    context: typer.Context,
    actor: Who = None,
    place: Place = None,
    since: Since = None,
    until: Until = None,
    act: Annotated[str | None, typer.Option(help="Act, such as ASSAULT or gains.")] = None,
    grade: Annotated[
        GradeOf | None,
        typer.Option(case_sensitive=False, help=f"A grade of any field: {', '.join(GradeOf)}."),
    ] = None,
    disputed: Annotated[bool, typer.Option(help="Only where origins differ.")] = False,
    limit: Most = 50,
    json: Json = False,
) -> None:
    """List what happened, each with how many origins it rests on.

    An incident is a view over claims of several accounts; the claims stay as they are.
    """
    from contested.views import incidents as view

    wanted = _filter(since, until, actor=actor, place=place, act=act, disputed=disputed,
                     grade=grade and grade.value)  # fmt: skip
    end(view.incidents(root_of(context), wanted, limit, json))


@app.command()
def incident(
    context: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="ID", help="Its id or how it begins, or a claim's id.")
    ],
    json: Json = False,
) -> None:
    """Show one incident: who says what, on whose word, and where they part.

    Accounts side by side with their quotes, origins with the way the words travelled, disputed
    fields, grades with the rules that gave them, and tolls.
    """
    from contested.views import incident as view

    end(view.incident(root_of(context), name, json))


@app.command()
def disputes(
    context: typer.Context,
    field: Annotated[
        Field | None, typer.Option(case_sensitive=False, help=f"Only this: {', '.join(Field)}.")
    ] = None,
    actor: Who = None,
    place: Place = None,
    since: Since = None,
    until: Until = None,
    limit: Most = 50,
    json: Json = False,
) -> None:
    """List the fields on which origins differ, each with who says what and the quote."""
    from contested.views import incidents as view

    wanted = _filter(since, until, actor=actor, place=place, field=field and field.value,
                     disputed=True)  # fmt: skip
    end(view.disputes(root_of(context), wanted, limit, json))


@app.command()
def origins(
    context: typer.Context,
    actor: Who = None,
    place: Place = None,
    since: Since = None,
    until: Until = None,
    limit: Most = 50,
    json: Json = False,
) -> None:
    """List the independent sources that the incidents go back to.

    With how many incidents rest on each alone, and which of those several outlets repeat.
    """
    from contested.views import origins as view

    wanted = _filter(since, until, actor=actor, place=place)
    end(view.origins(root_of(context), wanted, limit, json))


@app.command()
def matrix(
    context: typer.Context,
    month: Month = None,
    according_to: According = None,
    size: Annotated[int, typer.Option(min=2, max=40, help="At most this many actors.")] = 12,
    json: Json = False,
) -> None:
    """Draw who stands with whom and against whom, from acts and stated relations."""
    from contested.views import relating

    end(relating.show_matrix(root_of(context), _months(month), according_to, size, json))


@app.command()
def relations(
    context: typer.Context,
    actor: Annotated[str | None, typer.Option(help="Either side: id or its whole name.")] = None,
    month: Month = None,
    limit: Most = 50,
    json: Json = False,
) -> None:
    """List relations month by month, where narrators part, and who changed sides when."""
    from contested.views import relating

    end(relating.show_relations(root_of(context), _months(month), actor, limit, json))


@app.command()
def balance(
    context: typer.Context,
    month: Month = None,
    according_to: According = None,
    json: Json = False,
) -> None:
    """Measure how near friends and foes are to two camps, and who stands across."""
    from contested.views import relating

    end(relating.show_balance(root_of(context), _months(month), according_to, json))


@app.command()
def control(
    context: typer.Context,
    place: Annotated[
        str | None, typer.Argument(metavar="PLACE", help="History of this place.")
    ] = None,
    on: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="Who held what on this day.")
    ] = None,
    json: Json = False,
) -> None:
    """Show who held which place when, according to whom.

    Carried on from the last word with growing doubt; contested where origins differ.
    """
    from contested.views import holding

    end(holding.control_of(root_of(context), place, _day(on) if on else None, json))


@app.command()
def forecasts(
    context: typer.Context,
    who: Annotated[str | None, typer.Option(help="Who made them: id or words of a name.")] = None,
    json: Json = False,
) -> None:
    """List who predicted what until when, and what later accounts say of it."""
    from contested.views import foretelling

    end(foretelling.forecasts(root_of(context), who, json))


@app.command()
def actors(
    context: typer.Context,
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="Only those that these words fit.")
    ] = None,
    own: Annotated[bool, typer.Option("--own", help="Only names that no registry has.")] = False,
    limit: Most = 50,
    json: Json = False,
) -> None:
    """List who takes part: the registry's actors and the case's own.

    With what may be one actor under two names, and the reason; only a person merges them.
    """
    from contested.views import casting

    end(casting.actors(root_of(context), name, own, limit, json))


@app.command()
def causes(
    context: typer.Context,
    text: Annotated[str | None, typer.Option(help='Words and "phrases" in the evidence.')] = None,
    limit: Most = 50,
    json: Json = False,
) -> None:
    """List what is said to have led to what, and by whom."""
    from contested.views import telling

    end(telling.causes(root_of(context), text, limit, json))


@app.command()
def wording(
    context: typer.Context,
    actor: Annotated[str | None, typer.Option(help="Of this actor: id or its whole name.")] = None,
    narrator: Annotated[str | None, typer.Option(help="By this narrator: words of a name.")] = None,
    limit: Most = 50,
    json: Json = False,
) -> None:
    """List how each narrator names each actor, with counts and a quote.

    Quoted words are their speaker's, the wording of indirect speech that of who reports it.
    """
    from contested.views import telling

    end(telling.wording(root_of(context), actor, narrator, limit, json))


@app.command()
def silence(
    context: typer.Context,
    narrator: Annotated[str | None, typer.Option(help="Of this narrator: words of a name.")] = None,
    limit: Most = 20,
    json: Json = False,
) -> None:
    """List what a narrator leaves out that two others tell of the same days; no denial."""
    from contested.views import telling

    end(telling.silence(root_of(context), narrator, limit, json))


_Format = Annotated[Format, typer.Option(case_sensitive=False, help="How to write: jsonl or csv.")]
_Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to this file.")
]


@export_app.command("incidents")
def export_incidents(
    context: typer.Context,
    format: _Format = Format.jsonl,
    output: _Output = None,
    coarsen: Coarsen = 0,
    redact: Redact = None,
    redact_people: RedactPeople = False,
    json: Json = False,
) -> None:
    """Write every incident, one a line, with its claims, origins, disputes, grades and codes."""
    _export(context, "incidents", (format, output), (coarsen, redact, redact_people), json)


@export_app.command("relations")
def export_relations(
    context: typer.Context,
    format: _Format = Format.jsonl,
    output: _Output = None,
    redact: Redact = None,
    redact_people: RedactPeople = False,
    json: Json = False,
) -> None:
    """Write every relation, one a pair, month and narrator (none: all together)."""
    _export(context, "relations", (format, output), (0, redact, redact_people), json)


@export_app.command("control")
def export_control(
    context: typer.Context,
    format: _Format = Format.jsonl,
    output: _Output = None,
    coarsen: Coarsen = 0,
    redact: Redact = None,
    redact_people: RedactPeople = False,
    json: Json = False,
) -> None:
    """Write every control spell, one a line, with its claims."""
    _export(context, "control", (format, output), (coarsen, redact, redact_people), json)


@export_app.command("forecasts")
def export_forecasts(
    context: typer.Context,
    format: _Format = Format.jsonl,
    output: _Output = None,
    redact: Redact = None,
    redact_people: RedactPeople = False,
    json: Json = False,
) -> None:
    """Write the ledger of forecasts, one a line."""
    _export(context, "forecasts", (format, output), (0, redact, redact_people), json)


def _export(
    context: typer.Context,
    what: str,
    how: tuple[Format, Path | None],
    held: tuple[float, list[str] | None, bool],
    json: bool,
) -> None:
    from contested.views import exporting
    from contested.views.redacting import Sharing

    sharing = Sharing(held[0], tuple(held[1] or ()), held[2])
    end(exporting.derived_rows(root_of(context), what, (how[0].value, how[1]), sharing, json))


def _filter(
    since: str | None, until: str | None, **conditions: str | bool | None
) -> "IncidentFilter":
    from contested.store.derived import IncidentFilter
    from contested.views.periods import period

    try:
        start, stop = period(since, until)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    return IncidentFilter(since=start, until=stop, **conditions)  # type: ignore[arg-type]


def _months(words: str | None) -> tuple[str | None, str | None]:
    from contested.views.periods import bounds

    if words is None:
        return None, None
    ends = words.split(":") if ":" in words else [words, words]
    try:
        if len(ends) != 2:
            raise ValueError(f"{words!r} is not YYYY-MM or YYYY-MM:YYYY-MM")
        return bounds(ends[0])[0][:7], bounds(ends[1])[0][:7] if len(
            ends[1]
        ) > 4 else f"{ends[1]}-12"
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


def _day(words: str) -> str:
    from contested.views.periods import bounds

    try:
        start, _ = bounds(words)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    if len(words.strip()) != 10:
        raise typer.BadParameter(f"{words!r} is not a full date (YYYY-MM-DD), such as {start}")
    return start
