"""The commands by which a person judges: they add lines to judgements.jsonl and change no claim."""

from enum import StrEnum
from typing import Annotated

import typer

from contested.views.app import Json, app, end, root_of
from contested.views.record_commands import Field

judge_app = typer.Typer(
    no_args_is_help=True, help="Decide what the tool cannot; every build keeps it."
)
app.add_typer(judge_app, name="judge")


class Outcome(StrEnum):
    """What became of a forecast."""

    open = "open"
    came_true = "came true"
    failed = "failed"
    unresolvable = "unresolvable"


class Rating(StrEnum):
    """Reliability of a source."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class Regrading(StrEnum):
    """What a person may make of a field's grade."""

    discounted = "discounted"
    confirmed = "confirmed"
    fair = "fair"
    weak = "weak"


ClaimId = Annotated[str, typer.Argument(metavar="CLAIM", help="A claim's id, or how it begins.")]
One = Annotated[
    str, typer.Argument(metavar="ID", help="A claim, or an incident for its first claim.")
]
Other = Annotated[str, typer.Argument(metavar="ID", help="Another claim, or incident.")]
Why = Annotated[str, typer.Option("--why", help="The reason, kept with the judgement.")]
By = Annotated[
    str | None,
    typer.Option("--by", envvar="CONTESTED_AUTHOR", help="Who judges; the login name if absent."),
]


@judge_app.command()
def accept(
    context: typer.Context, claim: ClaimId, why: Why = "", by: By = None, json: Json = False
) -> None:
    """Vouch for a claim as it stands; it stays even when a new model no longer finds it."""
    from contested.views import judging
    from contested.views.deciding import Said

    end(judging.on_claims(root_of(context), "accept", (claim,), Said(by, why), json))


@judge_app.command()
def reject(
    context: typer.Context, claim: ClaimId, why: Why = "", by: By = None, json: Json = False
) -> None:
    """Take a claim out of what the record is made of; it can still be seen."""
    from contested.views import judging
    from contested.views.deciding import Said

    end(judging.on_claims(root_of(context), "reject", (claim,), Said(by, why), json))


@judge_app.command()
def edit(
    context: typer.Context,
    claim: ClaimId,
    changes: Annotated[
        list[str],
        typer.Argument(
            metavar="FIELD=VALUE...",
            help="act=AID, stance=denied, agents=russia+syria, time=2015-10-09, killed=20-30, or "
            "a field of the contract with its JSON.",
        ),
    ],
    why: Why = "",
    by: By = None,
    json: Json = False,
) -> None:
    """Set fields of a claim; the claim as the tool read it is kept too."""
    from contested.views import judging
    from contested.views.deciding import Said

    end(judging.edit(root_of(context), claim, changes, Said(by, why), json))


@judge_app.command()
def same(
    context: typer.Context,
    claim: One,
    other: Other,
    why: Why = "",
    by: By = None,
    json: Json = False,
) -> None:
    """Say that two claims tell of one happening (merges their incidents)."""
    from contested.views import judging
    from contested.views.deciding import Said

    end(judging.on_claims(root_of(context), "same", (claim, other), Said(by, why), json))


@judge_app.command()
def distinct(
    context: typer.Context,
    claim: One,
    other: Other,
    why: Why = "",
    by: By = None,
    json: Json = False,
) -> None:
    """Say that two claims tell of two happenings (splits their incident)."""
    from contested.views import judging
    from contested.views.deciding import Said

    said = Said(by, why)
    end(judging.on_claims(root_of(context), "distinct", (claim, other), said, json))


@judge_app.command()
def regrade(
    context: typer.Context,
    claim: One,
    field: Annotated[Field, typer.Argument(metavar="FIELD", help=f"One of {', '.join(Field)}.")],
    grade: Annotated[
        Regrading, typer.Argument(metavar="GRADE", help=f"One of {', '.join(Regrading)}.")
    ],
    why: Why = "",
    by: By = None,
    json: Json = False,
) -> None:
    """Grade a field of the incident that a claim is in; shown as a person's judgement."""
    from contested.views import judging
    from contested.views.deciding import Said

    said = Said(by, why, {"field": field.value, "grade": grade.value})
    end(judging.on_claims(root_of(context), "regrade", (claim,), said, json))


@judge_app.command()
def resolve(
    context: typer.Context,
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="The forecast's claim id.")],
    outcome: Annotated[
        Outcome, typer.Argument(metavar="OUTCOME", help=f"One of {', '.join(Outcome)}.")
    ],
    why: Why = "",
    by: By = None,
    json: Json = False,
) -> None:
    """Say what became of a forecast."""
    from contested.views import judging
    from contested.views.deciding import Said

    said = Said(by, why, {"outcome": outcome.value})
    end(judging.on_claims(root_of(context), "resolve", (claim,), said, json))


@judge_app.command()
def rate(
    context: typer.Context,
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="An origin's name.")],
    rating: Annotated[
        Rating, typer.Argument(metavar="A-F", help="A reliable to F cannot be judged.")
    ],
    why: Why = "",
    by: By = None,
    json: Json = False,
) -> None:
    """Rate how reliable a source is; shown beside it, and in no grade."""
    from contested.views import judging
    from contested.views.deciding import Said

    said = Said(by, why, {"source": source, "rating": rating.value})
    end(judging.on_case(root_of(context), "rate", said, json))


@judge_app.command()
def merge(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name of the case's own.")],
    into: Annotated[str, typer.Argument(metavar="ACTOR", help="The actor's id it stands for.")],
    why: Why = "",
    by: By = None,
    json: Json = False,
) -> None:
    """Say that a name stands for an actor (see the suggestions of the command actors)."""
    from contested.views import judging
    from contested.views.deciding import Said

    said = Said(by, why, {"name": name, "into": into})
    end(judging.on_case(root_of(context), "merge", said, json))


@judge_app.command()
def undo(
    context: typer.Context,
    judgement: Annotated[
        str, typer.Argument(metavar="ID", help="A judgement's id, or how it begins.")
    ],
    why: Why = "",
    by: By = None,
    json: Json = False,
) -> None:
    """Take a judgement back; both lines stay in the file."""
    from contested.views import judging
    from contested.views.deciding import Said

    end(judging.undo(root_of(context), judgement, Said(by, why), json))


@judge_app.command("list")
def list_(context: typer.Context, json: Json = False) -> None:
    """List judgements, what they stand on now, and what speaks against them."""
    from contested.views import judging

    end(judging.show(root_of(context), json))
