"""JSON from the other side, read field by field; what is wrong names its field."""

import json
from collections.abc import Callable
from typing import TypeVar, cast

from .errors import WireError

_V = TypeVar("_V")


def parse_json(message: bytes) -> object:
    """Read any JSON; raise WireError where it is none."""
    try:
        return cast("object", json.loads(message))
    except (ValueError, RecursionError) as err:
        raise WireError("is no JSON") from err


class Fields:
    """One JSON object and where it stands, read field by field."""

    def __init__(self, value: object, where: str) -> None:
        """Raise WireError where the value is no object."""
        if not isinstance(value, dict):
            raise WireError("is no object", where)
        self._values = cast("dict[str, object]", value)
        self._where = where

    def at(self, name: str) -> str:
        """Return where a field of this name stands."""
        return f"{self._where}.{name}" if self._where else name

    def has(self, name: str) -> bool:
        """Tell whether a field that may be missing is there and is not null."""
        return self._values.get(name) is not None

    def get(self, name: str) -> object:
        """Return a field's value; raise WireError where there is none."""
        if name not in self._values:
            raise WireError("is missing", self.at(name))
        return self._values[name]

    def part(self, name: str) -> "Fields":
        """Return a field that is an object itself."""
        return Fields(self.get(name), self.at(name))

    def text(self, name: str, longest: int = 2000) -> str:
        """Return a field that is text and says something."""
        value = self.get(name)
        if not isinstance(value, str) or not value.strip():
            raise WireError("is no text", self.at(name))
        if len(value) > longest:
            raise WireError(f"is longer than {longest} characters", self.at(name))
        return value

    def whole(self, name: str) -> int:
        """Return a field that is a whole number."""
        value = self.get(name)
        if not isinstance(value, int) or isinstance(value, bool):
            raise WireError("is no whole number", self.at(name))
        return value

    def each(self, name: str, most: int, read: Callable[[object, str], _V]) -> tuple[_V, ...]:
        """Return a field that is a list of at most `most` items, each of them read."""
        items = items_of(self.get(name), self.at(name), most)
        return tuple(read(item, f"{self.at(name)}[{i}]") for i, item in enumerate(items))


def items_of(value: object, where: str, most: int) -> list[object]:
    """Return a list of at most `most` items; raise WireError where it is none."""
    if not isinstance(value, list):
        raise WireError("is no list", where)
    if len(value) > most:
        raise WireError(f"has more than {most} items", where)
    return cast("list[object]", value)
