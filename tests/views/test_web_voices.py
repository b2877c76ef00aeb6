"""According to one narrator: every page shows what rests on that word alone, and leads on so."""

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from casework import FIRST, SECOND
from contested.store.case import open_case
from contested.views.web.app import PAGES
from contested.views.web.keeping import ALIKE, kept_on
from contested.views.web.memory import Memory
from contested.views.web.reading import look
from contested.views.web.voices import hearing, voices

Run = Callable[..., tuple[int, str, str]]
WIRE = 'The <b>"Wire"</b> & Co'


@pytest.fixture
def case(command: Run, tmp_path: Path) -> Path:
    """Three accounts: two publishers, one of them called like markup, told twice by nobody."""
    command("new")
    texts = (("one.txt", FIRST, WIRE), ("two.txt", SECOND, "Herald"),
             ("three.txt", "Guards took Marn on Friday.\n", "Herald"))  # fmt: skip
    for name, text, by in texts:
        (tmp_path / name).write_text(text, encoding="utf-8")
        command("add", str(tmp_path / name), "--date", "2015-10-10", "--publisher", by)
    command("build")
    return tmp_path / "C"


def told_by(case: Path, label: str) -> frozenset[str]:
    """Ids of the claims that rest on one voice."""
    with look(open_case(case), Memory()) as seen:
        voice = hearing(seen, label).voice
        assert voice is not None
        return voice.claims


def addresses(web: TestClient, label: str) -> list[str]:
    """Every page according to ``label``, those of one thing by the first link of their list."""
    lists = {"incident": "/incidents", "account": "/accounts", "claim": "/claims"}
    out = []
    for path in PAGES:
        name = path.split("/")[1]
        address = path
        if "{id}" in path:
            at = web.get(lists.get(name, "/actors"), params={"according": label}).text
            found = re.search(rf'/{name}/([\w:-]+)[?#"]', at)
            assert found, f"{name}: {label} links to none"
            address = path.replace("{id}", found[1])
        out.append(f"{address}?according={quote(label, safe='')}")
    return out


@pytest.mark.parametrize("label", [WIRE, "Herald"])
def test_every_page_keeps_the_voice_in_every_link_and_form(web: TestClient, label: str) -> None:
    """Whatever is clicked on, the next page is according to the same voice."""
    for address in addresses(web, label):
        page = web.get(address)
        assert page.status_code == 200, address
        links = [unescape(a) for a in re.findall(r' href="(/[^"]*)"', page.text)]
        links = [a for a in links if not a.startswith("/static/")]
        assert len(links) > 10
        for link in links:
            asked = parse_qs(urlsplit(link).query).get("according")
            own = address.startswith("/voices") and urlsplit(link).path == "/"
            assert own or asked == [label], f"{address}: {link}"
        for form in re.findall(r"<form\b.*?</form>", page.text, re.S):
            if 'method="' not in form.partition(">")[0]:
                assert form.count('name="according"') == 1, f"{address}: {form}"


@pytest.mark.parametrize("label", [WIRE, "Herald"])
def test_every_page_shows_claims_of_the_voice_and_no_others(
    web: TestClient, case: Path, label: str
) -> None:
    """No card, mark or link of another's claim; the page names the voice and the way back."""
    own = told_by(case, label)
    assert own
    met: set[str] = set()
    for address in addresses(web, label):
        page = web.get(address).text
        shown = set(re.findall(r"\bc_\w+", page))
        if not address.startswith("/wording"):  # who reports another's word chooses the words
            assert shown <= own, address
        met |= shown
        if not address.startswith("/map"):
            assert re.search(r'href="\?[^"]*">[aA]ll narrators</a>', page), address
            assert WIRE not in page
    assert met >= own


def test_every_page_of_all_offers_the_voices(web: TestClient) -> None:
    """A plain choice on each page that a voice changes, none on those that are alike."""
    for path in PAGES:
        if "{id}" in path or path == "/map":
            continue
        page = web.get(path).text
        assert ('<select name="according">' in page) is (path not in ALIKE), path
        assert 'id="according"' not in page


