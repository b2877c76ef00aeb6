"""Links that name again who already speaks: "Kroft" below Steve Kroft, "he" below him."""

from dataclasses import replace

from contested.claims.model import Link
from contested.claims.nouns import words_of


def without_echoes(links: tuple[Link, ...]) -> tuple[Link, ...]:
    """The links without those whose speaker is the only one of the depth above; depths close up."""
    depths = sorted({link.depth for link in links})
    kept: list[list[Link]] = []
    for depth in depths:
        here = [link for link in links if link.depth == depth]
        if kept and len(kept[-1]) == len(here) == 1 and _echoes(here[0], kept[-1][0]):
            continue
        kept.append(here)
    return tuple(replace(link, depth=d) for d, row in enumerate(kept) for link in row)


def _echoes(link: Link, above: Link) -> bool:
    """Whether a link is the speaker above it once more, by a part of the name or a pronoun."""
    said, whole = link.mention.lower().split(), above.mention.lower().split()
    same = link.actor is None or above.actor is None or link.actor == above.actor
    if same and said and link.mention[:1].isupper() and set(said) <= set(whole):
        return True
    pronoun = link.mention.lower() in words_of("personal_pronouns")
    return pronoun and link.actor is not None and link.actor == above.actor
