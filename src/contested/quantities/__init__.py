"""Counts in a text as closed intervals of whole numbers: "more than a dozen", "60-70", "some 45".

Conventions: "at least N" is low N, "more than N" low N+1, "up to N" high N, "fewer than N" high
N-1; "nearly N" is N less a tenth to N, "about N" is N; what "dozens" or "several"
may reach is in ``resources/quantities.toml``. Years, dates, clock times, lengths of time, ages
set off by commas, ordinals, model numbers and labels ("Division 30") are no counts.
"""

from contested.quantities.find import Amount, find_quantities

__all__ = ["Amount", "find_quantities"]
