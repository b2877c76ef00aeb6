"""Forecast promises: claims about the future say what they are about, and by when."""

from parsed import draft_at, view_of_sentence

from contested.claims.forecasts import due_expression, to_forecast
from contested.claims.stance import read_stance

TAKE = "If the front collapses, the group will take Marn within weeks."


def test_a_future_capture_is_a_forecast_about_control() -> None:
    """The former kind is kept in ``about``; act and roles stay."""
    view = view_of_sentence(TAKE)
    draft = draft_at(view, "take")
    found = to_forecast(view, draft, read_stance(view, draft, ()))
    assert (found.kind, found.about, found.act) == ("forecast", "control", draft.act)


def test_what_has_happened_is_no_forecast() -> None:
    """A draft that is not about the future comes back unchanged."""
    view = view_of_sentence("No planes hit the group.")
    draft = draft_at(view, "hit")
    assert to_forecast(view, draft, read_stance(view, draft, ())) is draft


def test_the_deadline_is_the_whole_expression() -> None:
    """The words that date a forecast are found with their preposition and what follows."""
    view = view_of_sentence(TAKE)
    due = due_expression(view, draft_at(view, "take"))
    assert due is not None
    assert view.text(*due) == "within weeks"
    view = view_of_sentence("The army could take Hama by the end of the year.")
    due = due_expression(view, draft_at(view, "take"))
    assert due is not None
    assert view.text(*due) == "by the end of the year"


def test_no_words_no_deadline() -> None:
    """A forecast without words of time has no deadline."""
    view = view_of_sentence("The army will attack and seize Hama.")
    assert due_expression(view, draft_at(view, "seize")) is None
