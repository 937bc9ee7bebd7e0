"""Applying without a login: the form, the application and what becomes of it, and the first password."""

import asyncio
import re
import secrets
from typing import Final, override

from aiohttp import web
from homeassistant.helpers.http import KEY_HASS

from ..core.applications import Application, ApplicationKind, read_draft
from ..core.door_work import SEED_BYTES
from ..site import Site
from .door import Denied, read_body
from .public import (
    APPLY,
    MESSAGE_BYTES,
    NOTHING,
    PACE,
    SUBMIT_BYTES,
    PublicDoor,
    client_of,
    limits_of,
    network_of,
    read,
    read_object,
    text,
)
from .shapes import Shape, moment

_SALT: Final = re.compile(rb'"salt"\s{0,8}:\s{0,8}"([0-9a-f]{1,200})"')
_NONCE: Final = re.compile(rb'"nonce"\s{0,8}:\s{0,8}"([0-9]{1,20})"')


class FormDoor(PublicDoor):
    """Says what is asked for, and what to work on."""

    url = APPLY + "/form"
    name = "api:hoa_parking:apply:form"

    @override
    async def answer(self, site: Site, request: web.Request) -> Shape:
        await read(request)
        expect_open(site)
        challenge = limits_of(request.app[KEY_HASS]).work.challenge(secrets.token_bytes(SEED_BYTES), site.now())
        work = {"salt": challenge.salt, "bits": challenge.bits, "until": moment(challenge.until)}
        return {**form(site), "challenge": work}


class ApplyDoor(PublicDoor):
    """Takes an application: work first, everything else after."""

    url = APPLY
    name = "api:hoa_parking:apply"

    @override
    async def answer(self, site: Site, request: web.Request) -> Shape:
        expect_open(site)
        limits = limits_of(request.app[KEY_HASS])
        most = SUBMIT_BYTES if site.applications.page.document else MESSAGE_BYTES
        declared = request.content_length
        heavy = most > MESSAGE_BYTES and (declared is None or declared > MESSAGE_BYTES)
        with limits.reading(network_of(request), heavy=heavy):
            body = await read_body(request, most, PACE if heavy else 0)
            salt, nonce = _worked(body)
            limits.work.check(salt, nonce, site.now())
            # Large ones are taken apart beside the loop: gates wait for nobody's picture.
            fields = await asyncio.to_thread(read_object, body)
            if (fields.get("salt"), fields.get("nonce")) != (salt, nonce):
                raise Denied(400, "work_wrong", "this proof of work is wrong or was used: ask for another")
            draft = await asyncio.to_thread(read_draft, fields, site.applications.page, ApplicationKind.ACCESS)
            limits.submission(client_of(request))
            limits.work.spend(salt, nonce, site.now())
            if text(fields, "website"):  # nobody sees this field: who fills it in is told what people are told
                return {"token": secrets.token_urlsafe(24)}
            return {"token": await site.applications.submit(draft)}


class TrackDoor(PublicDoor):
    """Tells what became of an application."""

    url = APPLY + "/track"
    name = "api:hoa_parking:apply:track"

    @override
    async def answer(self, site: Site, request: web.Request) -> Shape:
        fields = await read(request)
        return await tracked(site, await site.applications.tracked(text(fields, "token")))


class AnswerDoor(PublicDoor):
    """Takes an answer to what the board asked back."""

    url = APPLY + "/answer"
    name = "api:hoa_parking:apply:answer"

    @override
    async def answer(self, site: Site, request: web.Request) -> Shape:
        fields = await read(request)
        application = await site.applications.tracked(text(fields, "token"))
        return await tracked(site, await site.applications.answer(application, text(fields, "text")))


class WithdrawDoor(PublicDoor):
    """Takes an application back."""

    url = APPLY + "/withdraw"
    name = "api:hoa_parking:apply:withdraw"

    @override
    async def answer(self, site: Site, request: web.Request) -> Shape:
        fields = await read(request)
        application = await site.applications.tracked(text(fields, "token"))
        return await tracked(site, await site.applications.withdraw(application))


class ClaimDoor(PublicDoor):
    """Gives whoever was let in what sets their password."""

    url = APPLY + "/claim"
    name = "api:hoa_parking:apply:claim"

    @override
    async def answer(self, site: Site, request: web.Request) -> Shape:
        fields = await read(request)
        return {"token": await site.accounts.claim(text(fields, "token"))}


class AccountDoor(PublicDoor):
    """Tells whose password a link sets."""

    url = APPLY + "/account"
    name = "api:hoa_parking:apply:account"

    @override
    async def answer(self, site: Site, request: web.Request) -> Shape:
        fields = await read(request)
        link = await site.accounts.link(text(fields, "token"))
        return {"site": site.config.name, "username": link.username, "until": moment(link.expires_at)}


class PasswordDoor(PublicDoor):
    """Sets a password, once."""

    url = APPLY + "/password"
    name = "api:hoa_parking:apply:password"

    @override
    async def answer(self, site: Site, request: web.Request) -> Shape:
        fields = await read(request)
        await site.accounts.set_password(text(fields, "token"), text(fields, "password"))
        return {}


def expect_open(site: Site) -> None:
    """Raise Denied while the public page is off."""
    if not site.applications.page.enabled:
        raise Denied(404, "not_found", NOTHING)


def form(site: Site) -> Shape:
    """Return what an application is asked for."""
    page = site.applications.page
    return {
        "site": site.config.name,
        "consent": dict(page.consent),
        "consent_version": page.consent_version,
        "document": page.document,
        "countries": list(site.config.countries),
    }


async def tracked(site: Site, application: Application) -> Shape:
    """Return an application to whoever sent it."""
    password = await site.accounts.password(application)
    return {
        "state": application.state.value,
        "question": application.question,
        "answer": application.answer,
        "reason": application.reason,
        "made_at": moment(application.made_at),
        "changed_at": moment(application.changed_at),
        "name": application.name,
        "apartment": application.apartment,
        "plates": list(application.plates),
        "language": application.language,
        "site": site.config.name,
        "password": None if password is None else password.value,
    }


def _worked(body: bytes) -> tuple[str, str]:
    """Return the work that a message says was done, before anybody reads the rest of it."""
    salt, nonce = _SALT.search(body), _NONCE.search(body)
    return ("" if salt is None else salt[1].decode(), "" if nonce is None else nonce[1].decode())
