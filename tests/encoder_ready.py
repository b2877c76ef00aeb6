"""The shipped encoder, for tests that read with it; they are skipped where it is absent."""

from functools import cache

import pytest

from contested.annotate.encoder import Encoder, load_encoder, weights_path

needs_weights = pytest.mark.skipif(
    not weights_path().exists(), reason="resources/encoder.zip is not here; `make train` builds it"
)


@cache
def encoder() -> Encoder:
    """The encoder, loaded once for all tests."""
    return load_encoder(threads=1)
