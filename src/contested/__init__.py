"""contested: reads the accounts of a war and shows who says what happened, and on whose word."""

__version__ = "0.1.0"
