"""The commands that test what is said to follow from what, on tables of events."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from contested.views.app import Json, app, end, root_of

study_app = typer.Typer(
    no_args_is_help=True, help="Test on event tables whether one thing follows another."
)
app.add_typer(study_app, name="study")


class Direction(StrEnum):
    """What the claim says of outcomes."""

    more = "more"
    fewer = "fewer"


class Unit(StrEnum):
    """Units of time."""

    days = "days"
    hours = "hours"


class Where(StrEnum):
    """Where counterfactual treatments fall."""

    same = "as they did"
    outcomes = "on outcomes"


Tables = Annotated[
    list[Path], typer.Argument(metavar="TABLE...", help="Event tables (.csv or .csv.gz).")
]
Map = Annotated[
    str, typer.Option("--map", metavar="NAME|FILE", help="How to read them; by columns if absent.")
]
Treatment = Annotated[
    str, typer.Option(metavar="WORDS", help="The cause, such as 'actor=Russia*;type=*strike*'.")
]
Outcome = Annotated[str, typer.Option(metavar="WORDS", help="What should follow, in such words.")]
Within = Annotated[
    str, typer.Option(metavar="WORDS", help="Leave out the rest: since=, until=, box=S,W,N,E.")
]
Expect = Annotated[Direction, typer.Option(help="What the claim says: more or fewer.")]
Claim = Annotated[str, typer.Option(help="The claim in a sentence, the report's title.")]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="DIR", help="Write the report here.")
]
Seed = Annotated[int, typer.Option(min=0, help="Seed of all draws.")]


@study_app.command("events")
def events(tables: Tables, map: Map = "", json: Json = False) -> None:
    """Say what event tables hold and what is wrong with their rows.

    Reads UCDP GED, ACLED, GDELT 2 and any CSV by a map: name columns in a TOML file.
    """
    from contested.views import studying

    end(studying.events(tables, map, json))


@study_app.command("wakes")
def wakes(
    tables: Tables,
    treatment: Treatment,
    control: Annotated[
        str, typer.Option(metavar="WORDS", help="Comparable events that are no treatments.")
    ],
    outcome: Outcome,
    within: Within = "",
    expect: Expect = Direction.more,
    claim: Claim = "",
    map: Map = "",
    lengths: Annotated[
        str, typer.Option(metavar="N,N,…", help="Lengths of wakes, ascending.")
    ] = "2,4,6,8,10",
    km: Annotated[
        str, typer.Option(metavar="KM,KM,…", help="Radii of wakes, ascending.")
    ] = "5,10,20,30,50",
    unit: Annotated[Unit, typer.Option(help="Unit of the lengths.")] = Unit.days,
    match: Annotated[
        str, typer.Option(metavar="NAME,NAME,…", help="Columns that must agree in matching.")
    ] = "",
    placebo: Annotated[
        str, typer.Option(metavar="WORDS", help="An outcome that cannot follow.")
    ] = "",
    draws: Annotated[int, typer.Option(min=19, max=99_999, help="Randomisations.")] = 499,
    seed: Seed = 1,
    compatible: Annotated[
        bool, typer.Option("--compatible", help="As the R package mwa 0.5.0, faults and all.")
    ] = False,
    output: Output = None,
    json: Json = False,
) -> None:
    """Compare what follows treatments with what follows controls, near and soon.

    Matched wake analysis: coarsened exact matching, difference in differences over a surface of
    windows, randomisation within strata, placebos, power, and a verdict in one of four forms.
    """
    from contested.study.questions import Meaning
    from contested.study.wake_study import WakeQuestion
    from contested.views import studying

    question = WakeQuestion(
        studying.sources(tables, map),
        Meaning(treatment, outcome, control, within, expect.value, claim),
        studying.whole_numbers(lengths, "--lengths"),
        studying.numbers(km, "--km"),
        1.0 if unit is Unit.days else 1 / 24,
        tuple(filter(None, match.split(","))),
        compatible,
        draws,
        seed=seed,
        placebo_outcome=placebo,
    )
    end(studying.wakes(question, output, json))


@study_app.command("lags")
def lags(
    tables: Tables,
    treatment: Treatment,
    outcome: Outcome,
    within: Within = "",
    expect: Expect = Direction.more,
    claim: Claim = "",
    map: Map = "",
    days: Annotated[int, typer.Option(min=1, max=90, help="Days after a treatment.")] = 7,
    leads: Annotated[int, typer.Option(min=0, max=30, help="Days before one: a placebo.")] = 3,
    period: Annotated[
        int, typer.Option(min=0, max=3650, help="Days that share a level; 0 for a trend.")
    ] = 90,
    seed: Seed = 1,
    output: Output = None,
    json: Json = False,
) -> None:
    """Ask which kind of event leads and which follows, day by day.

    A distributed-lag negative binomial model both ways, and a Hawkes model in space and time.
    """
    from contested.study.follow_study import FollowQuestion
    from contested.study.lags import LagSpec
    from contested.study.questions import Meaning
    from contested.views import studying

    meaning = Meaning(treatment, outcome, "", within, expect.value, claim)
    spec = LagSpec(days, leads, min(3, days), period)
    question = FollowQuestion(studying.sources(tables, map), meaning, spec, seed)
    end(studying.lags(question, output, json))


@study_app.command("intervene")
def intervene(
    tables: Tables,
    treatment: Treatment,
    outcome: Outcome,
    focus: Annotated[
        str, typer.Option(metavar="LAT,LON", help="Treatments are explained by distance to it.")
    ],
    expected: Annotated[
        str, typer.Option(metavar="N,N", help="Treatments a day, one way and the other.")
    ],
    where: Annotated[Where, typer.Option(help="Where they fall.")] = Where.same,
    within: Within = "",
    expect: Expect = Direction.more,
    claim: Claim = "",
    map: Map = "",
    lags: Annotated[str, typer.Option(metavar="N,N,…", help="Days treatments act for.")] = "1",
    radii: Annotated[
        str, typer.Option(metavar="KM,KM,…", help="Regions around the focus.")
    ] = "100,200,300",
    truncate: Annotated[
        float, typer.Option(min=0.5, max=1.0, help="Quantile at which weights are cut.")
    ] = 0.95,
    crs: Annotated[str, typer.Option(help="Projection such as EPSG:6646; local if absent.")] = "",
    base: Annotated[
        str, typer.Option(metavar="WORDS", help="They fall where these events were dense.")
    ] = "",
    outline: Annotated[
        str, typer.Option(metavar="FILE", help="CSV of the ground's corners, x,y in km of --crs.")
    ] = "",
    output: Output = None,
    json: Json = False,
) -> None:
    """Ask what would follow had treatments been more, or elsewhere.

    Stochastic interventions on point patterns by inverse-probability weights; says aloud when
    the weights cannot be trusted.
    """
    from contested.study.intervene_study import InterveneQuestion
    from contested.study.questions import Meaning
    from contested.views import studying

    question = InterveneQuestion(
        studying.sources(tables, map),
        Meaning(treatment, outcome, "", within, expect.value, claim),
        studying.pair(focus, "--focus"),
        studying.pair(expected, "--expected"),
        where.value,
        studying.numbers(radii, "--radii"),
        studying.whole_numbers(lags, "--lags"),
        truncate,
        crs,
        base,
        outline,
    )
    end(studying.intervene(question, output, json))


@study_app.command("control")
def control(
    tables: Tables,
    terrorism: Annotated[
        str, typer.Option(metavar="WORDS", help="Attacks of those who do not hold the place.")
    ],
    fighting: Annotated[str, typer.Option(metavar="WORDS", help="Battles between armed forces.")],
    within: Within = "",
    map: Map = "",
    km: Annotated[float, typer.Option(min=1.0, max=500.0, help="Width of a cell.")] = 25,
    printed: Annotated[
        bool, typer.Option("--as-printed", help="The article's matrix, not its transpose.")
    ] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write the map as CSV.")
    ] = None,
    json: Json = False,
) -> None:
    """Draw control by month and cell from events alone.

    The hidden Markov model of Anders (2020) on a hexagonal grid: R rebels, G government, D between.
    """
    from contested.study.control_study import ControlQuestion
    from contested.study.questions import Meaning
    from contested.views import studying

    meaning = Meaning(terrorism, fighting, "", within)
    question = ControlQuestion(studying.sources(tables, map), meaning, km, not printed)
    end(studying.control(question, output, json))


@study_app.command("hit")
def hit(
    context: typer.Context,
    tables: Tables,
    strikes: Annotated[str, typer.Option(metavar="WORDS", help="Which events are strikes.")],
    holders: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="CSV: place,lat,lon,holder,start,end,slack_days; without, the record's control.",
        ),
    ] = None,
    map: Map = "",
    km: Annotated[float, typer.Option(min=0.1, max=500.0, help="How far a place speaks for.")] = 15,
    place_km: Annotated[
        float, typer.Option(min=0.0, max=100.0, help="How far off a strike's point may be.")
    ] = 3,
    seed: Seed = 1,
    json: Json = False,
) -> None:
    """Share out strikes by who held the place on that day.

    Dates, places and ends of control are drawn within their doubt; shares have intervals.
    """
    from contested.study.hit import HitQuestion
    from contested.views import studying, testing

    where = str(holders) if holders else ""
    question = HitQuestion(studying.sources(tables, map), strikes, where, km, place_km, seed)
    holds = None if holders else testing.record_holds(root_of(context))
    end(studying.hit(question, holds, json))


@study_app.command("again")
def again(
    result: Annotated[
        Path, typer.Argument(metavar="FILE", help="A result (.json) or report (.md) of a study.")
    ],
    output: Output = None,
    json: Json = False,
) -> None:
    """Make a study again from the specification in its result."""
    from contested.views import studying

    end(studying.again(result, output, json))


@study_app.command("batch")
def batch(
    claims: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="CSV: claim,treatment,control,outcome[,within,expect].",
        ),
    ],
    tables: Tables,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR", help="Write pages and verdicts here.")
    ],
    map: Map = "",
    json: Json = False,
) -> None:
    """Put every claim of a file to event tables by matched wakes.

    Writes a page for each and one table of verdicts.
    """
    from contested.views import studying, testing

    end(testing.batch(claims, studying.sources(tables, map), output, json))


@app.command("test")
def test_claim(
    context: typer.Context,
    claim: Annotated[str, typer.Argument(metavar="ID", help="A causal claim's id.")],
    tables: Annotated[
        list[Path] | None,
        typer.Argument(metavar="TABLE...", help="Event tables; without, the record's incidents."),
    ] = None,
    treatment: Annotated[str, typer.Option(metavar="WORDS", help="In place of the proposed.")] = "",
    control: Annotated[str, typer.Option(metavar="WORDS", help="In place of the proposed.")] = "",
    outcome: Annotated[str, typer.Option(metavar="WORDS", help="In place of the proposed.")] = "",
    within: Annotated[str, typer.Option(metavar="WORDS", help="In place of the proposed.")] = "",
    expect: Annotated[Direction, typer.Option(help="What the claim says: more or fewer.")] = (
        Direction.more
    ),
    map: Map = "",
    output: Output = None,
    json: Json = False,
) -> None:
    """Put a causal claim of the record to a table of events, or to the record.

    Proposes what treatment, control and outcome are, in words that can be mended by the options;
    then as study wakes.
    """
    from contested.views import studying, testing

    mended = testing.Mended(treatment, control, outcome, within, expect.value)
    sources = studying.sources(tables or [], map)
    end(testing.test(root_of(context), claim, sources, mended, output, json))
