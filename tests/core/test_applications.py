"""What somebody fills in is checked and cleaned field by field; work at the door is done once; names and passwords."""

import base64
import hashlib
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import given, strategies as st

from custom_components.hoa_parking.core.accounts import checked_password, checked_username, proposed_username
from custom_components.hoa_parking.core.applications import (
    DOCUMENT_BYTES,
    ApplicationKind,
    Draft,
    PublicPage,
    read_draft,
)
from custom_components.hoa_parking.core.door_work import BITS, LASTS, MOST_SPENT, SEED_BYTES, Challenge, DoorWork
from custom_components.hoa_parking.core.errors import Refused, WireError

NOON = datetime(2026, 11, 21, 7, 0, tzinfo=UTC)
CONSENT = PublicPage(consent={"en": "We keep your name.", "ru": "", "kk": "", "id": ""}, document=True)
NO_CONSENT = PublicPage(document=True)
SCRIPT = "<script>alert(1)</script>"


def jpeg(width: int, height: int, size: int = 0) -> str:
    header = b"\xff\xd8\xff\xc0\x00\x11\x08" + height.to_bytes(2) + width.to_bytes(2) + b"\x03" + b"\x00" * 9
    return base64.b64encode(header.ljust(size, b"\x00")).decode()


def filled(**changes: Any) -> dict[str, Any]:
    fields = {"name": "Alma Sadykova", "apartment": "17", "contact": "+7 701", "plates": ["123 ABC 02"]}
    return {**fields, "note": "", "language": "kk", "consent_version": None, "document": None, **changes}


def read(page: PublicPage = NO_CONSENT, kind: ApplicationKind = ApplicationKind.ACCESS, **changes: Any) -> Draft:
    return read_draft(filled(**changes), page, kind)


def problems(page: PublicPage = NO_CONSENT, **changes: Any) -> list[tuple[str, str]]:
    with pytest.raises(WireError) as caught:
        read(page, **changes)
    return [(one.field, one.problem) for one in caught.value.problems]


def code(refused: Any, *arguments: Any) -> str:
    with pytest.raises(Refused) as caught:
        refused(*arguments)
    return caught.value.code


def nonce(challenge: Challenge, *, wrong: bool = False) -> str:
    def good(number: int) -> bool:
        digest = hashlib.sha256(f"{challenge.salt}:{number}".encode()).digest()
        return (int.from_bytes(digest) >> (256 - challenge.bits) == 0) is not wrong

    return str(next(number for number in count() if good(number)))


def test_a_filled_form_becomes_a_draft() -> None:
    draft = read(
        name="  Alma \t Sadykova ",
        plates=["123 abc-02", "А123ВС777", "123ABC02"],
        note="First line \r\n second line\x07",
        document=jpeg(640, 480),
    )

    assert (draft.name, draft.apartment, draft.language) == ("Alma Sadykova", "17", "kk")
    assert draft.plates == ("123ABC02", "A123BC777")
    assert draft.note == "First line\nsecond line"
    assert draft.document is not None
    assert draft.document.startswith(b"\xff\xd8\xff")


def test_every_bad_field_is_named_at_once() -> None:
    bad = problems(
        CONSENT,
        name=" ",
        apartment=None,
        contact="x" * 121,
        plates=["1", "123ABC02", "123ЖЖЖ02", 7],
        note="x" * 501,
        consent_version="another",
        document="bm8gcGljdHVyZQ==",
    )

    assert bad == [
        ("name", "required"),
        ("apartment", "required"),
        ("contact", "too_long"),
        ("plates[0]", "plate_length"),
        ("plates[2]", "plate_letters"),
        ("plates[3]", "plate_length"),
        ("note", "too_long"),
        ("consent_version", "consent_needed"),
        ("document", "document_no_picture"),
    ]


@pytest.mark.parametrize(
    "document",
    [
        jpeg(4097, 10),
        jpeg(640, 480, DOCUMENT_BYTES + 1),
        jpeg(640, 480) + "!",
        base64.b64encode(b"\x89PNG\r\n\x1a\n" + b"\x00" * 100).decode(),
        "",
        17,
        ["a"],
    ],
)
def test_a_document_is_a_jpeg_of_a_sensible_size(document: object) -> None:
    assert problems(document=document) == [("document", "document_no_picture")]


def test_a_document_that_nobody_asked_for_is_not_even_looked_at() -> None:
    assert read(PublicPage(), document="whatever").document is None


def test_at_most_five_cars() -> None:
    assert problems(plates=["1A", "2A", "3A", "4A", "5A", "6A"]) == [("plates", "too_many")]


@pytest.mark.parametrize("field", ["name", "apartment", "contact", "note"])
def test_markup_is_text(field: str) -> None:
    assert getattr(read(**{field: SCRIPT}), field) == SCRIPT


def test_what_nobody_can_see_is_taken_out() -> None:
    draft = read(name="Al\u202ema\x00 \ud800Sadykova\u200b")

    assert draft.name == "Al ma Sadykova"
    assert draft.name.encode()


