"""Studies and what-ifs: the reports that lie in the case's folder."""

from pathlib import Path
from typing import Any

from contested.views.web.pages.paging import part
from contested.views.web.papers import PICTURES, drawn, find_paper, papers, picture, text_of
from contested.views.web.reading import Look

_MADE_BY = {
    "studies": "contested study wakes TABLE --treatment … --control … --outcome …",
    "whatif": "contested whatif run SCENARIO",
}


def studies(look: Look, asked: dict[str, str]) -> dict[str, Any]:
    """Reports in ``studies/``, or the one that the address names."""
    lead = (
        "What follows what in event tables. A study says what its numbers can bear, or that it "
        "cannot tell."
    )
    return _reports(look.case.root / "studies", "Studies", lead, asked)


def whatifs(look: Look, asked: dict[str, str]) -> dict[str, Any]:
    """Reports in ``whatif/``, or the one that the address names."""
    lead = (
        "What might follow under assumptions that a person wrote down. Simulated, and no part of "
        "the record."
    )
    return _reports(look.case.root / "whatif", "What if", lead, asked)


def _reports(folder: Path, title: str, lead: str, asked: dict[str, str]) -> dict[str, Any]:
    made = f"{_MADE_BY[folder.name]} -o {folder}/NAME"
    shared = {"lead": lead, "folder": str(folder), "made": made}
    name = asked.get("report", "")
    if not name:
        found, pages = part(papers(folder), asked)
        return {"title": title, "one": None, "rows": found, **shared, **pages}
    path = find_paper(folder, name)
    ending = path.suffix.lower()
    one = {
        "name": name,
        "picture": picture(path) if ending in PICTURES else None,
        "drawn": drawn(path, folder) if ending == ".md" else None,
        "text": text_of(path) if ending not in (*PICTURES, ".md") else None,
    }
    return {"title": f"{title}: {name}", "one": one, "rows": [], **shared}
