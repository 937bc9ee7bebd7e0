"""A message's JSON read field by field: every bad one is named, none raises before all are read. Pure."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final, cast

from .errors import Problem, WireError

SCHEMA: Final = 1
SCHEMA_MIN: Final = 1
SCHEMA_MAX: Final = 1
MESSAGE_BYTES: Final = 64 * 1024
NESTING: Final = 32
PROBLEMS: Final = 50
COUNT: Final = 1_000_000_000

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}", re.ASCII)
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")

_NOTHING_AT: Final = datetime(1970, 1, 1, tzinfo=UTC)


class Fields:
    """One JSON object and where it stands, read field by field; problems are kept until `check`."""

    def __init__(self, values: Mapping[str, object], where: str, problems: list[Problem]) -> None:
        self._values = values
        self._where = where
        self._problems = problems

    @classmethod
    def read(cls, message: bytes) -> Fields:
        """Read a message's outer object, of a schema that we speak."""
        if len(message) > MESSAGE_BYTES:
            raise WireError([Problem("", f"is larger than {MESSAGE_BYTES} bytes")])
        value = _parse(message)
        if not isinstance(value, dict):
            raise WireError([Problem("", "is no JSON object")])
        root = cls(cast("dict[str, object]", value), "", [])
        schema = root.whole("schema", -COUNT, COUNT)
        if not SCHEMA_MIN <= schema <= SCHEMA_MAX:
            root.complain(
                "schema", f"is not between {SCHEMA_MIN} and {SCHEMA_MAX}: update the older of the two programs"
            )
        if root._problems:
            raise WireError(root._problems)
        return root

    def check(self) -> None:
        """Raise WireError where anything was wrong."""
        if self._problems:
            raise WireError(self._problems[:PROBLEMS])

    def complain(self, name: str, problem: str) -> None:
        """Note that a field is bad."""
        if len(self._problems) < PROBLEMS:
            self._problems.append(Problem(self._at(name), problem))

    def has(self, name: str) -> bool:
        """Tell whether a field is there and not null."""
        return self._values.get(name) is not None

    def part(self, name: str) -> Fields:
        """Read an object."""
        value = self._get(name)
        if not isinstance(value, dict):
            self.complain(name, "is no object")
            value = {}
            return Fields({}, self._at(name), [])
        return Fields(cast("dict[str, object]", value), self._at(name), self._problems)

    def each[T](self, name: str, most: int, read: Callable[[Fields], T]) -> tuple[T, ...]:
        """Read a list of at most `most` objects."""
        value = self._get(name)
        if not isinstance(value, list):
            self.complain(name, "is no list")
            return ()
        if len(value) > most:
            self.complain(name, f"has more than {most} items")
            return ()
        items: list[T] = []
        for position, item in enumerate(cast("list[object]", value)):
            at = f"{name}[{position}]"
            if isinstance(item, dict):
                items.append(read(Fields(cast("dict[str, object]", item), self._at(at), self._problems)))
            else:
                self.complain(at, "is no object")
        return tuple(items)

    def text(self, name: str, longest: int) -> str:
        """Read a text that is not empty."""
        value = self._get(name)
        if not isinstance(value, str) or not value.strip():
            self.complain(name, "is no text")
            return ""
        if len(value) > longest:
            self.complain(name, f"is longer than {longest} characters")
            return ""
        if _CONTROL.search(value) or not _encodable(value):
            self.complain(name, "has characters that no text has")
            return ""
        return value

    def pattern(self, name: str, pattern: re.Pattern[str], what: str) -> str:
        """Read a text that looks like `pattern`."""
        value = self._get(name)
        if not isinstance(value, str) or len(value) > 64 or not pattern.fullmatch(value):
            self.complain(name, f"is not {what}")
            return ""
        return value

    def id(self, name: str) -> str:
        """Read an id."""
        return self.pattern(name, _ID, "an id of 1 to 64 letters, digits, - and _")

    def choice(self, name: str, words: tuple[str, ...]) -> str:
        """Read one of some words."""
        value = self._get(name)
        if not isinstance(value, str) or value not in words:
            self.complain(name, f"is none of {', '.join(words)}")
            return words[0]
        return value

    def member[E: StrEnum](self, name: str, members: type[E]) -> E:
        """Read a member of an enumeration."""
        return members(self.choice(name, tuple(member.value for member in members)))

    def flag(self, name: str) -> bool:
        """Read true or false."""
        value = self._get(name)
        if not isinstance(value, bool):
            self.complain(name, "is neither true nor false")
            return False
        return value

    def whole(self, name: str, least: int, most: int) -> int:
        """Read a whole number."""
        value = self._get(name)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            self.complain(name, f"is no whole number from {least} to {most}")
            return least
        return value

    def share(self, name: str) -> float:
        """Read a number from 0 to 1."""
        value = self._get(name)
        # No number that is none lies between two, and no whole one is too long to be compared.
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            self.complain(name, "is no number from 0 to 1")
            return 0.0
        return float(value)

    def shares(self, name: str, whose: str) -> tuple[float, ...]:
        """Read as many numbers from 0 to 1 as another field, a text, has characters."""
        value, text = self._get(name), self._get(whose)
        if not isinstance(value, list) or not isinstance(text, str) or len(value) != len(text):
            self.complain(name, f"is no list of as many numbers as {whose} has characters")
            return ()
        return tuple(Fields({name: one}, self._where, self._problems).share(name) for one in value)

    def time(self, name: str) -> datetime:
        """Read a time with an offset."""
        value = self._get(name)
        if isinstance(value, str) and len(value) <= 40 and _TIME.fullmatch(value):
            try:
                moment = datetime.fromisoformat(value).astimezone(UTC)
                return moment.replace(microsecond=moment.microsecond // 1000 * 1000)
            except ValueError, OverflowError:
                pass
        self.complain(name, "is no time with an offset, such as 2026-11-21T06:30:15.250Z")
        return _NOTHING_AT

    def _get(self, name: str) -> object:
        return self._values.get(name)

    def _at(self, name: str) -> str:
        return f"{self._where}.{name}" if self._where else name


def _parse(message: bytes) -> object:
    if _depth(message) > NESTING:
        raise WireError([Problem("", f"is nested deeper than {NESTING}")])
    try:
        return cast("object", json.loads(message.decode()))
    except (ValueError, RecursionError) as err:
        raise WireError([Problem("", "is no JSON in UTF-8")]) from err


def _depth(message: bytes) -> int:
    """Return how deep the brackets go, those in texts counted too: an honest report has none there."""
    deepest = depth = 0
    for byte in message:
        if byte in b"[{":
            depth += 1
            deepest = max(deepest, depth)
        elif byte in b"]}":
            depth -= 1
    return deepest


def _encodable(value: str) -> bool:
    return not any(0xD800 <= ord(character) <= 0xDFFF for character in value)
