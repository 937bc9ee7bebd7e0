"""The public page: whoever comes without a login is answered, and whoever comes to do harm does none."""

import asyncio
import base64
import json
from collections.abc import AsyncGenerator, Callable
from contextlib import ExitStack, suppress
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import ClientSession, TCPConnector
from aiohttp.test_utils import make_mocked_request
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.hoa_parking.core.applications import Approval, PublicPage
from custom_components.hoa_parking.core.inviting import PassDraft
from custom_components.hoa_parking.core.passes import PassKind
from custom_components.hoa_parking.desks.applications import MOST_WAITING
from custom_components.hoa_parking.site import Site
from custom_components.hoa_parking.web import door
from custom_components.hoa_parking.web.door import Denied
from custom_components.hoa_parking.web.public import (
    ADDRESSES,
    HEAVY,
    POSTS,
    SUBMISSIONS,
    SUBMIT_BYTES,
    Limits,
    client_of,
    limits_of,
    network_of,
)

from .applicants import API, FIELDS, Applicant, cases, shape

SCRIPT = "<script>alert('x')</script>"
CONSENT = {"en": "We keep your name.", "ru": "Мы храним имя.", "kk": "", "id": ""}
JPEG = b"\xff\xd8\xff\xc0\x00\x11\x08\x00\x10\x00\x10\x03" + b"\x00" * 9
DOCUMENT = base64.b64encode(JPEG).decode()
SENTENCE = "a long sentence of mine"
LET_IN = Approval("17", ("123ABC02",), "Alma Sadykova", None, local_only=False, valid_until=None)


@pytest.fixture(autouse=True)
def limits(home: HomeAssistant) -> Limits:
    """Let no time pass at the doors: what was used up stays so."""
    found = limits_of(home)
    for bucket in (found.posts, found.submissions, found.heavies, found.all_submissions):
        bucket._clock = lambda: 0.0
    return found


@pytest.fixture
async def site(loaded: MockConfigEntry) -> Site:
    """Give a site whose board has opened the public page."""
    found: Site = loaded.runtime_data
    await found.applications.set_page(PublicPage(enabled=True, document=True), "board")
    return found


@pytest.fixture
async def visitor(site: Site, hass_client_no_auth: Any) -> Any:
    """Give a browser without a login."""
    assert site.applications.page.enabled
    return await hass_client_no_auth()


@pytest.fixture
def alma(visitor: Any) -> Applicant:
    return Applicant(visitor)


@pytest.fixture
async def others(visitor: Any, socket_enabled: None) -> AsyncGenerator[Callable[[int], Applicant]]:
    """Let people come from other addresses: those of this machine itself are many."""
    assert socket_enabled is None
    sessions: list[ClientSession] = []

    def come(number: int) -> Applicant:
        session = ClientSession(str(visitor.make_url("")), connector=TCPConnector(local_addr=(f"127.0.1.{number}", 0)))
        sessions.append(session)
        return Applicant(session)  # type: ignore[arg-type]  # it posts as the test's client does

    yield come
    for session in sessions:
        await session.close()


async def waiting(site: Site) -> list[str]:
    queue = await site.admissions.queue(waiting=True, before=None, limit=50)
    return [one.name for one in queue.applications]


def same(answer: tuple[int, Any], door: str, why: str) -> bool:
    """Tell whether an answer is what the contract says of a case."""
    case = next(one for one in cases(door) if one["why"] == why)
    return (answer[0], shape(answer[1])) == (case["status"], shape(case["answer"]))


def said(answer: tuple[int, Any]) -> tuple[int, str, list[tuple[str, str]]]:
    status, body = answer
    return status, body["error"], [(one["field"], one["problem"]) for one in body["fields"]]


def nobody_is_banned(home: HomeAssistant) -> bool:
    return "http-login" not in home.data.get("persistent_notification", {})


