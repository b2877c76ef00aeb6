"""The registry promises to name who is meant, on whose side, and to abstain rather than guess."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contested.claims.registry import ActorContext, Registry, load_registry
from contested.errors import ResourceError

SYRIA = ActorContext("2015-10-10", ("syria", "russia", "united-states", "iraq"))


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


def ids(registry: Registry, mention: str, context: ActorContext = SYRIA) -> tuple[str | None, ...]:
    found = registry.resolve(mention, context)
    return found.actor, found.party


def test_the_registry_is_large_enough(registry: Registry) -> None:
    kinds = [actor.kind for actor in registry.actors.values()]
    assert kinds.count("state") >= 196
    assert kinds.count("armed-group") + kinds.count("military") >= 200
    assert kinds.count("media") >= 80
    assert kinds.count("person") >= 60
    assert len(kinds) >= 600


@pytest.mark.parametrize(
    ("mention", "actor", "party"),
    [
        ("Russian warplanes", "russia", "russia"),
        ("more than 20 Russian fighter jets", "russia", "russia"),
        ("the Russians", "russia", "russia"),
        ("the Kremlin", "russia", "russia"),
        ("Syrian troops", "syria", "syria"),
        ("the Assad regime", "syria", "syria"),
        ("Assad’s forces", "syria", "syria"),
        ("forces loyal to Assad", "syria", "syria"),
        ("President Bashar al-Assad", "assad", "syria"),
        ("Russian ally Assad", "assad", "syria"),
        ("President Putin's army", "russia", "russia"),
        ("fighters of the Rapid Support Forces", "rapid-support-forces", "rapid-support-forces"),
        ("soldiers of the Tigray People's Liberation Front", "tplf", "tplf"),
        ("Azerbaijani border guards", "azerbaijan", "azerbaijan"),
        ("Ukrainian air defence", "ukraine", "ukraine"),
        ("I.S.", "islamic-state", "islamic-state"),
        ("Daesh", "islamic-state", "islamic-state"),
        ("two-hundred I.S. jihadists", "islamic-state", "islamic-state"),
        ("Al Nusra units", "al-nusra-front", "al-nusra-front"),
        ("an-Nusra", "al-nusra-front", "al-nusra-front"),
        ("the U.S.-led coalition", "us-led-coalition", "united-states"),
        ("US planes", "united-states", "united-states"),
        ("Gen. Hamedani", "hamedani", "irgc"),
        ("Turkey’s Recep Tayyip Erdoğan", "erdogan", "turkey"),
        ("Erdogan's Turkey", "turkey", "turkey"),
        ("the US secretary of state, John Kerry", "kerry", "united-states"),
        ("Interfax news agency", "interfax", "interfax"),
        ("the rebels", "syrian-rebels", "syrian-rebels"),
        ("government forces", "syria", "syria"),
        ("the Kurds", "ypg", "ypg"),
        ("Russian-backed government forces", "syria", "syria"),
        ("the terrorist group ISIL", "islamic-state", "islamic-state"),
        ("Saudi Arabia’s King Salman", "king-salman", "saudi-arabia"),
        ("The Hague", "netherlands", "netherlands"),
        ("Turkish-backed rebels", "syrian-rebels", "syrian-rebels"),
        ("a Turkish-backed group", "syrian-rebels", "syrian-rebels"),
        ("the US–backed Kurds", "ypg", "ypg"),
        ("Turkish forces", "turkey", "turkey"),
        ("Western diplomats", "the-west", "the-west"),
        ("the Lebanese militia Hezbollah", "hezbollah", "hezbollah"),
    ],
)
def test_mentions_name_actor_and_side(
    registry: Registry, mention: str, actor: str, party: str
) -> None:
    """Demonyms, seats, members, titles and spellings lead to one id and its side."""
    assert ids(registry, mention) == (actor, party)


@pytest.mark.parametrize(
    "mention",
    [
        "Moscow’s ally",
        "its jets",
        "they",
        "us",
        "the takfiris",
        "the terror group",
        "the international community",
        "the Lebanese militia near Hezbollah",
        "the prime minister",
        "activists",
        "",
    ],
)
def test_who_is_not_named_is_left_open(registry: Registry, mention: str) -> None:
    """Relations, pronouns and words that point back are never guessed at."""
    found = registry.resolve(mention, SYRIA)
    assert found.actor is None and found.why


def test_capitals_tell_names_from_words(registry: Registry) -> None:
    assert ids(registry, "US")[0] == "united-states"
    assert ids(registry, "IS")[0] == "islamic-state"
    assert ids(registry, "is")[0] is None
    assert ids(registry, "turkey")[0] is None


def test_a_coarse_spelling_never_makes_another_name(registry: Registry) -> None:
    assert ids(registry, "Jabhet al Nusrah")[0] == "al-nusra-front"
    for other in ("James Matthews", "West Africa", "Omar bin Laden"):
        assert ids(registry, other)[0] is None


def test_an_unknown_person_keeps_the_side(registry: Registry) -> None:
    assert ids(registry, "Captain Nadim of the Free Syria Army (FSA)") == (None, "free-syrian-army")


def test_generic_nouns_follow_the_country(registry: Registry) -> None:
    def kurds(*countries: str) -> str | None:
        return registry.resolve("Kurdish fighters", ActorContext(None, countries)).actor

    assert kurds("syria") == "ypg"
    assert kurds("IQ") == "peshmerga"
    assert kurds("france") is None


def test_an_office_is_held_by_date(registry: Registry) -> None:
    def president(date: str) -> str | None:
        return registry.resolve("the US president", ActorContext(date, ())).actor

    assert president("2015-10-10") == "obama"
    assert president("2018-01-01") == "trump"
    assert president("2022-01-01") == "biden"


def test_an_office_that_one_state_calls_so_needs_no_state(registry: Registry) -> None:
    def on(date: str, office: str) -> str | None:
        return registry.resolve(office, ActorContext(date, ())).actor

    assert on("2017-03-01", "the foreign secretary") == "boris-johnson"
    assert on("2015-03-01", "the foreign secretary") == "hammond"
    assert on("2015-03-01", "the secretary of state") == "kerry"
    assert on("2015-03-01", "the foreign minister") is None


def test_an_office_nobody_is_known_to_hold_names_the_body(registry: Registry) -> None:
    assert ids(registry, "the Norwegian ambassador") == ("norway", "norway")


def test_a_surname_needs_its_time_or_an_earlier_mention(registry: Registry) -> None:
    assert ids(registry, "Carter")[0] == "carter"
    assert ids(registry, "Carter", ActorContext("2022-03-01", ()))[0] is None
    noted = ActorContext("2022-03-01", (), {"carter": "carter"})
    assert ids(registry, "Mr. Carter", noted)[0] == "carter"


def test_a_generic_noun_met_before_does_not_take_over_a_name(registry: Registry) -> None:
    """After "the state" named Syria, "Islamic State" is still the group of that name."""
    met = ActorContext("2015-10-09", ("SY",), {"state": "syria", "hamedani": "hamedani"})
    assert registry.resolve("Islamic State", met).actor == "islamic-state"
    assert registry.resolve("General Hamedani", met).actor == "hamedani"


def test_earlier_mentions_win(registry: Registry) -> None:
    noted = ActorContext("2015-10-10", ("syria",), {"mustafa": "captain-mustafa"})
    assert ids(registry, "Mustafa", noted)[0] == "captain-mustafa"


def test_every_label_is_neutral(registry: Registry) -> None:
    """The tool's own names never take a narrator's side."""
    loaded = ("regime ", "terrorist", "so-called", "takfir", "puppet", "dictator", "occupation")
    for actor in registry.actors.values():
        assert not any(word in actor.name.lower() for word in loaded), actor.name


def test_every_name_finds_its_actor(registry: Registry) -> None:
    """An actor is found under its own label unless another actor's label folds the same way."""
    missed = []
    for actor in registry.actors.values():
        context = ActorContext("2015-10-10", (actor.country,) if actor.country else ())
        if registry.resolve(actor.name, context).actor != actor.id:
            missed.append(actor.id)
    assert len(missed) <= 0.02 * len(registry.actors), missed


