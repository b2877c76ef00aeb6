"""Stage two: what the encoder says of an account's words."""
