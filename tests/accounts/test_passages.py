"""Passages have one voice each and cover the frozen text in order."""

import pytest
from account_reading import chain, kinds, of, read

from contested.accounts import language
from contested.accounts.language import language_of

BODY = "Fighters took the mill at Marn on Friday, a resident said. The army denied it."
MORE = "The river road stayed open all day, and two lorries came through from the south."


def test_first_title_yields_claims_and_its_repetition_is_boilerplate() -> None:
    """The headline counts once, also when the outlet's name hangs on its second showing."""
    account = read(f"Mill falls to fighters\n\n{BODY}\n\nMill falls to fighters | The Courier")
    assert [kind for kind, _ in kinds(account)] == ["title", "body", "boilerplate"]
    assert account.passages[0].yields_claims
    assert not account.passages[2].yields_claims


def test_one_headline_under_the_title_is_a_standfirst_and_several_are_links() -> None:
    """A standfirst may state something; lists of links to other articles may not."""
    one = read(f"Mill falls to fighters\n\nArmy denies the loss of the mill\n\n{BODY}")
    assert of(one, "Army denies").kind == "title"
    two = read(f"Mill falls to fighters\n\nArmy buys new boats\nWhy the river matters\n\n{BODY}")
    assert of(two, "boats").kind == of(two, "matters").kind == "boilerplate"


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "ADVERTISEMENT",
        "Facebooktwittermail",
        "Share 12 Tweet 5 Email",
        "Share this: Twitter Facebook Print",
        "Follow by Email",
        "Subscribe to our morning briefing",
        "Join the conversation as a member",
        "Trending on Courier Videos",
        "Continue reading",
        "[Continue reading…]",
        "Related: Map of the river",
        "Read more »",
        "© 2015 The Courier. All rights reserved.",
        "https://courier.example/mill",
        "3 Comments",
        "* * *",
    ],
)
def test_page_furniture_yields_no_claims(line: str) -> None:
    """Share bars, subscriptions and the like between paragraphs are boilerplate."""
    account = read(f"Mill falls to fighters\n\n{BODY}\n\n{line}\n\n{MORE}")
    assert [kind for kind, _ in kinds(account)] == ["title", "body", "boilerplate", "body"]


def test_captions_without_a_verb_are_boilerplate_but_short_headings_with_one_are_not() -> None:
    """Two to four words under a picture state nothing; "Army retakes mill" does."""
    account = read(f"Mill falls\n\n{BODY}\n\nThe Old Mill\n\n{MORE}\n\nArmy says no\n\n{MORE}")
    assert of(account, "The Old Mill").kind == "boilerplate"
    assert of(account, "Army says no").kind == "title"


def test_links_after_the_last_sentence_are_boilerplate() -> None:
    """Headlines at the foot lead to other articles."""
    account = read(f"Mill falls\n\n{BODY}\n\nRelated articles\nArmy buys boats\nRiver is high")
    assert [kind for kind, _ in kinds(account)][2:] == ["boilerplate"] * 3


def test_notes_on_author_and_article_are_parted_from_the_last_paragraph() -> None:
    """A note that runs on from the last sentence is boilerplate of its own."""
    account = read(f"{BODY} {MORE} Additional reporting by Ann Lee")
    assert kinds(account)[-1] == ("boilerplate", "Additional reporting by Ann Lee")
    assert account.passages[0].kind == "body"


def test_continue_reading_inside_a_paragraph_is_parted_from_it() -> None:
    """Only the bracketed words are lost, not the sentence before them."""
    account = read(f"Mill falls\n\n{BODY} [Continue reading…]")
    assert kinds(account)[1:] == [("body", BODY), ("boilerplate", "[Continue reading…]")]


def test_lines_wrapped_by_width_are_one_paragraph() -> None:
    """Hard line ends in an old text file do not cut sentences."""
    lines = [
        "The army took the town of Marn on Friday after a week of heavy",
        "fighting, a monitoring group said, and it was now moving towards",
        "the two hills that overlook the road to the north of the town.",
    ]
    account = read("MARN FALLS\n\n" + "\n".join(lines) + "\n\n" + "\n".join(lines) + "\n")
    assert [kind for kind, _ in kinds(account)] == ["title", "body", "body"]


