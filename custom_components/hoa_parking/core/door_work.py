"""Proof of work: whoever knocks at an open door spends a second of computing first. Pure."""

import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from .errors import Refused

BITS: Final = 16
LASTS: Final = timedelta(minutes=10)
MOST_SPENT: Final = 4096
SEED_BYTES: Final = 16
LONGEST_NONCE: Final = 20

_SEAL_BYTES: Final = 16
_TIME_BYTES: Final = 8
_SALT: Final = re.compile(rf"[0-9a-f]{{{2 * (SEED_BYTES + _TIME_BYTES + _SEAL_BYTES)}}}", re.ASCII)
_NONCE: Final = re.compile(rf"[0-9]{{1,{LONGEST_NONCE}}}", re.ASCII)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MS: Final = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Challenge:
    """What to work on: find a nonce such that sha256("salt:nonce") begins with `bits` zero bits."""

    salt: str
    bits: int
    until: datetime


class DoorWork:
    """Gives out challenges that it need not remember, and takes each once."""

    def __init__(self, secret: bytes, bits: int = BITS) -> None:
        self._secret = secret
        self._bits = bits
        self._spent: dict[str, datetime] = {}

    def challenge(self, seed: bytes, now: datetime) -> Challenge:
        """Return a challenge; `seed` is random, `SEED_BYTES` long."""
        until = _EPOCH + (now + LASTS - _EPOCH) // _MS * _MS
        head = seed + ((until - _EPOCH) // _MS).to_bytes(_TIME_BYTES)
        return Challenge((head + self._seal(head)).hex(), self._bits, until)

    def check(self, salt: str, nonce: str, now: datetime) -> None:
        """Raise Refused with work_wrong where the work was not done or was used, work_old where it came too late."""
        until = self._until(salt)
        if until is None or salt in self._spent or not _NONCE.fullmatch(nonce) or not self._is_done(salt, nonce):
            raise Refused("work_wrong", "this proof of work is wrong or was used: ask for another")
        if not now < until <= now + LASTS:
            raise Refused("work_old", "this proof of work is too old: ask for another")

    def spend(self, salt: str, nonce: str, now: datetime) -> None:
        """Take work that is good, once; raises Refused for any other, and too_many where too much comes at once."""
        self.check(salt, nonce, now)
        self._spent = {one: until for one, until in self._spent.items() if now < until <= now + LASTS}
        if len(self._spent) >= MOST_SPENT:
            raise Refused("too_many", "too many come at once: try again later")
        self._spent[salt] = now + LASTS

    def _until(self, salt: str) -> datetime | None:
        """Return until when a salt of ours is good, None for any other text."""
        if not _SALT.fullmatch(salt):
            return None
        whole = bytes.fromhex(salt)
        head = whole[:-_SEAL_BYTES]
        if not hmac.compare_digest(whole[-_SEAL_BYTES:], self._seal(head)):
            return None
        return _EPOCH + int.from_bytes(head[SEED_BYTES:]) * _MS

    def _is_done(self, salt: str, nonce: str) -> bool:
        hashed = int.from_bytes(hashlib.sha256(f"{salt}:{nonce}".encode()).digest())
        return hashed >> (256 - self._bits) == 0

    def _seal(self, head: bytes) -> bytes:
        return hmac.new(self._secret, head, hashlib.sha256).digest()[:_SEAL_BYTES]
