"""What a page may write: judgements, by the same functions as ``contested judge``, and a build."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast, get_args
from urllib.parse import parse_qs, quote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from contested.errors import ContestedError, JudgementError, NotFound
from contested.record.model import ForecastOutcome, Judgement, Verdict
from contested.store import derived, rows
from contested.store.case import Case
from contested.views.deciding import Said, judge_claims, judge_edit, judge_undo
from contested.views.web.frame import WHO, Serving, refusal
from contested.views.web.memory import Memory
from contested.views.web.pages.editing import changes_of
from contested.views.web.reading import look

MOST = 1_000_000  # bytes of a form
MOST_TICKED = 1000
_YEAR = 31_536_000
Form = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Done:
    """What was decided, and the claims whose cards it changes."""

    judgements: tuple[Judgement, ...]
    claims: tuple[str, ...]


def write_routes(serving: Serving) -> list[Route]:
    """The two addresses that take a form; both answer with a way back, or JSON when asked."""

    async def judge(request: Request) -> Response:
        try:
            form = await _form(request)
            done = await run_in_threadpool(decide, serving.case, form, serving.memory)
        except ContestedError as error:
            if _json(request):
                return JSONResponse({"error": str(error)}, 400)
            return refusal(serving, request, str(error), 400)
        response = _answer(request, done, _back(form))
        if _one(form, "by"):
            response.set_cookie(WHO, quote(_one(form, "by")), _YEAR, samesite="strict")
        return response

    async def build(request: Request) -> Response:
        serving.rebuild.start()
        return RedirectResponse("/building", 303)

    return [Route("/judge", judge, methods=["POST"]), Route("/build", build, methods=["POST"])]


def decide(case: Case, form: Form, memory: Memory) -> Done:
    """Carry out what the pressed button asks for. Raises ``JudgementError`` or ``NotFound``."""
    asked = _one(form, "one") or _one(form, "bulk")
    verdict, _, rest = asked.partition(":")
    said = Said(_one(form, "by") or None, _one(form, "why"))
    ticked = tuple(dict.fromkeys(form.get("claim", ())))[:MOST_TICKED]
    named = (rest,) if rest else ticked
    if verdict in ("accept", "reject"):
        return _each(case, cast(Verdict, verdict), named, said)
    if verdict in ("same", "distinct"):
        return _pair(case, cast(Verdict, verdict), tuple(rest.split(":")) if rest else named, said)
    if verdict == "resolve":
        return _resolved(case, rest, said)
    if verdict == "edit":
        return _edited(case, rest, form, said, memory)
    if verdict == "undo":
        return _undone(case, rest, said)
    raise JudgementError(f"{asked or 'nothing'}: no decision that can be made here")


def _each(case: Case, verdict: Verdict, claims: Sequence[str], said: Said) -> Done:
    """Every one of the claims, or none when one of them is not there."""
    if not claims:
        raise JudgementError("Tick the claims that this is about first.")
    with case.database.read() as connection:
        there = derived.claims_named(connection, claims)
    gone = [c for c in claims if c not in there]
    if gone:
        raise NotFound(f"{', '.join(gone[:5])}: no such claim in this record; nothing was decided")
    return Done(tuple(judge_claims(case, verdict, (c,), said) for c in claims), tuple(claims))


def _pair(case: Case, verdict: Verdict, claims: Sequence[str], said: Said) -> Done:
    if len(claims) != 2:
        raise JudgementError(f"Tick two claims, not {len(claims)}, to say whether they are one.")
    return Done((judge_claims(case, verdict, claims, said),), tuple(claims))


def _resolved(case: Case, rest: str, said: Said) -> Done:
    claim, _, outcome = rest.partition(":")
    if outcome not in get_args(ForecastOutcome):
        raise JudgementError(f"outcome is one of {', '.join(get_args(ForecastOutcome))}")
    told = Said(said.by, said.why, {"outcome": outcome})
    return Done((judge_claims(case, "resolve", (claim,), told),), (claim,))


def _edited(case: Case, claim: str, form: Form, said: Said, memory: Memory) -> Done:
    with look(case, memory) as seen:
        found = seen.now(rows.find_claim(seen.connection, claim))
    changes = changes_of(found, {k: _one(form, k) for k in form})
    if not changes:
        raise JudgementError("Nothing was changed, so nothing was kept.")
    return Done((judge_edit(case, found.id, changes, said),), (found.id,))


def _undone(case: Case, judgement: str, said: Said) -> Done:
    return Done((judge_undo(case, judgement, said),), ())


async def _form(request: Request) -> Form:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST:
            raise JudgementError(f"a form of more than {MOST:,} bytes")
    words = body.decode("utf-8", "replace")
    try:
        return parse_qs(words, keep_blank_values=True, max_num_fields=4 * MOST_TICKED)
    except ValueError as error:
        raise JudgementError(f"a form that cannot be read ({error})") from error


def _one(form: Form, name: str) -> str:
    return (form.get(name) or [""])[0].replace("\r\n", "\n").strip()


def _back(form: Form) -> str:
    """A page of this app and no other address."""
    asked = _one(form, "back")
    parts = urlsplit(asked)
    inside = asked.startswith("/") and not asked.startswith(("//", "/\\"))
    return asked if inside and not parts.netloc and not parts.scheme else "/judgements"


def _answer(request: Request, done: Done, back: str) -> Response:
    if _json(request):
        return JSONResponse({
            "said": f"{done.judgements[0].verdict}: {len(done.judgements)} kept",
            "judgements": [j.id for j in done.judgements],
            "claims": done.claims,
        })  # fmt: skip
    at = f"#{done.claims[0]}" if len(done.claims) == 1 else ""
    return RedirectResponse(back.partition("#")[0] + at, 303)


def _json(request: Request) -> bool:
    return "application/json" in request.headers.get("accept", "")
