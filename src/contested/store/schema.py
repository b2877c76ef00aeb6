"""Tables of a case. Only this package speaks SQL.

Five groups: what was added (account, appearance, refusal), what a build may reuse (annotation,
extraction), the record that views read (claim and its index tables, and since the second version
what is derived from claims), since the third version what pages read whole, and the log of builds.
Tables of the second version stand in a ``MetaData`` of their own, those of the third in another,
so that each step still makes what it made when it was released.
"""

from sqlalchemy import (
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()


def _owner(table: str) -> ForeignKey:
    return ForeignKey(f"{table}.id", ondelete="CASCADE")


account = Table(
    "account",
    metadata,
    Column("number", Integer, primary_key=True),  # order of adding
    Column("id", Text, nullable=False, unique=True),
    Column("text", Text, nullable=False),
    Column("raw_sha256", Text, nullable=False),
    Column("extractor", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("words", Integer, nullable=False),
    Column("bytes", Integer, nullable=False),  # of the text in UTF-8
    Column("rest", Text, nullable=False),  # passages and notes, JSON
)

appearance = Table(
    "appearance",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("account", Text, _owner("account"), nullable=False, index=True),
    Column("file", Text, nullable=False, index=True),
    Column("publisher", Text),
    Column("author", Text),
    Column("url", Text),
    Column("raw_sha256", Text, nullable=False),  # of the bytes met there
    Column("rest", Text, nullable=False),  # the whole Appearance, JSON
)

refusal = Table(
    "refusal",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("file", Text, nullable=False),
    Column("cause", Text, nullable=False),
    Column("raw_sha256", Text),  # None: there were no bytes to keep
    Column("waiting", Text),  # JSON, when only the size limit stands against reading it
    UniqueConstraint("file", "raw_sha256"),
)

annotation = Table(
    "annotation",
    metadata,
    Column("key", Text, primary_key=True),  # text, passages, model
    Column("data", LargeBinary, nullable=False),
)

extraction = Table(
    "extraction",
    metadata,
    Column("key", Text, primary_key=True),  # annotation, appearances, resources
    Column("claims", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

build = Table(
    "build",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("finished", Text, nullable=False),  # ISO time, UTC
    Column("model", Text, nullable=False),
    Column("resources", Text, nullable=False),
    Column("report", Text, nullable=False),  # JSON
)

claim = Table(
    "claim",
    metadata,
    Column("number", Integer, primary_key=True),  # order in the record
    Column("id", Text, nullable=False, unique=True),
    Column("account", Text, _owner("account"), nullable=False, index=True),
    Column("kind", Text, nullable=False, index=True),
    Column("act", Text, index=True),
    Column("stance", Text, nullable=False, index=True),
    Column("start", Text),  # half-open interval of ISO dates
    Column("end", Text),
    Column("confidence", Float, nullable=False),
    Column("data", Text, nullable=False),  # the whole claim, JSON
    Index("claim_time", "start", "end"),
)

mention = Table(
    "mention",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("claim", Text, _owner("claim"), nullable=False, index=True),
    Column("role", Text, nullable=False),  # agent | target | place | link
    Column("key", Text),  # registry id or None
    Column("party", Text),
    Column("words", Text, nullable=False),  # folded mention and name, for search
)

# Beyond what SQLAlchemy describes: the full-text index, whose rowid is the claim's number.
FULL_TEXT = (
    "CREATE VIRTUAL TABLE claim_text USING fts5(body, tokenize = 'unicode61 remove_diacritics 2')",
    "CREATE TRIGGER claim_gone AFTER DELETE ON claim "
    "BEGIN DELETE FROM claim_text WHERE rowid = old.number; END",
)

# The second version: what claims add up to. ``data`` is the whole value as JSON, ``words`` what it
# is searched by (folded, a space around every word). Claims are named, not owned: an account may
# be removed between two builds.
derived = MetaData()

held = Table(
    "held",
    derived,
    Column("account", Text, primary_key=True),
    Column("key", Text, nullable=False),  # of what the record holds of it
)

mark = Table(
    "mark",
    derived,
    Column("claim", Text, primary_key=True),
    Column("mark", Text, nullable=False),  # accepted | rejected | edited
)

incident = Table(
    "incident",
    derived,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("act", Text),
    Column("start", Text, index=True),
    Column("end", Text),
    Column("place", Text, nullable=False),  # folded
    Column("lat", Float),
    Column("lon", Float),
    Column("words", Text, nullable=False),  # actors
    Column("grades", Text, nullable=False),  # " occurrence:fair toll:weak "
    Column("disputed", Text, nullable=False),  # " agent toll ", or a space
    Column("claims", Integer, nullable=False),
    Column("origins", Integer, nullable=False),
    Column("data", Text, nullable=False),
)

incident_claim = Table(
    "incident_claim",
    derived,
    Column("incident", Text, primary_key=True),
    Column("claim", Text, primary_key=True, index=True),
)

relation = Table(
    "relation",
    derived,
    Column("id", Text, primary_key=True),  # a, b, month, narrator
    Column("a", Text, nullable=False, index=True),
    Column("b", Text, nullable=False),
    Column("month", Text, nullable=False, index=True),
    Column("narrator", Text, index=True),  # None: all of them
    Column("data", Text, nullable=False),
)

spell = Table(
    "spell",
    derived,
    Column("id", Text, primary_key=True),
    Column("place", Text, nullable=False, index=True),  # folded
    Column("status", Text, nullable=False),
    Column("start", Text),
    Column("end", Text),
    Column("words", Text, nullable=False),  # holders and besiegers
    Column("data", Text, nullable=False),
)

forecast = Table(
    "forecast",
    derived,
    Column("id", Text, primary_key=True),  # of the claim
    Column("outcome", Text, nullable=False),
    Column("made_on", Text),
    Column("due_end", Text),
    Column("words", Text, nullable=False),  # who made it
    Column("data", Text, nullable=False),
)

campaign = Table(
    "campaign",
    derived,
    Column("id", Text, primary_key=True),  # agent, month
    Column("agent", Text, nullable=False, index=True),
    Column("month", Text, nullable=False),
    Column("parted", Integer, nullable=False),  # pairs of narrators who cannot both be right
    Column("data", Text, nullable=False),
)

actor = Table(
    "actor",
    derived,
    Column("id", Text, primary_key=True),
    Column("own", Integer, nullable=False),  # 1: the case's own, in no registry
    Column("claims", Integer, nullable=False),
    Column("words", Text, nullable=False),
    Column("data", Text, nullable=False),
)

shown = MetaData()  # since the third version: what pages read whole

page = Table(
    "page",
    shown,
    Column("name", Text, primary_key=True),
    Column("build", Integer, nullable=False),  # whose record it tells of
    Column("code", Text, nullable=False),  # what made it; another version may tell it otherwise
    Column("data", Text, nullable=False),
)
