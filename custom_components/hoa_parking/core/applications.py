"""Applications: somebody wants in, or a resident wants something changed; and what the public page asks for."""

import base64
import binascii
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Final

from .errors import Problem, Refused, WireError
from .people import LONGEST_APARTMENT, LONGEST_CONTACT, LONGEST_NAME
from .plates import checked
from .stills import STILL_BYTES, jpeg_size

LANGUAGES: Final = ("en", "ru", "kk", "id")
LONGEST_TEXT: Final = 500
LONGEST_CONSENT: Final = 8000
MOST_PLATES: Final = 5
DOCUMENT_BYTES: Final = STILL_BYTES
DOCUMENT_SIDE: Final = 4096


class ApplicationKind(StrEnum):
    """A newcomer wants access, or a resident wants a change: a new car, a new phone."""

    ACCESS = "access"
    CHANGE = "change"


class ApplicationState(StrEnum):
    """NEW waits for the board, ASKED for the applicant; the others are over."""

    NEW = "new"
    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


UNDECIDED: Final = (ApplicationState.NEW, ApplicationState.ASKED)
DECIDED: Final = (ApplicationState.APPROVED, ApplicationState.REFUSED, ApplicationState.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody applies with, checked; `consent` is the version of the text they agreed to."""

    name: str
    apartment: str
    contact: str
    plates: tuple[str, ...]
    note: str | None
    language: str
    consent: str | None
    document: bytes | None


@dataclass(frozen=True, slots=True)
class Application:
    """An application as it is kept; `user_id` is whose it is, once they have a Home Assistant user."""

    id: int
    kind: ApplicationKind
    state: ApplicationState
    user_id: str | None
    household: int | None
    name: str
    apartment: str
    contact: str
    plates: tuple[str, ...]
    note: str | None
    language: str
    consent: str | None
    document: str | None
    question: str | None
    answer: str | None
    reason: str | None
    made_at: datetime
    changed_at: datetime
    decided_at: datetime | None
    decided_by: str | None


class DuplicateKind(StrEnum):
    """What an application has in common with what is known: a listed plate, a home, another application."""

    PLATE = "plate"
    APARTMENT = "apartment"
    APPLICATION = "application"


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Something that is there already."""

    kind: DuplicateKind
    plate: str | None
    apartment: str | None
    application: int | None


@dataclass(frozen=True, slots=True)
class PublicPage:
    """What the board chose for the public page; `consent` is its text by language, where it has one."""

    enabled: bool = False
    consent: Mapping[str, str] = field(default_factory=lambda: dict.fromkeys(LANGUAGES, ""))
    document: bool = False
    local_only: bool = False

    @property
    def consent_version(self) -> str | None:
        """Return what tells one consent text from another; None where nobody is asked for consent."""
        if not any(self.consent.values()):
            return None
        return hashlib.sha256(consent_text(self.consent).encode()).hexdigest()[:12]


def consent_text(consent: Mapping[str, str]) -> str:
    """Return the consent texts as they are kept."""
    return json.dumps(dict(consent), ensure_ascii=False, sort_keys=True)


@dataclass(frozen=True, slots=True)
class Approval:
    """What the board makes of an application; `username` None: the one that is proposed."""

    apartment: str
    plates: tuple[str, ...]
    name: str
    username: str | None
    local_only: bool
    valid_until: datetime | None


def read_draft(values: Mapping[str, object], page: PublicPage, kind: ApplicationKind) -> Draft:
    """Read what somebody filled in; raises WireError whose problems are codes, by field."""
    problems: list[Problem] = []
    reader = _Reader(values, problems)
    draft = Draft(
        name=reader.line("name", LONGEST_NAME),
        apartment=reader.line("apartment", LONGEST_APARTMENT),
        contact=reader.line("contact", LONGEST_CONTACT),
        plates=reader.plates("plates"),
        note=reader.text("note", LONGEST_TEXT) or None,
        language=reader.language("language"),
        consent=reader.consent("consent_version", page.consent_version if kind is ApplicationKind.ACCESS else None),
        document=reader.document("document") if page.document else None,
    )
    if problems:
        raise WireError(problems)
    return draft


def required_text(text: str, field: str) -> str:
    """Return a text that may not be empty; raises Refused with required or too_long."""
    words = cleaned(text)
    if not words:
        raise Refused("required", "this is needed", field)
    if len(words) > LONGEST_TEXT:
        raise Refused("too_long", f"this has more than {LONGEST_TEXT} characters", field)
    return words


def cleaned(text: str) -> str:
    """Return a text without what nobody can see: its lines stay, other control characters become spaces."""
    seen = "".join(one if one == "\n" or one.isprintable() else " " for one in text.replace("\r\n", "\n"))
    return "\n".join(" ".join(line.split()) for line in seen.split("\n")).strip()


class _Reader:
    """Reads one field after the other; what is wrong is noted by its code."""

    def __init__(self, values: Mapping[str, object], problems: list[Problem]) -> None:
        self._values = values
        self._problems = problems

    def text(self, name: str, longest: int) -> str:
        value = self._values.get(name)
        if not isinstance(value, str):
            return ""
        words = cleaned(value[: 4 * longest])
        if len(words) > longest or len(value) > 4 * longest:
            self._complain(name, "too_long")
            return ""
        return words

    def line(self, name: str, longest: int) -> str:
        before = len(self._problems)
        words = " ".join(self.text(name, longest).split())
        if not words and len(self._problems) == before:
            self._complain(name, "required")
        return words

    def plates(self, name: str) -> tuple[str, ...]:
        value = self._values.get(name)
        if not isinstance(value, list):
            return ()
        if len(value) > MOST_PLATES:
            self._complain(name, "too_many")
            return ()
        found: list[str] = []
        for at, one in enumerate(value):
            try:
                found.append(checked(one if isinstance(one, str) else ""))
            except Refused as err:
                self._complain(f"{name}[{at}]", err.code)
        return tuple(dict.fromkeys(found))

    def language(self, name: str) -> str:
        value = self._values.get(name)
        return value if isinstance(value, str) and value in LANGUAGES else LANGUAGES[0]

    def consent(self, name: str, version: str | None) -> str | None:
        if version is not None and self._values.get(name) != version:
            self._complain(name, "consent_needed")
        return version

    def document(self, name: str) -> bytes | None:
        value = self._values.get(name)
        if value is None:
            return None
        picture = _decoded(value)
        size = jpeg_size(picture) if picture is not None else None
        if size is None or max(size) > DOCUMENT_SIDE:
            self._complain(name, "document_no_picture")
            return None
        return picture

    def _complain(self, name: str, code: str) -> None:
        self._problems.append(Problem(name, code))


def _decoded(value: object) -> bytes | None:
    if not isinstance(value, str) or len(value) > (DOCUMENT_BYTES + 2) // 3 * 4:
        return None
    try:
        picture = base64.b64decode(value, validate=True)
    except binascii.Error, ValueError:
        return None
    return picture if len(picture) <= DOCUMENT_BYTES else None
