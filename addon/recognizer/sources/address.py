"""A camera's address, its password kept out of everything that is shown."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from ..errors import SourceError

_USERINFO = re.compile(r"(?<=://)[^/?#\s]*@")
_SECRET = re.compile(r"(?i)\b(pass(?:word|wd)?|pwd|token|auth|secret|key|user(?:name)?|usr)=[^&#\s]*")


def redact(text: str) -> str:
    """Return the text with the user names and passwords of its addresses struck out."""
    return _SECRET.sub(r"\1=***", _USERINFO.sub("***@", text))


@dataclass(frozen=True, slots=True)
class Address:
    """A network camera's address in parts; `url` holds no user name; `options` are what stood behind the #."""

    scheme: str
    host: str
    port: int
    path: str
    user: str
    password: str
    options: tuple[tuple[str, str], ...]

    @property
    def url(self) -> str:
        """The address without user name and password."""
        return f"{self.scheme}://{self.netloc}{self.path}"

    @property
    def with_login(self) -> str:
        """The address with user name and password; for whoever connects, never for showing."""
        if not self.user:
            return self.url
        return f"{self.scheme}://{quote(self.user, safe='')}:{quote(self.password, safe='')}@{self.netloc}{self.path}"

    @property
    def netloc(self) -> str:
        """Host and port as a URL has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"

    def __str__(self) -> str:
        return redact(self.url)

    def __repr__(self) -> str:
        return f"Address({redact(self.url)!r})"

    def option(self, name: str) -> str | None:
        """Return one of the options, None where it is not given."""
        return dict(self.options).get(name)


PORTS = {"rtsp": 554, "rtsps": 322, "http": 80, "https": 443}


def parse_address(url: str) -> Address:
    """Take a network address apart; raise SourceError that says what is wrong with it."""
    if any(ord(letter) <= 32 for letter in url):
        raise SourceError("the camera's address holds a space or a line break")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as err:
        raise SourceError(
            "the camera's address is malformed: write it like rtsp://user:password@host:554/path"
        ) from err
    if not parts.hostname:
        raise SourceError("the camera's address names no host")
    return Address(
        scheme=parts.scheme,
        host=parts.hostname,
        port=port or PORTS[parts.scheme],
        path=(parts.path or "/") + (f"?{parts.query}" if parts.query else ""),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        options=tuple(parse_qsl(parts.fragment, keep_blank_values=True)),
    )