@pytest.mark.parametrize("path", ["/apply", "/apply/status", "/apply/password", "/apply/pass"])
async def test_the_page_runs_our_script_and_nothing_else(site: Site, visitor: Any, path: str) -> None:
    on = await visitor.get(path)
    await site.applications.set_page(PublicPage(), "board")
    off = await visitor.get(path)
    text = await on.text()

    assert (on.status, on.content_type, off.status) == (200, "text/html", 404 if path == "/apply" else 200)
    assert 'src="/hoa_parking_static/apply.js?v=' in text
    assert text.count("<script") == 1
    policy = on.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert {name: on.headers[name] for name in ("Cache-Control", "Referrer-Policy", "X-Content-Type-Options")} == {
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }
    assert "Set-Cookie" not in on.headers


async def test_the_form_says_what_the_contract_says(site: Site, alma: Applicant) -> None:
    without = await alma.ask("apply/form")
    await site.applications.set_page(PublicPage(enabled=True, consent=CONSENT, document=True), "board")
    on = await alma.ask("apply/form")
    await site.applications.set_page(PublicPage(), "board")
    off = await alma.ask("apply/form")

    assert same(on, "form", "the page is on")
    assert same(without, "form", "no consent text, no document")
    assert off == (404, next(one for one in cases("form") if one["why"] == "the page is off")["answer"])
    assert (on[1]["countries"], on[1]["consent"], on[1]["challenge"]["bits"]) == (["KZ", "RU"], CONSENT, 16)


async def test_an_application_is_taken_tracked_and_answered_as_the_contract_says(site: Site, alma: Applicant) -> None:
    answer = await alma.apply(document=DOCUMENT)
    assert same(answer, "apply", "taken")
    token = answer[1]["token"]

    new = await alma.ask("apply/track", token=token)
    application = await site.applications.tracked(token)
    assert same(await alma.ask("apply/answer", token=token, text="?"), "track", WRONG_TIME)
    await site.admissions.ask(application.id, "Whose is the car?", "board")
    asked = await alma.ask("apply/track", token=token)
    empty = await alma.ask("apply/answer", token=token, text=" ")
    answered = await alma.ask("apply/answer", token=token, text="My husband's.")

    assert same(new, "track", "waits for the board")
    assert same(asked, "track", "the board asks back")
    assert same(answered, "track", "answered: waits for the board again")
    assert said(empty) == (400, "invalid", [("text", "required")])
    assert (new[1]["name"], new[1]["plates"], new[1]["site"]) == ("Alma Sadykova", ["123ABC02"], "Abay 10")
    assert "contact" not in new[1]


WRONG_TIME = "an answer that nobody asked for, or a withdrawal of what is decided"


async def test_a_refused_or_withdrawn_application_says_so(site: Site, alma: Applicant) -> None:
    first, second = await alma.applied(), await alma.applied()
    await site.admissions.refuse((await site.applications.tracked(first)).id, "Nobody of this name.", "board")

    withdrawn = await alma.ask("apply/withdraw", token=second)

    assert same(await alma.ask("apply/track", token=first), "track", "refused")
    assert same(withdrawn, "track", "withdrawn")
    assert same(await alma.ask("apply/withdraw", token=first), "track", WRONG_TIME)


async def test_every_bad_field_is_named_and_the_work_is_still_good(site: Site, alma: Applicant) -> None:
    await site.applications.set_page(PublicPage(enabled=True, consent=CONSENT, document=True), "board")
    case = next(one for one in cases("apply") if one["why"] == "fields that cannot be used")
    work = await alma.work()

    bad = await alma.ask("apply", **{**case["request"], **work})
    good = await alma.ask("apply", **{**FIELDS, **work, "consent_version": site.applications.page.consent_version})

    assert bad == (400, case["answer"])
    assert good[0] == 200


