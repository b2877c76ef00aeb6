"""Frozen dataclasses to plain JSON values and back, nothing lost.

Decoders are built once per class from its type hints. A field that the stored value lacks takes
its default, so that a contract may grow fields without a migration.
"""

import dataclasses
import json
import types
import typing
import zlib
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")
_Decoder = Callable[[Any], Any]
_ATOMS = frozenset({str, int, float, bool, type(None)})


def to_plain(value: Any) -> Any:
    """``value`` as dictionaries, lists, strings and numbers."""
    cls = value.__class__
    if cls in _ATOMS:
        return value
    if isinstance(value, tuple | list):
        return [to_plain(v) for v in value]
    if names := _names(cls):
        return {name: to_plain(getattr(value, name)) for name in names}
    return value


def to_json(value: Any) -> str:
    """``to_plain`` as JSON text; quicker, since the encoder walks the tree itself."""
    return _ENCODER.encode(value)


def _fields(value: Any) -> dict[str, Any]:
    """A dataclass by one level, for the encoder; ``TypeError`` for what JSON cannot hold."""
    names = _names(value.__class__)
    if not names:
        raise TypeError(f"{value.__class__.__name__} has no JSON form")
    return {name: getattr(value, name) for name in names}


_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False, default=_fields)


def from_plain(cls: type[T], value: Any) -> T:
    """Rebuild a ``cls`` from what ``to_plain`` gave; unknown keys are ignored."""
    return typing.cast(T, _decoder(typing.cast(Any, cls))(value))


def pack(value: Any) -> bytes:
    """``to_plain`` as compressed JSON."""
    text = json.dumps(to_plain(value), ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 6)


def unpack(data: bytes) -> Any:
    """The plain value that ``pack`` wrote."""
    return json.loads(zlib.decompress(data).decode("utf-8", "surrogatepass"))


@cache
def _names(cls: Any) -> tuple[str, ...]:
    """Field names of a dataclass; of anything else none."""
    return tuple(getattr(cls, "__dataclass_fields__", ()))


@cache
def _decoder(cls: Any) -> _Decoder:
    if dataclasses.is_dataclass(cls):
        return _dataclass_decoder(cls)
    origin, args = typing.get_origin(cls), typing.get_args(cls)
    if origin is tuple:
        return _tuple_decoder(args)
    if origin in (typing.Union, types.UnionType):
        return _union_decoder(args)
    return lambda value: value


def _dataclass_decoder(cls: Any) -> _Decoder:
    hints = typing.get_type_hints(cls)
    slots: dict[str, _Decoder] = {}

    def decode(value: Any) -> Any:
        if not slots:  # filled on first use, so that a class may mention itself
            slots.update({f.name: _decoder(hints[f.name]) for f in dataclasses.fields(cls)})
        return cls(**{k: slots[k](v) for k, v in value.items() if k in slots})

    return decode


def _tuple_decoder(args: tuple[Any, ...]) -> _Decoder:
    if len(args) == 2 and args[1] is Ellipsis:
        each = _decoder(args[0])
        return lambda value: tuple(each(v) for v in value)
    parts = [_decoder(a) for a in args]
    return lambda value: tuple(d(v) for d, v in zip(parts, value, strict=True))


def _union_decoder(args: tuple[Any, ...]) -> _Decoder:
    inner = next((a for a in args if a is not type(None)), Any)
    decode = _decoder(inner)
    return lambda value: None if value is None else decode(value)