@given(st.dictionaries(st.sampled_from(list(filled())), st.none() | st.integers() | st.text() | st.lists(st.text())))
def test_whatever_is_sent_is_read_or_refused_in_words(fields: dict[str, Any]) -> None:
    try:
        draft = read_draft({**filled(), **fields}, CONSENT, ApplicationKind.ACCESS)
    except WireError as err:
        assert all(one.field and one.problem for one in err.problems)  # noqa: PT017  either is right
    else:
        assert draft.consent == CONSENT.consent_version


def test_a_new_consent_text_is_another_version_and_no_text_is_none() -> None:
    other = PublicPage(consent={**CONSENT.consent, "ru": "Мы храним имя."})

    assert PublicPage().consent_version is None
    assert CONSENT.consent_version != other.consent_version
    assert read(CONSENT, consent_version=CONSENT.consent_version).consent == CONSENT.consent_version
    assert read(CONSENT, ApplicationKind.CHANGE).consent is None


def test_work_is_taken_once_and_not_for_long() -> None:
    door = DoorWork(b"secret")
    challenge = door.challenge(bytes(SEED_BYTES), NOON)
    done = nonce(challenge)

    door.check(challenge.salt, done, NOON)
    door.spend(challenge.salt, done, NOON + LASTS - timedelta(seconds=1))

    assert challenge.bits == BITS
    assert challenge.until == NOON + LASTS
    assert code(door.check, challenge.salt, done, NOON) == "work_wrong"
    assert code(door.spend, challenge.salt, done, NOON) == "work_wrong"


def test_work_comes_too_late() -> None:
    door = DoorWork(b"secret")
    challenge = door.challenge(bytes(SEED_BYTES), NOON)
    done = nonce(challenge)

    assert code(door.spend, challenge.salt, done, NOON + LASTS) == "work_old"
    assert code(door.spend, challenge.salt, done, NOON - timedelta(hours=1)) == "work_old"


def test_work_that_was_not_done_or_not_for_us_is_wrong() -> None:
    door = DoorWork(b"secret")
    challenge, other = door.challenge(bytes(SEED_BYTES), NOON), DoorWork(b"other").challenge(bytes(SEED_BYTES), NOON)
    longer = challenge.salt[:32] + "f" + challenge.salt[33:]
    again = Challenge(longer, BITS, NOON)

    assert code(door.check, challenge.salt, nonce(challenge, wrong=True), NOON) == "work_wrong"
    assert code(door.check, other.salt, nonce(other), NOON) == "work_wrong"
    assert code(door.check, longer, nonce(again), NOON) == "work_wrong"
    assert [code(door.check, salt, "1", NOON) for salt in ("", "zz", challenge.salt.upper())] == ["work_wrong"] * 3
    odd = ("", "-1", "1e3", "٣", "9" * 21)
    assert [code(door.check, challenge.salt, one, NOON) for one in odd] == ["work_wrong"] * len(odd)


def test_what_was_spent_is_remembered_within_bounds() -> None:
    door = DoorWork(b"secret", bits=0)
    salts = [door.challenge(number.to_bytes(SEED_BYTES), NOON).salt for number in range(MOST_SPENT + 1)]
    for salt in salts[:-1]:
        door.spend(salt, "0", NOON)
    fresh = door.challenge(b"f" * SEED_BYTES, NOON + LASTS)

    assert code(door.spend, salts[-1], "0", NOON) == "too_many"
    assert code(door.spend, salts[0], "0", NOON) == "work_wrong"
    door.spend(fresh.salt, "0", NOON + LASTS)  # what is too old to be used again is forgotten


@pytest.mark.parametrize(
    ("name", "username"),
    [
        ("Alma Sadykova", "alma.sadykova"),
        ("Жанна Құрманғазы кызы", "zhanna.qurmangazy"),
        ("Ольга", "olga"),
        ("王", "resident"),
        ("<script>", "script"),
        ("x" * 80, "x" * 28),
    ],
)
def test_a_user_name_is_made_of_a_name(name: str, username: str) -> None:
    assert proposed_username(name, frozenset()) == username
    assert proposed_username(name, frozenset({username, f"{username}2"})) == f"{username}3"
    assert checked_username(username) == username


@pytest.mark.parametrize("username", ["", "a", "Алма", "a b", "-alma", "x" * 33, "alma/..", "alma\n\nx"])
def test_a_user_name_that_can_be_none(username: str) -> None:
    assert code(checked_username, username) == "username_letters"


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("short", "password_short"),
        ("x" * 129, "password_long"),
        ("1234567890", "password_guessable"),
        ("aaaaaaaabb", "password_guessable"),
        ("Alma.Sadykova1", "password_guessable"),
        ("half of a \ud83d smile", "password_guessable"),
    ],
)
def test_a_password_that_is_no_good(password: str, why: str) -> None:
    assert code(checked_password, password, "alma.sadykova") == why


def test_a_short_user_name_may_stand_in_a_password() -> None:
    assert checked_password("a really long one", "al") == "a really long one"