async def test_whoever_is_let_in_sets_a_password_as_the_contract_says(
    home: HomeAssistant, site: Site, alma: Applicant, hass_admin_user: Any
) -> None:
    token = await alma.applied()
    assert (await alma.ask("apply/claim", token=token))[0] == 404
    await site.admissions.approve((await site.applications.tracked(token)).id, LET_IN, hass_admin_user.id)

    opened = await alma.ask("apply/track", token=token)
    claimed = await alma.ask("apply/claim", token=token)
    link = claimed[1]["token"]
    account = await alma.ask("apply/account", token=link)
    refused = [
        await alma.ask("apply/password", token=link, password=word) for word in ("short", "x" * 129, "alma.sadykova1")
    ]
    done = await alma.ask("apply/password", token=link, password=SENTENCE)
    again = await alma.ask("apply/password", token=link, password=SENTENCE)

    assert same(opened, "track", "approved, password not set yet: apply/claim gives its token")
    assert same(account, "password", "who it is for")
    assert account[1]["username"] == "alma.sadykova"
    assert refused == [(one["status"], one["answer"]) for one in cases("password")[4 + 1 : 4 + 4]]
    assert done == (200, {})
    assert again == (404, cases("password")[1]["answer"])
    assert (await alma.ask("apply/track", token=token))[1]["password"] == "set"
    assert (await alma.ask("apply/claim", token=token))[0] == 404
    provider = home.auth.get_auth_provider("homeassistant", None)
    await provider.async_validate_login("alma.sadykova", SENTENCE)


async def test_a_guest_sees_their_pass_and_says_which_car_comes(site: Site, alma: Applicant) -> None:
    await site.people.add_vehicle("123ABC02", "17", None)
    household = (await site.people.roster("", {}, None, 1)).households[0].id
    now = dt_util.utcnow()
    draft = PassDraft(PassKind.VISITOR, None, None, now, now + timedelta(hours=3), None, once=True, open_plate=True)
    given = await site.passes.give(household, draft, None)
    token = await site.passes.share(household, given.id, None)

    before = await alma.ask("apply/pass", token=token)
    bad = await alma.ask("apply/pass/plate", token=token, plate="1")
    after = await alma.ask("apply/pass/plate", token=token, plate="777 xyz 01")
    again = await alma.ask("apply/pass/plate", token=token, plate="777XYZ02")

    assert same(before, "pass", "whoever has the link says which car comes")
    assert said(bad) == (400, "invalid", [("plate", "plate_length")])
    assert same(after, "pass", "the plate is taken")
    assert (after[1]["plate"], again[0], again[1]["error"]) == ("777XYZ01", 409, "pass_has_plate")
    assert "17" not in json.dumps({**after[1], "valid_from": "", "valid_until": ""})


GUESSES = ["", "guess", "a" * 32, "a" * 60_000, "\u0000", "\ud800", 17, None, ["a"], {"a": 1}]


@pytest.mark.parametrize(
    "door", ["apply/track", "apply/answer", "apply/withdraw", "apply/claim", "apply/account", "apply/pass"]
)
async def test_every_token_that_is_nobody_s_is_answered_alike(
    home: HomeAssistant, site: Site, visitor: Any, alma: Applicant, door: str
) -> None:
    token = await alma.applied()
    await site.applications.withdraw(await site.applications.tracked(token))
    near = [token[:-1], token + "x", token.swapcase()]

    answers = [await visitor.post(API + door, json={"token": guess, "text": "x"}) for guess in [*GUESSES, *near]]

    assert {answer.status for answer in answers} == {404}
    assert {await answer.text() for answer in answers} == {json.dumps(NOTHING, separators=(",", ":"))}
    assert len({frozenset({**answer.headers, "Date": ""}.items()) for answer in answers}) == 1
    assert nobody_is_banned(home)


NOTHING = {"error": "not_found", "message": "there is nothing here", "fields": []}


async def flood(port: int, times: int) -> list[int]:
    """Send an application again and again, as fast as one connection takes it; return how each was answered."""
    body = json.dumps({**FIELDS, "salt": "0" * 80, "nonce": "1"}).encode()
    head = f"POST {API_PATH} HTTP/1.1\r\nHost: home\r\nContent-Type: application/json\r\nContent-Length: {len(body)}"
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    statuses: list[int] = []
    for _ in range(times):
        writer.write(head.encode() + b"\r\n\r\n" + body)
        answer = (await reader.readuntil(b"\r\n\r\n")).decode()
        length = next(line for line in answer.split("\r\n") if line.startswith("Content-Length"))
        await reader.readexactly(int(length.partition(": ")[2]))
        statuses.append(int(answer.split()[1]))
    writer.close()
    await writer.wait_closed()
    return statuses


