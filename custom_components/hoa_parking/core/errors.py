"""Everything that can go wrong here, by what a caller would do about it."""

from collections.abc import Sequence
from dataclasses import dataclass


class HoaError(Exception):
    """The root; the message is for a person and holds no secret."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One field of a message that cannot be used, and why, in words."""

    field: str
    problem: str


class WireError(HoaError):
    """A message is not what the contract says; `problems` names every bad field."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(f"{p.field}: {p.problem}" if p.field else p.problem for p in problems))
        self.problems = tuple(problems)


class StoreError(HoaError):
    """The database cannot do it; `code` is a repair issue's and a log's word for it."""

    code = "failed"


class Damaged(StoreError):
    """The file is no sound database."""

    code = "damaged"


class Locked(StoreError):
    """Somebody else holds the database; trying again helps."""

    code = "locked"


class Full(StoreError):
    """The disk takes no more."""

    code = "full"


class NewerSchema(StoreError):
    """A newer version of this integration wrote the database."""

    code = "newer_schema"


class Closed(StoreError):
    """The database is closed."""

    code = "closed"


class GateError(HoaError):
    """A gate did not do as told; `code` is unavailable, timeout, refused or not_found."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class AccountError(HoaError):
    """Home Assistant's users cannot be changed as asked; `code` is a translation key."""

    code = "account_failed"


class Refused(HoaError):
    """What a person asked for cannot be done: `code` is a translation key, `field` what it is about."""

    def __init__(self, code: str, message: str, field: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.field = field
