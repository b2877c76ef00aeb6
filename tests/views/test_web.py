"""The local web app: every page answers, text from outside stays text, strangers are refused."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from casework import FIRST, SECOND, an_account, annotate, extract
from contested.accounts.model import Account, Appearance, Passage
from contested.claims.model import Claim
from contested.views.web.app import PAGES, make_app
from contested.views.web.marking import blocks

Run = Callable[..., tuple[int, str, str]]
HOSTILE = (
    "Army <script>alert(1)</script> & \u202eevil\u202c took Marn. "
    + "x" * 3000
    + " Rebels took Dayr. \u0645\u0631\u062d\u0628\u0627 fighters struck homes.\n"
)


@pytest.fixture
def case(command: Run, tmp_path: Path) -> Path:
    """A built case of three accounts, one of them hostile."""
    command("new")
    for name, text in (("one.txt", FIRST), ("two.txt", SECOND), ("bad.txt", HOSTILE)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        command("add", str(tmp_path / name), "--date", "2015-10-10", "--publisher", "<b>Wire</b>")
    command("build")
    return tmp_path / "C"


def addresses(web: TestClient) -> dict[str, str]:
    """An address of every page, those of one thing filled from the lists."""
    lists = {"incident": "/incidents", "account": "/accounts", "claim": "/claims"}
    out = {}
    for path in PAGES:
        name = path.split("/")[1]
        if "{id}" not in path:
            out[path] = path
        elif name in lists:
            found = re.search(rf"/{name}/\w+", web.get(lists[name]).text)
            assert found, f"{lists[name]} links to no {name}"
            out[path] = found.group()
        else:
            out[path] = path.replace("{id}", "army")
    return out


def test_every_page_answers_and_names_no_address_outside(web: TestClient) -> None:
    """200 for each; no link, script or picture of another machine."""
    for address in addresses(web).values():
        page = web.get(address)
        assert page.status_code == 200, address
        assert not re.search(r"(?:src|href|action)=[\"']?(?:https?:)?//", page.text), address
        assert "<h1" in page.text


def test_what_an_account_says_is_text_never_markup(web: TestClient) -> None:
    """Script, markup in a publisher's name and direction overrides show as words."""
    for address in addresses(web).values():
        html = web.get(address).text
        assert "<script>alert" not in html
        assert "<b>Wire" not in html
        assert "\u202e" not in html
    bad = next(a for a in re.findall(r"/account/\w+", web.get("/accounts").text)
               if "alert(1)" in web.get(a).text)  # fmt: skip
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in web.get(bad).text


def test_headers_forbid_what_the_pages_do_not_need(web: TestClient) -> None:
    """Only this app's own scripts and styles; no frames, no sniffing, no address told."""
    headers = web.get("/").headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_other_hosts_and_cross_site_writes_are_refused(case: Path) -> None:
    """A page elsewhere can neither read through a rebound name nor post."""
    stranger = TestClient(make_app(case), base_url="http://evil.example")
    assert stranger.get("/").status_code == 421
    local = TestClient(make_app(case), base_url="http://127.0.0.1")
    assert local.post("/", headers={"origin": "http://evil.example"}).status_code == 403


def test_beyond_loopback_a_token_opens_the_app_and_is_kept_in_a_cookie(case: Path) -> None:
    """Without it nothing is shown; a wrong one is no better."""
    app = make_app(case, "10.0.0.5", "secret")
    visitor = TestClient(app, base_url="http://10.0.0.5")
    assert visitor.get("/").status_code == 403
    assert visitor.get("/?token=guess").status_code == 403
    assert visitor.get("/?token=secret").status_code == 200
    assert visitor.get("/incidents").status_code == 200


def test_what_is_not_there_is_said_and_not_a_crash(web: TestClient) -> None:
    """404 with words, for unknown pages and unknown ids."""
    for address in ("/nothing", "/incident/i_none", "/claim/c_none", "/account/a_none"):
        page = web.get(address)
        assert page.status_code == 404, address
        assert 'class="error"' in page.text


def test_odd_questions_in_an_address_do_no_harm(web: TestClient) -> None:
    """Search syntax, negative pages and dates that are none still answer."""
    for query in ('text="', "text=%22a%22*%20OR", "from=-5", "confidence=x", "since=never"):
        assert web.get(f"/claims?{query}").status_code == 200, query
    assert web.get("/control?on=32-13-1").status_code == 200


def a_claim(n: int, start: int, end: int) -> Claim:
    """A claim whose evidence lies at these offsets, and nothing else of note."""
    account = an_account()
    base = extract(account, annotate(account))[0]
    evidence = replace(base.evidence, start=start, end=end)
    return replace(base, id=f"c_{n}", evidence=evidence)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20)), max_size=8))
def test_segments_put_together_are_the_text_and_cover_each_claim(
    spans: list[tuple[int, int]],
) -> None:
    """However claims overlap, nothing of the text is lost or doubled."""
    text = "Northern fighters took Marn on Friday, they said; and more."
    passages = (Passage("p0", "title", 0, 20), Passage("p1", "body", 21, len(text)))
    account = Account("a_1", text, "0", "x", passages, (Appearance("f"),))
    claims = [a_claim(n, a, min(a + size, len(text))) for n, (a, size) in enumerate(spans)]
    shown = blocks(account, claims)
    for passage, block in zip(passages, shown, strict=True):
        assert "".join(s.text for s in block.segments) == text[passage.start : passage.end]
        for claim in claims:
            over = sum(len(s.text) for s in block.segments if claim.id in s.claims)
            a, b = claim.evidence.start, claim.evidence.end
            assert over == max(0, min(b, passage.end) - max(a, passage.start))