API_PATH = f"/{API.strip('/')}/apply"


async def test_ten_thousand_applications_come_to_five(
    home: HomeAssistant, site: Site, visitor: Any, alma: Applicant, limits: Limits, socket_enabled: None
) -> None:
    assert socket_enabled is None
    work = [await alma.work() for _ in range(SUBMISSIONS + 3)]

    first = [await alma.ask("apply", **{**FIELDS, **one}) for one in work]
    floods = await asyncio.gather(*(flood(visitor.port, 1000) for _ in range(10)))
    rest = [status for each in floods for status in each]

    assert [one[0] for one in first] == [200] * SUBMISSIONS + [429] * 3
    assert same(first[-1], "apply", "too many from this address; Retry-After says seconds")
    assert len(rest) == 10_000
    left = POSTS - 2 * len(work)
    assert (rest.count(400), rest.count(429)) == (left, 10_000 - left)
    assert len(limits.work._spent) == SUBMISSIONS
    assert await waiting(site) == ["Alma Sadykova"] * SUBMISSIONS
    assert nobody_is_banned(home)


async def test_one_address_s_flood_is_not_another_s_and_no_header_makes_one_another(
    alma: Applicant, others: Callable[[int], Applicant], visitor: Any
) -> None:
    limits = [await alma.ask("apply/track", token="x") for _ in range(POSTS + 5)]
    forged = [
        await visitor.post(API + "apply/track", json={"token": "x"}, headers={name: value})
        for name, value in (
            ("X-Real-IP", "203.0.113.7"),
            ("Forwarded", "for=203.0.113.7"),
            ("X-Client-IP", "203.0.113.7"),
            ("True-Client-IP", "203.0.113.7"),
        )
    ]
    proxied = await visitor.post(API + "apply/track", json={"token": "x"}, headers={"X-Forwarded-For": "203.0.113.7"})

    assert limits[-1][0] == 429
    assert {answer.status for answer in forged} == {429}
    assert proxied.status == 400  # Home Assistant's own word to whoever says that they are a proxy
    assert (await others(2).apply())[0] == 200


async def test_everybody_together_sends_so_many_and_no_more(others: Callable[[int], Applicant], limits: Limits) -> None:
    assert (await others(1).apply())[0] == 200
    while limits.all_submissions.take(""):
        pass

    assert said(await others(2).apply())[:2] == (429, "too_many")


async def test_the_board_s_queue_takes_so_many_and_no_more(
    site: Site, alma: Applicant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(site.applications).submit.__globals__["applications"], "count", lambda *_, **__: 300)
    assert MOST_WAITING == 300

    assert said(await alma.apply()) == (503, "full", [])


async def test_bodies_that_are_too_large_are_not_read(limits: Limits, site: Site, visitor: Any) -> None:
    async def endless() -> Any:
        for _ in range(200):
            yield b'{"document": "' + b"A" * 64 * 1024

    async def post(door: str, **options: Any) -> int:
        answer = await visitor.post(API + door, headers={"Content-Type": "application/json"}, **options)
        return int(answer.status)

    declared = await post("apply", data=b"x" * (SUBMIT_BYTES + 1))
    streamed = await post("apply", data=endless())
    small = await post("apply/track", data=b"x" * (64 * 1024 + 1))
    await site.applications.set_page(PublicPage(enabled=True), "board")
    no_document = await post("apply", data=b"x" * (64 * 1024 + 1))

    assert [declared, streamed, small, no_document] == [413] * 4
    assert limits.heavy == []


DEEP = b'{"token": ' + b"[" * 30_000 + b"]" * 30_000 + b"}"
ODD = [
    *(b"", b"null", b"[]", b"17", b'"text"', b"{", b"{'a': 1}", b"\xff\xfe{}", b"\x00", DEEP),
    *(b'{"a": 1' + b"0" * 5000 + b"}", '{"token": "x"}'.encode("utf-16")),
]


@pytest.mark.parametrize("door", ["apply/form", "apply/track", "apply/password", "apply/pass/plate"])
async def test_odd_messages_are_refused_in_words(visitor: Any, door: str) -> None:
    answers = [await visitor.post(API + door, data=body, headers={"Content-Type": "application/json"}) for body in ODD]

    assert [(answer.status, (await answer.json())["error"]) for answer in answers] == [(400, "no_json")] * len(ODD)


