"""Stage two: what the encoder says of an account's words."""

from contested.annotate.annotate import annotate
from contested.annotate.encoder import Encoder, load_encoder
from contested.annotate.model import Annotation, Sentence, Span, Word

__all__ = ["Annotation", "Encoder", "Sentence", "Span", "Word", "annotate", "load_encoder"]