@given(st.text(max_size=40))
def test_any_text_is_answered(text: str) -> None:
    assert load_registry().resolve(text, SYRIA).why


def test_a_warm_answer_is_quick(registry: Registry) -> None:
    """At most 20 µs each when cached; the bound is loose for a busy machine."""
    mentions = ("Russian warplanes", "the rebels", "Gen. Hamedani", "Mr Nobody Special")
    for mention in mentions:
        registry.resolve(mention, SYRIA)
    start = time.perf_counter()
    for _ in range(250):
        for mention in mentions:
            registry.resolve(mention, SYRIA)
    assert (time.perf_counter() - start) / 1000 < 200e-6


def test_a_case_extends_the_registry(tmp_path: Path) -> None:
    extra = tmp_path / "actors.toml"
    extra.write_text(
        '[[group]]\nkind = "armed-group"\ncountry = "syria"\nactors = [\n'
        '  { id = "brigade-of-the-hills", name = "Hill Brigade", aliases = ["Hill men"] },\n'
        "]\n"
    )
    registry = load_registry(extra)
    assert ids(registry, "Hill men")[0] == "brigade-of-the-hills"
    assert ids(registry, "Russian jets")[0] == "russia"


def test_a_bad_case_file_is_named_with_its_line(tmp_path: Path) -> None:
    extra = tmp_path / "actors.toml"
    extra.write_text(
        '[[group]]\nkind = "armed-group"\nactors = [\n'
        '  { id = "x", name = "X", party = "nobody-knows" },\n]\n'
    )
    with pytest.raises(ResourceError, match=r"actors\.toml, line 4: no actor has the id"):
        load_registry(extra)