async def test_odd_applications_never_get_past_the_work(visitor: Any) -> None:
    answers = [
        await visitor.post(API + "apply", data=body, headers={"Content-Type": "application/json"}) for body in ODD
    ]

    assert {(answer.status, (await answer.json())["error"]) for answer in answers} == {(400, "work_wrong")}


async def test_worked_but_odd_applications_are_refused_in_words(site: Site, visitor: Any, alma: Applicant) -> None:
    work = await alma.work()
    words = json.dumps(work)[1:-1]
    bodies = [
        f'{{"a": {"[" * 1_000_000}{"]" * 1_000_000}, {words}}}',
        f'{{"a": [{"1," * 1_000_000}1], {words}}}',
        f"[{{{words}}}]",
        json.dumps({**FIELDS, "salt": "0" * 80, "note": ""})[:-1] + f', "nonce": "1", "x": {{{words}}}}}',
        json.dumps({**FIELDS, **work, "plates": {"a": 1}, "name": ["x"], "contact": 7}),
    ]
    answers = [
        await visitor.post(API + "apply", data=body, headers={"Content-Type": "application/json"}) for body in bodies
    ]

    assert [(answer.status, (await answer.json())["error"]) for answer in answers] == [
        *((400, "no_json"), (400, "no_json"), (400, "no_json")),
        *((400, "work_wrong"), (400, "invalid")),
    ]
    assert await waiting(site) == []


async def test_script_in_every_field_is_kept_and_told_as_text(site: Site, alma: Applicant) -> None:
    fields = dict.fromkeys(("name", "contact", "note"), SCRIPT)
    answer = await alma.apply(**fields, apartment=SCRIPT[:32], language=SCRIPT, unknown=SCRIPT)

    tracked = await alma.ask("apply/track", token=answer[1]["token"])
    page = (await site.admissions.queue(waiting=True, before=None, limit=1)).applications[0]

    assert (tracked[1]["name"], tracked[1]["apartment"], tracked[1]["language"]) == (SCRIPT, SCRIPT[:32], "en")
    assert (page.contact, page.note) == (SCRIPT, SCRIPT)
    assert said(await alma.apply(plates=[SCRIPT])) == (400, "invalid", [("plates[0]", "plate_length")])
    assert (await alma.ask("apply/track", token=SCRIPT))[0] == 404


async def test_work_is_good_once_however_many_come_with_it(site: Site, alma: Applicant) -> None:
    fields = {**FIELDS, **await alma.work()}

    together = await asyncio.gather(*(alma.ask("apply", **fields) for _ in range(4)))
    later = await alma.ask("apply", **fields)

    assert sorted(one[0] for one in together) == [200, 400, 400, 400]
    assert same(later, "apply", "a wrong proof of work, or a salt that was used: ask for the form again")
    assert len(await waiting(site)) == 1


async def test_work_that_comes_too_late_is_asked_for_anew(alma: Applicant, freezer: Any) -> None:
    work = await alma.work()
    freezer.tick(timedelta(minutes=10, seconds=1))

    late = await alma.ask("apply", **{**FIELDS, **work})

    assert same(late, "apply", "a salt that ran out: ask for the form again")


async def test_a_program_that_fills_in_everything_is_told_what_people_are_told(site: Site, alma: Applicant) -> None:
    honest = await alma.apply()
    caught = await alma.apply(website="https://spam.example")

    assert (caught[0], shape(caught[1]), len(caught[1]["token"])) == (200, shape(honest[1]), len(honest[1]["token"]))
    assert len(await waiting(site)) == 1
    assert (await alma.ask("apply/track", token=caught[1]["token"]))[0] == 404


