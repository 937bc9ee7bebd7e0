"""Log-ins of Home Assistant's: user names and passwords, as far as we have a say."""

import re
from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from typing import Final

from .errors import Refused

LINK_LASTS: Final = timedelta(days=7)
SHORTEST_PASSWORD: Final = 10
LONGEST_PASSWORD: Final = 128
FEWEST_CHARACTERS: Final = 4
"""A password of fewer different ones is guessed at once."""
TELLING: Final = 4
"""A user name so long gives a password away that holds it."""

_USERNAME: Final = re.compile(r"[a-z0-9][a-z0-9._-]{1,31}", re.ASCII)
_LATIN: Final = str.maketrans(
    {
        **dict(zip("абвгдезийклмнопрстуфыэёіңғқөұүһә", "abvgdeziyklmnoprstufyeeingqouuha", strict=True)),
        "ж": "zh",
        "х": "kh",
        "ц": "ts",
        "ч": "ch",
        "ш": "sh",
        "щ": "sch",
        "ю": "yu",
        "я": "ya",
        "ў": "u",
    }
)
_NAMELESS: Final = "resident"
_LONGEST_PROPOSED: Final = 28


@dataclass(frozen=True, slots=True)
class Account:
    """A user of Home Assistant; `username` None: no password of theirs logs in, though they may be `named`."""

    user_id: str
    name: str
    username: str | None
    is_admin: bool
    named: str | None = None


def checked_username(text: str) -> str:
    """Return a user name as Home Assistant keeps it; raises Refused for what can be none."""
    name = text.strip().casefold()
    if not _USERNAME.fullmatch(name):
        raise Refused("username_letters", "a user name has 2 to 32 of a to z, 0 to 9 and . _ -", "username")
    return name


def checked_password(password: str, username: str) -> str:
    """Return a password that may be set; raises Refused for one that is too short, too long or easily guessed."""
    if len(password) < SHORTEST_PASSWORD:
        raise Refused("password_short", f"a password has at least {SHORTEST_PASSWORD} characters", "password")
    if len(password) > LONGEST_PASSWORD:
        raise Refused("password_long", f"a password has at most {LONGEST_PASSWORD} characters", "password")
    plain = password.casefold()
    holds_name = len(username) >= TELLING and username in plain
    halves = any(
        "\ud800" <= one <= "\udfff" for one in plain
    )  # of characters: no keyboard has them, nothing keeps them
    if plain.isdigit() or len(set(plain)) < FEWEST_CHARACTERS or holds_name or halves:
        raise Refused("password_guessable", "this password is easy to guess", "password")
    return password


def proposed_username(name: str, taken: frozenset[str]) -> str:
    """Return a user name made of a person's name that nobody has."""
    latin = name.casefold().translate(_LATIN)
    words = ["".join(one for one in word if one.isascii() and one.isalnum()) for word in latin.split()]
    base = ".".join([word for word in words if word][:2])[:_LONGEST_PROPOSED].strip(".")
    if not _USERNAME.fullmatch(base):
        base = _NAMELESS
    if base not in taken:
        return base
    return next(one for number in count(2) if (one := f"{base}{number}") not in taken)