def test_sentence_broken_by_the_page_is_whole() -> None:
    """A name that the page set on a line of its own does not end the sentence before it."""
    account = read(f"Mill falls\n\nFighters of the river\n\nbrigade\n\ntook it.\n\n{BODY}")
    assert [kind for kind, _ in kinds(account)] == ["title", "body", "body"]


def test_byline_under_the_title_is_no_broken_sentence() -> None:
    """ "by Ann Lee" in lower case stays a byline."""
    account = read(f"Mill falls to fighters\nby Ann Lee\n\n{BODY}")
    assert [kind for kind, _ in kinds(account)] == ["title", "byline", "body"]


def test_outlet_introduced_at_length_speaks_until_the_words_continue_reading() -> None:
    """ "The Courier reports:" gives all that follows to the Courier, also across paragraphs."""
    account = read(
        f"Mill falls\n\nThe Courier reports: {BODY}\n\nSo far it is quiet. “We wait,” he says."
        f"\n\n{MORE} [Continue reading…]\n\nSharemail"
    )
    assert [p.kind for p in account.passages] == [
        *("title", "byline", "excerpt", "excerpt", "excerpt", "boilerplate", "boilerplate")
    ]
    passage = of(account, "Fighters took")
    assert (passage.voice, passage.voice_kind, passage.cue) == ("The Courier", "outlet", "reports")
    assert passage.voice_start is not None
    assert account.text[passage.voice_start : passage.voice_end] == "The Courier"


def test_outlet_named_at_the_end_of_a_paragraph_speaks_until_the_account_resumes() -> None:
    """ "Al Nahr:" starts a quoted piece with its headline; "If you ask me" ends it."""
    account = read(
        f"I never trusted the miller.\nHe sold flour to all. Al Nahr:\nFighters gain the river\n"
        f"{BODY}\n{MORE}\nIf this goes on, the bakers will leave, and I would go with them."
    )
    assert [p.kind for p in account.passages] == [
        *("body", "body", "byline", "excerpt", "excerpt", "excerpt", "body")
    ]
    assert of(account, "river road").voice == "Al Nahr"


def test_outlet_before_a_block_quote_speaks_only_in_the_quote() -> None:
    """Markup says exactly where the quoted piece ends."""
    account = read(f"# Mill falls\n\nThe Daily Courier:\n\n> {BODY}\n\n{MORE}", "markdown")
    assert [p.kind for p in account.passages] == ["title", "byline", "excerpt", "body"]


def test_block_quote_without_an_outlet_is_a_quote() -> None:
    """A quoted stretch with no named outlet is kept apart and has no voice."""
    account = read(f"# Mill falls\n\n{MORE}\n\n> {BODY}\n\n{MORE}", "markdown")
    assert [p.kind for p in account.passages] == ["title", "body", "quote", "body"]


def test_source_line_at_the_head_gives_all_that_follows_to_the_outlet() -> None:
    """A copied article speaks with the outlet that its source line names."""
    account = read(
        f"Mill falls\n\nSource: The River Blog – by Ann Lee (Mill falls)\n\n{BODY}\n\n{MORE}",
        author="Ann Lee",
    )
    assert chain(of(account, "river road")) == ["The River Blog"]
    assert of(account, "Source:").kind == "byline"


def test_source_line_at_the_foot_gives_all_before_it_to_the_outlet() -> None:
    """The same line under the text, but the account's title stays its own."""
    account = read(f"Mill falls\n\n{BODY}\n\nSource: River News Agency")
    assert [p.kind for p in account.passages] == ["title", "excerpt", "byline"]


def test_author_named_with_the_outlet_stands_inside_it() -> None:
    """ "The Courier’s Ann Lee writes:" is the Courier, then Ann Lee."""
    account = read(f"Mill falls\n\nThe Daily Courier’s Ann Lee writes: {BODY}")
    assert chain(of(account, "Fighters")) == ["The Daily Courier", "Ann Lee"]


def test_source_of_figures_at_the_foot_is_no_outlet() -> None:
    """ "Source: Ministry of Mills" under a table credits the table."""
    account = read(f"Mill falls\n\n{BODY}\n\nSource: Ministry of Mills.")
    assert of(account, "Fighters").kind == "body"