@pytest.mark.parametrize(
    ("remote", "client"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        (None, ""),
        ("unix", ""),
    ],
)
def test_one_customer_of_the_new_internet_has_one_address(remote: str | None, client: str) -> None:
    request = make_mocked_request("POST", "/").clone(remote=remote or "")

    assert client_of(request) == client


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site", "Origin": "https://home.example"}, 403),
        ({"Content-Type": "text/plain"}, 415),
        ({"Content-Type": "application/x-www-form-urlencoded"}, 415),
        ({"Content-Encoding": "gzip"}, 415),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "https://home.example"}, 404),
        ({"Sec-Fetch-Site": "none"}, 404),
        ({"Origin": "http://home.local:8123", "Host": "home.local:8123"}, 404),
        ({"Origin": "https://outside.example"}, 404),
    ],
)
async def test_another_site_s_page_cannot_send_anything(
    home: HomeAssistant, visitor: Any, headers: dict[str, str], status: int
) -> None:
    await home.config.async_update(external_url="https://outside.example")
    wanted = {"Content-Type": "application/json", **headers}

    answer = await visitor.post(API + "apply/track", data=b'{"token": "x"}', headers=wanted)

    assert answer.status == status
    assert "Access-Control-Allow-Origin" not in answer.headers


async def test_few_documents_are_read_at_a_time_and_small_messages_do_not_wait(
    limits: Limits, alma: Applicant, others: Callable[[int], Applicant]
) -> None:
    limits.heavy.extend(["127.0.0.1"] * 2)
    large = base64.b64encode(JPEG.ljust(100_000, b"\x00")).decode()

    assert said(await alma.apply(document=large)) == (503, "too_busy", [])
    assert (await others(3).apply(document=large))[0] == 200
    assert (await alma.apply(document=DOCUMENT))[0] == 200


def test_the_documents_of_one_network_do_not_keep_others_out() -> None:
    limits, seen = Limits(), set[str]()
    with ExitStack() as reading:
        for subnet in range(6):
            request = make_mocked_request("POST", "/").clone(remote=f"2001:db8:1:{subnet}::1")
            seen.add(network_of(request))
            with suppress(Denied):
                reading.enter_context(limits.reading(network_of(request), heavy=True))
        with limits.reading("203.0.113.7", heavy=True):
            assert (seen, len(limits.heavy)) == ({"2001:db8:1::/48"}, 3)


async def test_a_network_sends_so_many_documents_and_no_more(limits: Limits, alma: Applicant) -> None:
    large = base64.b64encode(JPEG.ljust(100_000, b"\x00")).decode()
    tries = [await alma.ask("apply", document=large) for _ in range(HEAVY + 1)]

    assert [status for status, _ in tries] == [400] * HEAVY + [429]
    assert limits.heavy == []
    assert (await alma.apply(document=DOCUMENT))[0] == 200


async def test_a_document_that_hardly_comes_on_gives_its_place_back(
    limits: Limits, visitor: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "GRACE_SECONDS", 0.05)
    never = asyncio.Event()

    async def slow() -> Any:
        yield b'{"document": "'
        await never.wait()

    async with asyncio.timeout(10):
        answer = await visitor.post(API + "apply", data=slow(), headers={"Content-Type": "application/json"})

    assert (answer.status, (await answer.json())["error"], limits.heavy) == (408, "too_slow", [])


async def test_nothing_is_taken_while_the_page_is_off_but_those_who_applied_are_answered(
    site: Site, alma: Applicant
) -> None:
    token, work = await alma.applied(), await alma.work()
    await site.applications.set_page(PublicPage(), "board")

    assert await alma.ask("apply", **{**FIELDS, **work}) == (404, NOTHING)
    assert (await alma.ask("apply/track", token=token))[0] == 200


async def test_a_site_that_is_not_open_says_so(
    home: HomeAssistant, loaded: MockConfigEntry, site: Site, alma: Applicant, visitor: Any
) -> None:
    assert site
    await home.config_entries.async_unload(loaded.entry_id)

    assert said(await alma.ask("apply/track", token="x")) == (503, "not_loaded", [])
    assert (await visitor.get("/apply")).status == 503


def test_what_is_remembered_of_addresses_is_bounded(limits: Limits) -> None:
    taken = [limits.posts.take(f"10.0.{number // 256}.{number % 256}") for number in range(10_000)]

    assert all(taken)
    assert len(limits.posts._left) == ADDRESSES
