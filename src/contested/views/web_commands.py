"""Commands of the local web app beyond ``open``: its one-file twin and its drawing libraries."""

from pathlib import Path
from typing import Annotated

import typer

from contested.views.app import Coarsen, Json, Redact, RedactPeople, app, end, export_app, root_of


@export_app.command("case")
def export_case(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="The page to write, for example case.html.")],
    coarsen: Coarsen = 0,
    redact: Redact = None,
    redact_people: RedactPeople = False,
    most: Annotated[
        float, typer.Option(min=1.0, max=500.0, metavar="MB", help="Leave out what exceeds this.")
    ] = 25,
    json: Json = False,
) -> None:
    """Write the case as one page that opens from disk, with no server: all of the app but judging.

    Rounding coordinates does not remove names of places from the text. Persons are found by rules
    that miss some: the names blacked out are printed; read the file before you pass it on.
    """
    from contested.views.redacting import Sharing
    from contested.views.web.onefile import export_case as export

    sharing = Sharing(coarsen, tuple(redact or ()), redact_people)
    end(export(root_of(context), file, sharing, most, json))


@app.command("web-assets")
def web_assets(json: Json = False) -> None:
    """Fetch the map's drawing libraries and country borders from npm, by lock file.

    An install does this by itself when it can reach npm. Asks npm, so it needs the network once.
    """
    from contested.views import fetching

    end(fetching.web_assets(json))
