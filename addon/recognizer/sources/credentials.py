"""Answer a camera's demand for a password: Basic and Digest, one try at a time (cameras lock out who tries often)."""

import base64
import hashlib
import re
import secrets
from collections.abc import Callable, Iterable

_PAIR = re.compile(r'(\w+)\s*=\s*(?:"([^"]*)"|([^\s,]+))')
_HASHES = {"MD5": hashlib.md5, "SHA-256": hashlib.sha256}


def _nonce() -> str:
    return secrets.token_hex(8)


class Login:
    """One user at one camera; remembers the demand so that later requests need no second round."""

    def __init__(self, user: str, password: str, nonce: Callable[[], str] = _nonce) -> None:
        self._user = user
        self._password = password
        self._nonce = nonce
        self._basic = False
        self._digest: dict[str, str] = {}
        self._count = 0

    def challenged(self, demands: Iterable[str]) -> bool:
        """Take the camera's WWW-Authenticate lines; return whether an answer can be given."""
        self._digest, self._basic = {}, False
        if not self._user:
            return False
        for demand in demands:
            scheme, _, rest = demand.strip().partition(" ")
            if scheme.lower() == "digest":
                pairs = {name.lower(): quoted or bare for name, quoted, bare in _PAIR.findall(rest)}
                if pairs.get("algorithm", "MD5").upper() in _HASHES and {"realm", "nonce"} <= pairs.keys():
                    self._digest, self._count = pairs, 0
                    return True
            self._basic = self._basic or scheme.lower() == "basic"
        return self._basic

    def header(self, method: str, uri: str) -> str | None:
        """Return the Authorization line's value, None before any demand."""
        if self._digest:
            return self._answer(method, uri)
        if self._basic:
            return "Basic " + base64.b64encode(f"{self._user}:{self._password}".encode()).decode()
        return None

    def _answer(self, method: str, uri: str) -> str:
        asked = self._digest
        algorithm = asked.get("algorithm", "MD5").upper()

        def digest(*parts: str) -> str:
            return _HASHES[algorithm](":".join(parts).encode()).hexdigest()

        who = digest(self._user, asked["realm"], self._password)
        what = digest(method, uri)
        fields = {"username": self._user, "realm": asked["realm"], "nonce": asked["nonce"], "uri": uri}
        line = ", ".join(f'{name}="{_quoted(value)}"' for name, value in fields.items())
        if "auth" in [word.strip() for word in asked.get("qop", "").split(",")]:
            self._count += 1
            count, own = f"{self._count:08x}", self._nonce()
            line += f', qop=auth, nc={count}, cnonce="{own}"'
            response = digest(who, asked["nonce"], count, own, "auth", what)
        else:
            response = digest(who, asked["nonce"], what)
        line += f', response="{response}", algorithm={algorithm}'
        if "opaque" in asked:
            line += f', opaque="{asked["opaque"]}"'
        return "Digest " + line


def _quoted(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"')
