"""What the recognizer is told at its start: by the command line, the environment, or the app's options."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol, cast
from urllib.parse import urlsplit

from .choice import USUAL, Choice, Named, choose_all
from .errors import RecognizerError

SUPERVISOR: Final = "http://supervisor"
PORT: Final = 8099
LEVELS: Final = ("debug", "info", "warning", "error")
APP_DATA: Final = Path("/data")
APP_CONFIG: Final = Path("/config")


@dataclass(frozen=True, slots=True)
class Settings:
    """Where Home Assistant is, who we are there, where files go, where the page is, how much to use, and what looks."""

    url: str
    token: str = field(repr=False)
    data: Path
    host: str
    port: int
    threads: int
    log_level: str
    supervisor_token: str | None = field(default=None, repr=False)
    page_token: str | None = field(default=None, repr=False)
    engines: Choice = USUAL


class Given(Named, Protocol):
    """The command line's part; None where nothing was given."""

    url: str | None
    token_file: Path | None
    data: Path | None
    host: str | None
    port: int | None
    threads: int | None
    log_level: str | None


def settle(given: Given, environ: Mapping[str, str] = os.environ, app_data: Path = APP_DATA) -> Settings:
    """Return the settings, the command line first; raise RecognizerError that says what is missing or wrong."""
    options = _options(app_data / "options.json")
    supervisor = environ.get("SUPERVISOR_TOKEN") or None
    url, token = _home(given, environ, options, supervisor)
    return Settings(
        url=url,
        token=token,
        data=given.data or _folder(environ, app_data, supervisor),
        # Inside the app's container every address is its own; the page itself asks who comes.
        host=given.host or ("0.0.0.0" if supervisor else "127.0.0.1"),  # noqa: S104
        port=PORT if given.port is None else given.port,
        threads=given.threads or _whole(options, "threads", 2),
        log_level=given.log_level or _level(options),
        supervisor_token=supervisor,
        page_token=environ.get("HOA_PARKING_PAGE_TOKEN") or None,
        engines=choose_all(given, options, (APP_CONFIG, app_data)),
    )


def engines_of(given: Named, app_data: Path = APP_DATA) -> Choice:
    """Return the engines that the settings would name; raise RecognizerError as `settle` does."""
    return choose_all(given, _options(app_data / "options.json"), (APP_CONFIG, app_data))


def _home(
    given: Given, environ: Mapping[str, str], options: Mapping[str, object], supervisor: str | None
) -> tuple[str, str]:
    url = given.url or environ.get("HOA_PARKING_URL") or _text(options, "url")
    token = _token(given) or environ.get("HOA_PARKING_TOKEN") or _text(options, "token")
    if supervisor and not url:
        return f"{SUPERVISOR}/core", supervisor
    if not url:
        raise RecognizerError("where is Home Assistant? Give --url http://HOST:8123 or set HOA_PARKING_URL")
    if not token:
        raise RecognizerError(
            "the token is missing: run the action “Pair recognizer” in Home Assistant, put the token that it answers"
            " into a file and give --token-file FILE, or set HOA_PARKING_TOKEN"
        )
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
        raise RecognizerError("Home Assistant's address is not like http://HOST:8123")
    return url.rstrip("/"), token


def _token(given: Given) -> str | None:
    if given.token_file is None:
        return None
    try:
        return given.token_file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as err:
        raise RecognizerError(f"the token file {given.token_file} cannot be read") from err


def _folder(environ: Mapping[str, str], app_data: Path, supervisor: str | None) -> Path:
    if "HOA_PARKING_DATA" in environ:
        return Path(environ["HOA_PARKING_DATA"])
    if supervisor:
        return app_data
    return Path(environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "hoa-parking"


def _options(path: Path) -> Mapping[str, object]:
    try:
        read = json.loads(path.read_bytes())
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as err:
        raise RecognizerError(f"the app's options in {path} cannot be read") from err
    if not isinstance(read, dict):
        raise RecognizerError(f"the app's options in {path} are no object")
    return cast("dict[str, object]", read)


def _text(options: Mapping[str, object], name: str) -> str | None:
    value = options.get(name)
    return value if isinstance(value, str) and value else None


def _whole(options: Mapping[str, object], name: str, otherwise: int) -> int:
    value = options.get(name, otherwise)
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 64:
        raise RecognizerError(f"the app's option {name} is no number from 1 to 64")
    return value


def _level(options: Mapping[str, object]) -> str:
    value = options.get("log_level", "info")
    if value not in LEVELS:
        raise RecognizerError(f"the app's option log_level is none of {', '.join(LEVELS)}")
    return str(value)
