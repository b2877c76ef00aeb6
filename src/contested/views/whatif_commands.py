"""The commands that ask what if: draft a scenario from the record, run it, learn from it."""

from pathlib import Path
from typing import Annotated

import typer

from contested.views.app import Json, app, end, root_of

whatif_app = typer.Typer(no_args_is_help=True, help="Simulate what might have been otherwise.")
app.add_typer(whatif_app, name="whatif")

Cores = Annotated[int, typer.Option(min=0, max=64, help="Processes; 0 takes every core.")]


@whatif_app.command("draft")
def draft(
    context: typer.Context,
    on: Annotated[str, typer.Option(metavar="YYYY-MM-DD", help="The day to start from.")],
    near: Annotated[
        str | None, typer.Option(metavar="PLACE", help="Only places around this one.")
    ] = None,
    km: Annotated[float, typer.Option(min=1.0, max=5000.0, help="How far around it, in km.")] = 200,
    striker: Annotated[
        str | None, typer.Option(metavar="ACTOR", help="The outside power of the variants.")
    ] = None,
    days: Annotated[int, typer.Option(min=1, max=3650, help="Days to simulate.")] = 120,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="DIR", help="Write baseline and variants here."),
    ] = None,
    json: Json = False,
) -> None:
    """Draft a scenario from the record's control and relations on a day.

    Every number says whether a claim gave it or it is assumed; edit what you know better. With -o
    also writes variants: strikes by an outside power on each enemy of the side it backs.
    """
    from contested.views import whatif

    wanted = whatif.Wanted(on, near, km, striker, days)
    end(whatif.draft(root_of(context), wanted, output, json))


@whatif_app.command("run")
def run_scenarios(
    context: typer.Context,
    scenarios: Annotated[
        list[Path], typer.Argument(metavar="SCENARIO...", help="Scenario files (.toml).")
    ],
    against: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The baseline; without: the same, nothing done."),
    ] = None,
    learnt: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="What happened: learn the numbers from the case by it."),
    ] = None,
    side: Annotated[
        str | None, typer.Option(help="Whose ground the question is about; a side's id.")
    ] = None,
    runs: Annotated[
        int | None, typer.Option(min=10, max=10**6, help="Runs; the file's number if absent.")
    ] = None,
    cores: Cores = 0,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="DIR", help="Write report and pictures here."),
    ] = None,
    json: Json = False,
) -> None:
    """Simulate scenarios and tell what they change, assumptions first.

    Results are simulated: they are never written to the case. With --learnt the numbers come from
    the case's dated changes of control, taking FILE for the scenario that happened.
    """
    from contested.views import whatif

    asked = whatif.Asked(against, learnt, side, runs, cores)
    end(whatif.run(root_of(context), scenarios, asked, output, json))


@whatif_app.command("learn")
def learn(
    context: typer.Context,
    scenario: Annotated[Path, typer.Argument(metavar="SCENARIO", help="A scenario file (.toml).")],
    runs: Annotated[int, typer.Option(min=500, max=10**6, help="Runs to learn from.")] = 10_000,
    cores: Cores = 0,
    json: Json = False,
) -> None:
    """Learn a scenario's numbers from the changes of control that the record dates.

    Says which numbers the record tells nothing about, and whether the record looks like a run.
    """
    from contested.views import whatif

    end(whatif.learn_from(root_of(context), scenario, runs, cores, json))


@whatif_app.command("camps")
def camps(
    context: typer.Context,
    month: Annotated[str, typer.Option(metavar="YYYY-MM", help="Relations up to this month.")],
    json: Json = False,
) -> None:
    """Show which camps the relations of a month lead to, beside what came next.

    Structural balance dynamics: each tie is pulled by what both think of every third.
    """
    from contested.views import whatif_camps

    end(whatif_camps.camps_of(root_of(context), month, json))


@whatif_app.command("battle")
def battle(
    scenario: Annotated[Path, typer.Argument(metavar="SCENARIO", help="A scenario file (.toml).")],
    across: Annotated[
        str | None, typer.Option(metavar="SIDE", help="Side along the map's width.")
    ] = None,
    up: Annotated[
        str | None, typer.Option(metavar="SIDE", help="Side along the map's height.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Draw who wins, as SVG."),
    ] = None,
    json: Json = False,
) -> None:
    """Fight a scenario as one battle without ground, exactly.

    Who outlasts whom, what each side could do better, and who wins over two starting strengths.
    """
    if (across is None) != (up is None):
        raise typer.BadParameter("give both --across and --up, or neither")
    from contested.views import whatif_battle

    axes = None if across is None or up is None else (across, up)
    end(whatif_battle.battle_of(scenario, axes, output, json))