def test_long_quotation_ends_with_its_last_quotation_mark() -> None:
    """Paragraphs that each open with a mark are the outlet's; the next one is the account's."""
    account = read(f'As the River Times reports:\n\n"{BODY}\n\n"{MORE}"\n\n{MORE} Nobody knew.')
    assert [p.kind for p in account.passages] == ["byline", "excerpt", "excerpt", "body"]
    assert of(account, "Fighters").voice == "the River Times"


def test_last_question_or_exclamation_is_not_lost() -> None:
    """Only lines without any stop at the foot are links."""
    account = read(f"Mill falls\n\n{BODY}\n\n“He is our fool, and we love him!”")
    assert of(account, "our fool").kind == "body"


def test_own_publisher_is_no_other_outlet() -> None:
    """An outlet that names itself is not a link of the chain."""
    account = read(f"Mill falls\n\nThe Courier reports: {BODY}", publisher="Courier")
    assert of(account, "Fighters").kind == "body"


def test_agency_in_a_dateline_speaks_in_another_outlets_page() -> None:
    """ "MARN (Agency) -" credits the agency, unless it is the publisher itself."""
    text = f"Mill falls\n\nMARN, Oct 9, 2015 (Nahr News) - {BODY}"
    assert chain(of(read(text, publisher="The Courier"), "Fighters")) == ["Nahr News"]
    assert of(read(text, publisher="Nahr News"), "Fighters").kind == "body"


def test_short_quotation_by_a_person_is_no_excerpt() -> None:
    """ "The miller adds:" before quotation marks is ordinary attribution."""
    account = read(f"Mill falls\n\n{BODY}\n\nHassan Omar adds: “We will mill again.”")
    assert of(account, "mill again").kind == "body"


def test_turns_carry_their_speaker_and_the_programme_named_above() -> None:
    """Chains of transcript turns go from the programme to the speaker."""
    account = read(
        "Talks at the river\n\nThe two argue in an interview that aired on River Hour on Sunday:"
        "\n\nAnn Lee: Who holds the mill?\n\nColonel Omar: We do.\n\nAdvertisement\n\n"
        "Ann Lee: Since when?\n\nWell, that is that, and it was long known."
    )
    assert chain(of(account, "We do.")) == ["River Hour", "Colonel Omar"]
    assert of(account, "that is that").kind == "body"
    assert of(account, "Advertisement").kind == "boilerplate"


@pytest.mark.parametrize(
    "above",
    [
        "Sunday, on River TV’s “State of the Mill,” the two met.",
        "On this broadcast of “State of the Mill,” the two met.",
        "They met in an appearance on Friday on State of the Mill.",
    ],
)
def test_programme_is_found_however_it_is_introduced(above: str) -> None:
    """With the channel before it, in quotation marks or bare, but never a day of the week."""
    account = read(f"{above}\n\nLEE: Who won?\n\nOMAR: We won.\n\nLEE: When?")
    assert chain(of(account, "We won")) == ["State of the Mill", "OMAR"]


def test_speakers_inside_an_excerpt_have_the_outlet_around_them() -> None:
    """What stands in another outlet's dialogue goes through that outlet."""
    account = read(
        f"# Mill falls\n\n{BODY}\n\nThe River Times:\n\n> LEE: Who won?\n>\n> OMAR: We won.\n>\n"
        "> LEE: When?",
        "markdown",
    )
    assert chain(of(account, "We won")) == ["The River Times", "OMAR"]


def test_turns_within_one_line_are_parted() -> None:
    """Speakers in capitals are found inside a paragraph too."""
    account = read("HOST: So he left. GUEST: His only friend did. HOST: And then?")
    spoken = [(p.voice, account.text[p.start : p.end]) for p in account.passages if p.voice]
    assert spoken == [
        *(("HOST", "So he left."), ("GUEST", "His only friend did."), ("HOST", "And then?"))
    ]


