"""The one error tree.

::

    ContestedError
    ├── AccountError        an account could not be read (file and cause in the message)
    │   ├── UnreadableFile      broken, binary, encrypted or empty
    │   ├── TooLarge            over the size limit: kept, not read
    │   └── BadManifest         a manifest row that cannot be used
    ├── ExtractionError     a stage gave a claim that its text does not bear out
    ├── CaseError           a case folder is missing, damaged or locked
    ├── ModelError          the encoder's weights are missing or are not the ones expected
    ├── JudgementError      a person's decision that cannot be read or applied
    ├── ResourceError       a vocabulary file is malformed (file and line in the message)
    ├── ScenarioError       a what-if scenario cannot be read or run (file and cause in the message)
    ├── StudyError          a question cannot be put to this table; the message says why
    └── NotFound            an id that names nothing in this case
"""


class ContestedError(Exception):
    """Base of every error this package raises on purpose; its text is fit to show a user."""


class AccountError(ContestedError):
    """An account could not be read."""


class UnreadableFile(AccountError):
    """The file is broken, binary, encrypted or empty."""


class TooLarge(AccountError):
    """The account is over the size limit; it is kept but not read."""


class BadManifest(AccountError):
    """A manifest, or one row of it, cannot be used."""


class ExtractionError(ContestedError):
    """A stage gave a claim that its text does not bear out; no such claim enters a record."""


class CaseError(ContestedError):
    """The case folder is missing, damaged or locked."""


class ModelError(ContestedError):
    """The encoder's weights are missing or are not the ones expected."""


class ResourceError(ContestedError):
    """A vocabulary file is malformed."""


class JudgementError(ContestedError):
    """A person's decision cannot be read or applied."""


class ScenarioError(ContestedError):
    """A what-if scenario is malformed, contradicts itself or cannot be run."""


class NotFound(ContestedError):
    """An id names nothing in this case."""


class StudyError(ContestedError):
    """A question cannot be put to this table; the message says why, and gives no number."""
