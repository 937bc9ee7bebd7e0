"""What people have asked for when somebody begins to look on: an application that waits, a guest who may come."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Final

from .door import Door
from .product import Product

APPLY: Final = "/api/hoa_parking/v1/apply"
CONSENT: Final = {
    "en": "The association keeps your name, apartment, contact and number plates to open the gate for you and to reach "
    "you. Guards see the apartment only. Pictures of passages are deleted after 30 days.",
    "ru": "Объединение хранит ваше имя, квартиру, контакт и номера машин, чтобы открывать вам ворота и писать вам. "
    "Охрана видит только квартиру. Снимки проездов удаляются через 30 дней.",
    "kk": "Бірлестік сізге қақпа ашу және сізбен байланысу үшін атыңызды, пәтеріңізді, байланысыңызды және көлік "
    "нөмірлерін сақтайды. Күзет тек пәтерді көреді. Өту суреттері 30 күннен кейін жойылады.",
    "id": "Perhimpunan menyimpan nama, unit, kontak, dan pelat Anda untuk membuka gerbang dan menghubungi Anda. "
    "Satpam hanya melihat unit. Foto lintasan dihapus setelah 30 hari.",
}


@dataclass(frozen=True, slots=True)
class Applicant:
    """What somebody without an account fills in."""

    name: str
    apartment: str
    contact: str
    plates: tuple[str, ...]
    note: str = ""
    language: str = "ru"


DANA: Final = Applicant(
    name="Дана Ахметова",
    apartment="34",
    contact="+7 701 000 00 00",
    plates=("777DAN02",),
    note="Сняли квартиру у прежних хозяев, договор до лета.",
)
"""Of an apartment that is known already, which the board is told."""
CLEANERS: Final = {
    "kind": "service",
    "plate": "512CLN02",
    "note": "Уборка",
    "schedule": {"days": [0, 2, 4], "start": "09:00", "end": "13:00"},
    "once": False,
    "open_plate": False,
}


async def arrange(product: Product) -> tuple[str, str]:
    """Open the public page, apply on it, and let a resident give a pass; return the paths of both links."""
    page = {"enabled": True, "consent": CONSENT, "document": True, "local_only": False}
    (opened,) = await product.board.ws({"type": "hoa_parking/applications/set_page", **page})
    token = await apply(product.home.door, DANA, opened["consent_version"])
    until = (datetime.now(UTC) + timedelta(days=90)).isoformat(timespec="seconds")
    times = {"valid_from": None, "valid_until": until}
    (given,) = await product.resident.ws({"type": "hoa_parking/passes/give", **CLEANERS, **times})
    (shared,) = await product.resident.ws({"type": "hoa_parking/passes/share", "pass": given["id"]})
    return f"/apply/status#{token}", shared["path"]


async def apply(door: Door, applicant: Applicant, consent: str | None) -> str:
    """Send an application as the public page does; return the token of its tracking link."""
    form = await door.request("POST", f"{APPLY}/form", json_body={})
    challenge = form["challenge"]
    body = {
        "name": applicant.name,
        "apartment": applicant.apartment,
        "contact": applicant.contact,
        "plates": list(applicant.plates),
        "note": applicant.note,
        "language": applicant.language,
        "consent_version": consent,
        "website": "",
        "document": None,
    }
    work = {"salt": challenge["salt"], "nonce": nonce_for(challenge["salt"], challenge["bits"])}
    sent = await door.request("POST", APPLY, json_body={**body, **work})
    token: str = sent["token"]
    return token


def nonce_for(salt: str, bits: int) -> str:
    """Do the work that is asked of whoever applies: a number whose hash with the salt begins with so many zero bits."""
    return next(str(nonce) for nonce in count() if _begins_with_zeros(f"{salt}:{nonce}", bits))


def _begins_with_zeros(text: str, bits: int) -> bool:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()) >> (256 - bits) == 0