def test_title_of_a_transcript_names_its_programme() -> None:
    """ "River Hour: a colonel speaks" above nothing but turns puts River Hour around them."""
    account = read("River Hour: a colonel speaks\n\nHOST: Who won?\n\nGUEST: We did.\n\nHOST: Ah.")
    assert chain(of(account, "We did")) == ["River Hour", "GUEST"]


def test_headline_with_a_name_before_its_colon_is_no_turn() -> None:
    """Only the transcript below it has turns, also when each opens with a quotation mark."""
    account = read(
        f"Omar: ‘We Won the Day.’\n\n{BODY}\n\n"
        '"LEE: Who won?\n\n"OMAR: We won.\n\n"LEE: Since when?'
    )
    assert [p.kind for p in account.passages if p.kind != "byline"] == [
        *("body", "body", "turn", "turn", "turn")
    ]


def test_counts_after_names_are_no_dialogue() -> None:
    """A list of totals has labels but nobody speaks in it."""
    account = read(f"{BODY}\n\nLee: 14.\n\nOmar: 12.\n\nLee: 3.\n\nOmar: 5.")
    assert {p.kind for p in account.passages} == {"body"}


def test_places_before_colons_are_no_speakers() -> None:
    """A bulletin that names each town once is no dialogue."""
    account = read(f"Bulletin of the day\n\nMarn: {BODY}\n\nDayr: {MORE}")
    assert {p.kind for p in account.passages} == {"title", "body"}


@pytest.mark.parametrize(
    "stamp", ["— Stork (@river_stork) 7 апреля 2016 г.", "— @river_stork, 7 April 2016"]
)
def test_post_speaks_with_its_handle_and_has_its_own_date(stamp: str) -> None:
    """The line below a post gives handle and date and yields nothing itself."""
    account = read(f"{MORE}\nThe mill is ours. pic.twitter.com/abc\n{stamp}\n{BODY}")
    post = of(account, "The mill is ours")
    assert (post.kind, post.voice, post.date) == ("embed", "@river_stork", "2016-04-07")
    assert of(account, "pic.twitter").kind == "boilerplate"
    assert of(account, stamp).kind == "byline"
    assert account.date is None  # the post's date is not the account's


def test_thread_gives_each_post_the_stamp_above_it() -> None:
    """A collected thread changes voice and date from post to post; a relayed post nests."""
    account = read(
        "A thread from the river\n\n@stork, 8 Oct 2015, 21:14\nThe mill is lost.\n\n"
        "@heron, 9 Oct 2015, 05:00\nRT @stork: The mill is back."
    )
    assert (of(account, "lost").voice, of(account, "lost").date) == ("@stork", "2015-10-08")
    assert chain(of(account, "back")) == ["@heron", "@stork"]


def test_passages_in_other_languages_are_kept_marked_and_counted() -> None:
    """What the encoder does not read stays in the account, and its notes say how much."""
    french = (
        "Le gouvernement a annoncé vendredi que ses avions avaient frappé quarante positions "
        "dans la province, sans donner le nom des villages touchés."
    )
    account = read(
        f"Mill falls\n\n{BODY}\n\n{french}\n\n{MORE}\n\n{MORE}\n\nМельница взята, сообщил житель."
    )
    assert [p.language for p in account.passages] == ["en", "en", "fr", "en", "en", "ru"]
    assert not of(account, french).yields_claims
    assert any("2 passages in fr, ru" in note for note in account.notes)


@pytest.mark.parametrize(
    "text",
    [
        "Die Regierung in Damaskus hat am Freitag erklärt, dass ihre Truppen in der Stadt sind.",
        "De regering heeft vrijdag gezegd dat haar troepen de stad na weken hebben ingenomen.",
        "Rejim güçleri cuma günü kentin kuzeyindeki üç köyü ele geçirdi ve her iki taraf kaldı.",
        "Regeringen sade på fredagen att dess styrkor hade tagit staden under hela månaden.",
    ],
)
def test_no_other_language_is_taken_for_english_by_its_little_words(text: str) -> None:
    assert language_of(text, "xx") != "en"


def test_plain_english_is_told_without_the_identifier(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_identifier", lambda: pytest.fail("the identifier was asked"))
    said = "Residents said that the jets came back after dark and struck the mill near the bridge."
    assert language_of(said, "xx") == "en"
