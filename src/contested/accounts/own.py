"""The names under which an account speaks itself."""

from dataclasses import dataclass

from contested.accounts.cues import fold


@dataclass(frozen=True, slots=True)
class Own:
    """Names under which the account speaks itself, which are no other outlet's."""

    publisher: str | None = None
    author: str | None = None

    def includes(self, name: str) -> bool:
        """Whether ``name`` is the account's own publisher or author."""
        bare = _bare(name)
        return any(_bare(own) == bare for own in (self.publisher, self.author) if own)


def _bare(name: str) -> str:
    return fold(name).removeprefix("the ").removesuffix("'s")