def test_the_way_back_keeps_the_filters(web: TestClient) -> None:
    """From one narrator's disputed incidents to all narrators' disputed incidents."""
    page = web.get("/incidents?according=Herald&place=Marn&disputed=1").text
    assert 'href="?place=Marn&amp;disputed=1"' in page
    voice = re.search(r'<form class="filters voice".*?</form>', page, re.S)
    assert voice and 'name="place" value="Marn"' in voice[0]


def test_a_stranger_is_refused_and_spelling_does_not_matter(web: TestClient) -> None:
    """Nobody of that name is said to be nobody, not shown as all."""
    assert web.get("/?according=Nobody").status_code == 404
    assert "nobody by that name" in web.get("/claims?according=Nobody").text
    assert web.get("/claims?according=hERALD").status_code == 200
    assert web.get("/claims?according=%20").text.count("data-claim") > 3


def test_empty_pages_name_the_voice(web: TestClient) -> None:
    """Nothing by that voice is another thing than nothing at all."""
    for address in ("/forecasts", "/causes", "/relations", "/incidents?place=Nowhere"):
        sign = "&" if "?" in address else "?"
        page = web.get(f"{address}{sign}according=Herald").text
        assert "Nobody by the name Herald tells" in page, address


def test_an_incident_of_others_says_so(web: TestClient, case: Path) -> None:
    """Of what the voice does not tell, its page shows nothing as the voice's."""
    with look(open_case(case), Memory()) as seen:
        aside = next(label for label, incidents, _ in voices(seen) if not incidents)
    found = re.search(r"/incident/\w+", web.get("/incidents").text)
    assert found
    page = web.get(found[0], params={"according": aside}).text
    assert f"Nobody by the name {aside} tells of this incident." in page
    assert re.search(r"[1-9] claims? of others", page)
    assert not re.findall(r"\bc_\w+", page)


def test_a_voice_alone_holds_a_place_as_it_says(web: TestClient) -> None:
    """Marn was taken by one side for each publisher; alone, each has its own holder only."""
    for label, holder, other in ((WIRE, "fighters", "Guards"), ("Herald", "Guards", "fighters")):
        page = web.get("/control", params={"according": label, "place": "Marn"}).text.lower()
        assert holder.lower() in page and other.lower() not in page, label


def test_a_decision_leads_back_to_the_voice(web: TestClient, case: Path) -> None:
    """The form on a page remembers where it stood."""
    page = web.get("/claims?according=Herald").text
    assert '<input type="hidden" name="back" value="/claims?according=Herald">' in page
    claim = sorted(told_by(case, "Herald"))[0]
    edit = web.get(f"/claim/{claim}/edit?according=Herald").text
    assert f'name="back" value="/claim/{claim}?according=Herald"' in edit


def test_the_list_of_voices_leads_to_each(web: TestClient, case: Path) -> None:
    """Every narrator and origin stands there once and is known by the name in its link."""
    with look(open_case(case), Memory()) as seen:
        every = [label for label, _, _ in voices(seen)]
    found = re.findall(r'href="(/\?according=[^"]*)"', web.get("/voices").text)
    assert [parse_qs(urlsplit(unescape(a)).query)["according"][0] for a in found] == every
    assert all(web.get(unescape(a)).status_code == 200 for a in found)


@given(st.text(min_size=1, max_size=30))
def test_no_name_breaks_out_of_an_address(label: str) -> None:
    """Quotation marks, ampersands and tags in a name stay inside the attribute they stand in."""
    html = '<a href="/claims?kind=event#c_1">x</a><form class="filters"></form>'
    out = kept_on(html, label)
    link = re.fullmatch(r'<a href="([^"<>]*)">x</a><form class="filters">(.*)</form>', out, re.S)
    assert link
    parts = urlsplit(unescape(link[1]))
    assert parts.path == "/claims" and parts.fragment == "c_1"
    assert re.fullmatch(r'<input type="hidden" name="according" value="([^"<>]*)">', link[2])
