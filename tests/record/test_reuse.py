"""Words taken from another account: word for word, in part, reworded; and what is not."""

from contested.record.accounts_of import AccountText
from contested.record.reuse import find_reuse, republished

WIRE = (
    "Fighters of the group overran at least five villages north of Aleppo on Friday, residents "
    "said. Nobody answered the telephone at the ministry."
)


def texts(*said: tuple[str, str, str | None]) -> dict[str, AccountText]:
    """Accounts from (id, text, date)."""
    return {i: AccountText(i, text, day, f"Outlet {i}") for i, text, day in said}


def test_a_copied_sentence_goes_back_to_the_earliest_account() -> None:
    """The source is the earliest by date, whatever the order in which accounts are given."""
    copy = f"Yesterday was bad. {WIRE.split('. ', maxsplit=1)[0]}. We wept."
    found = find_reuse(texts(("a_2", copy, "2015-10-10"), ("a_1", WIRE, "2015-10-09")))
    assert [(r.source.account, r.copy.account) for r in found] == [("a_1", "a_2")]
    stretch = found[0].copy
    assert copy[stretch.start : stretch.end].startswith("Fighters of the group")
    assert found[0].alike == 100 and found[0].facts


def test_a_few_changed_words_are_still_a_copy() -> None:
    """Rewording a few words leaves a copy; its likeness is below a hundred."""
    reworded = WIRE.replace("overran at least", "have overrun at least").replace("said", "told us")
    found = find_reuse(texts(("a_1", WIRE, "2015-10-09"), ("a_2", reworded, "2015-10-10")))
    assert found and found[0].alike < 100 and found[0].facts


def test_part_of_a_sentence_inside_another_is_found() -> None:
    """A stretch that another sentence takes in is aligned, not the whole of it."""
    longer = (
        "According to the wire, whose man was there, fighters of the group overran at least five "
        "villages north of Aleppo on Friday, and nobody knows how many people have fled from them "
        "since then towards the border."
    )
    found = find_reuse(texts(("a_1", WIRE, "2015-10-09"), ("a_2", longer, "2015-10-10")))
    assert found
    stretch = found[0].copy
    assert "overran at least five villages" in longer[stretch.start : stretch.end]
    assert "towards the border" not in longer[stretch.start : stretch.end]


def test_other_names_and_numbers_are_no_same_facts() -> None:
    """A formula with another place and count is told apart from a copy."""
    other = WIRE.replace("five", "nine").replace("Aleppo", "Hama")
    found = find_reuse(texts(("a_1", WIRE, "2015-10-09"), ("a_2", other, "2015-10-10")))
    assert all(not r.facts for r in found if r.source.account == "a_1" and r.copy.start == 0)


def test_unlike_accounts_share_nothing() -> None:
    """Accounts of one happening in words of their own are no reuse."""
    own = "Five hamlets beyond the city fell to the militants at the end of the week, it seems."
    assert find_reuse(texts(("a_1", WIRE, "2015-10-09"), ("a_2", own, "2015-10-10"))) == ()


def test_boilerplate_is_nobodys_words() -> None:
    """Stretches that an account bars are not compared."""
    one = AccountText("a_1", WIRE, "2015-10-09", "One", barred=((0, len(WIRE)),))
    two = AccountText("a_2", WIRE + " More.", "2015-10-10", "Two")
    assert find_reuse({"a_1": one, "a_2": two}) == ()


def test_a_republished_piece_is_named() -> None:
    """An account most of whose words are another's is a republication of it."""
    accounts = texts(("a_1", WIRE, "2015-10-09"), ("a_2", f"Read this!\n{WIRE}", "2015-10-11"))
    found = republished(find_reuse(accounts), accounts)
    assert found["a_2"][0] == "a_1" and found["a_2"][1] > 0.6


def test_stretches_hold_whole_words() -> None:
    """An alignment that begins inside a word is cut to the words it holds in full."""
    one = (
        "During that long year he rose to the rank of commander of the sniper unit, fighting "
        "beside a Spaniard and an American wherever the front was"
    )
    two = (
        "Nobody expected it, but within months the recruit rose to the rank of commander of the "
        "sniper unit, fighting beside a Spaniard and an American on all the worst days of the war"
    )
    found = find_reuse(texts(("a_1", one, "2015-10-09"), ("a_2", two, "2015-10-10")))
    assert found
    assert len(one[found[0].source.start : found[0].source.end].split()) >= 9
    for reuse in found:
        for text, stretch in ((one, reuse.source), (two, reuse.copy)):
            before, after = text[: stretch.start], text[stretch.end :]
            assert not before or not before[-1].isalnum()
            assert not after or not after[0].isalnum()


def test_a_dateline_is_no_word_of_the_story() -> None:
    """A wire's sentence behind its dateline is copied by who quotes it and then names the wire."""
    said = (
        "drones struck the Harib market in the capital on Sunday and killed 40 people, medics said"
    )
    wire = f"CAIRO, Sept 11 (Two Wells Wire) - {said.capitalize()}. It was noon."
    quoted = f'"{said.capitalize()}," wrote the Two Wells Wire in September. Who believes that?'
    found = find_reuse(texts(("a_1", wire, "2023-09-11"), ("a_2", quoted, "2023-12-18")))
    assert found and found[0].facts
    assert wire[found[0].source.start :].startswith("Drones struck")


def test_a_long_name_alone_is_no_copy() -> None:
    """Two accusations that share nothing but the accuser's long name are not one's words."""
    one = "The Rapid Desert Defence Forces (RDDF) blamed the army"
    two = (
        "The Rapid Desert Defence Forces (RDDF) blames the Red Brigade for burning the mills "
        "of Harib"
    )
    found = find_reuse(texts(("a_1", one, "2023-09-11"), ("a_2", two, "2023-11-13")))
    assert not [r for r in found if r.facts]
