"""``web-assets``: fetch what the map draws with."""

from contested.errors import ContestedError
from contested.views.output import put_json, say
from contested.views.web import assets


def web_assets(json: bool) -> int:
    """Fetch by lock file, whether or not it is there. Raises ``ContestedError`` with the cause."""
    if not json:
        say("Fetching from npm …")
    try:
        files = assets.fetch()
    except (assets.AssetsError, OSError) as error:
        raise ContestedError(f"The map's libraries could not be fetched: {error}") from error
    if json:
        put_json({"files": [str(f) for f in files]})
    else:
        say(f"{len(files)} files in {assets.VENDOR}; the map page is ready.")
    return 0
