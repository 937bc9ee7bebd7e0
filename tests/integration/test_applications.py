"""Applications in the panel, and Home Assistant's own users: made, given a password, logged in, and gone again."""

import base64
import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from homeassistant.auth.const import GROUP_ID_USER
from homeassistant.auth.providers.homeassistant import HassAuthProvider, InvalidAuth
from homeassistant.components import persistent_notification
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import (
    CLIENT_ID,
    CLIENT_REDIRECT_URI,
    MockConfigEntry,
    MockUser,
    async_capture_events,
)

from custom_components.hoa_parking.core.applications import PublicPage
from custom_components.hoa_parking.core.roles import Role
from custom_components.hoa_parking.site import Site
from custom_components.hoa_parking.tell_board import NOTIFICATION

from .applicants import CONTRACT, Applicant, shape

GOLDEN = json.loads((CONTRACT / "panel" / "applications.json").read_text())
SENTENCE = "a long sentence of mine"
FIELDS = {"name": "Omar", "apartment": "21", "contact": "+7 702", "plates": ["777 XYZ 01"], "note": "A new car."}
JPEG = b"\xff\xd8\xff\xc0\x00\x11\x08\x00\x10\x00\x10\x03" + b"\x00" * 9
LET_IN = {"apartment": "17", "plates": ["123ABC02"], "name": "Alma Sadykova", "username": None, "local_only": False}

type Ask = Callable[..., Awaitable[Any]]
type Panel = Callable[[MockUser | None], Awaitable[Ask]]


@pytest.fixture
async def site(loaded: MockConfigEntry) -> Site:
    """Give a site whose board has opened the public page."""
    found: Site = loaded.runtime_data
    await found.applications.set_page(PublicPage(enabled=True, document=True), None)
    return found


@pytest.fixture
async def alma(site: Site, hass_client_no_auth: Any) -> Applicant:
    """Give somebody at the public page."""
    assert site.applications.page.enabled
    return Applicant(await hass_client_no_auth())


@pytest.fixture
def panel(home: HomeAssistant, site: Site, hass_ws_client: Any, hass_access_token: str) -> Panel:
    """Open a user's panel, the administrator's for None; give what asks it, and answers with result or error code."""
    assert site

    async def connect(user: MockUser | None) -> Ask:
        token = hass_access_token
        if user is not None:
            refresh = await home.auth.async_create_refresh_token(user, client_id=CLIENT_ID)
            token = home.auth.async_create_access_token(refresh)
        client = await hass_ws_client(home, token)

        async def ask(command: str, **fields: Any) -> Any:
            await client.send_json_auto_id({"type": f"hoa_parking/{command}", **fields})
            answer = await client.receive_json()
            return answer["result"] if answer["success"] else answer["error"]["code"]

        return ask

    return connect


@pytest.fixture
async def board(panel: Panel) -> Ask:
    return await panel(None)


def notification(home: HomeAssistant) -> dict[str, Any] | None:
    found: dict[str, Any] | None = persistent_notification._async_get_or_create_notifications(home).get(NOTIFICATION)
    return found


async def only(board: Ask, state: str = "waiting") -> Any:
    found = (await board("applications/list", state=state))["applications"]
    assert len(found) == 1
    return found[0]


async def log_in(home: HomeAssistant, client: Any, username: str, password: str) -> tuple[str, str | None]:
    """Log in as the frontend does; return the last step's type, and whose tokens one gets for it."""
    handler = ["homeassistant", None]
    flow = {"client_id": CLIENT_ID, "handler": handler, "redirect_uri": CLIENT_REDIRECT_URI}
    begun = await (await client.post("/auth/login_flow", json=flow)).json()
    step = await client.post(
        f"/auth/login_flow/{begun['flow_id']}",
        json={"client_id": CLIENT_ID, "username": username, "password": password},
    )
    done = await step.json()
    if done["type"] != "create_entry":
        return done["type"], None
    fields = {"client_id": CLIENT_ID, "grant_type": "authorization_code", "code": done["result"]}
    tokens = await (await client.post("/auth/token", data=fields)).json()
    refresh = home.auth.async_validate_access_token(tokens["access_token"])
    return done["type"], refresh.user.id if refresh else None


async def test_an_outsider_becomes_a_resident_who_logs_in_and_sees_their_own_home(
    home: HomeAssistant, site: Site, alma: Applicant, board: Ask, panel: Panel, hass_admin_user: MockUser
) -> None:
    token = await alma.applied()
    application = await only(board)
    assert shape(application) == shape({**GOLDEN["list"]["applications"][0], "duplicates": [], "consent": None}) | {
        "document": "NoneType",
    }

    approved = await board("applications/approve", application=application["id"], **LET_IN)
    link = approved["link"].partition("#")
    assert (link[0], approved["username"]) == ("/apply/password", "alma.sadykova")
    user = await home.auth.async_get_user(approved["application"]["user"]["id"])
    assert user is not None
    assert (user.name, user.is_admin, user.is_owner, user.local_only) == ("Alma Sadykova", False, False, False)
    assert [group.id for group in user.groups] == [GROUP_ID_USER]
    assert await alma.ask("apply/password", token=link[2], password=SENTENCE) == (200, {})

    step, user_id = await log_in(home, alma._client, "alma.sadykova", SENTENCE)

    assert (step, user_id) == ("create_entry", user.id)
    mine = await panel(user)  # type: ignore[arg-type]  # a real user where tests otherwise make one up
    assert (await mine("applications/mine"))["applications"][0]["state"] == "approved"
    assert await mine("applications/list", state="waiting") == "unauthorized"
    person = await site.people.person(user.id, is_admin=False)
    assert (person.role, person.apartment) == (Role.RESIDENT, "17")
    assert (await alma.ask("apply/track", token=token))[1]["password"] == "set"
    assert (await only(board, "decided"))["decided_by"] == hass_admin_user.name


async def test_answers_have_the_shape_of_the_contract(
    site: Site, alma: Applicant, board: Ask, panel: Panel, member: Callable[[str], MockUser]
) -> None:
    await site.people.add_vehicle("123ABC02", "18", None)
    await site.people.add_vehicle("999AAA01", "17", None)
    await alma.applied(plates=["А123ВС777"])
    await alma.applied(plates=["123 ABC 02", "А123ВС777"], document=base64.b64encode(JPEG).decode())
    newest = (await board("applications/list", state="waiting", limit=1))["applications"][0]
    omar = await panel(member("Omar"))
    sent = await omar("applications/apply", kind="access", document=None, **FIELDS)

    asked = await board("applications/ask", application=sent["id"], question="Which floor?")
    answered = await omar("applications/answer", application=sent["id"], text="The third.")
    approved = await board("applications/approve", application=sent["id"], **{**LET_IN, "plates": []})
    refused = await board("applications/refuse", application=newest["id"], reason="Nobody of this name.")
    page = await board(
        "applications/set_page", enabled=True, consent={"en": "We keep it."}, document=True, local_only=False
    )

    assert shape(newest) == shape({**GOLDEN["list"]["applications"][0], "consent": None})
    assert [(one["kind"], one["plate"], one["apartment"]) for one in newest["duplicates"]] == [
        *(("plate", "123ABC02", "18"), ("apartment", None, "17"), ("application", "A123BC777", "17")),
    ]
    assert shape(sent) == shape(GOLDEN["apply"])
    assert shape(answered) == shape(GOLDEN["answer"])
    assert shape(asked).keys() == shape(GOLDEN["ask"]).keys()
    assert (asked["user"]["name"], asked["state"], asked["username"]) == ("Omar", "asked", "omar")
    assert (approved["link"], approved["username"], approved["application"]["state"]) == (None, None, "approved")
    assert shape(refused) == shape({**GOLDEN["refuse"], "consent": None, "user": None, "duplicates": []}) | {
        "document": "str"
    }
    assert shape(page) == shape(GOLDEN["page"]) == shape(await board("applications/page"))
    assert shape(await omar("applications/form")) == shape(GOLDEN["form"])
    assert [one["state"] for one in (await omar("applications/mine"))["applications"]] == ["approved"]


async def test_a_list_is_read_page_by_page(alma: Applicant, board: Ask) -> None:
    for _ in range(3):
        await alma.applied()

    first = await board("applications/list", state="waiting", limit=2)
    second = await board("applications/list", state="waiting", limit=2, before=first["next"])

    ids = [one["id"] for one in (*first["applications"], *second["applications"])]
    assert ids == sorted(ids, reverse=True)
    assert (len(ids), second["next"]) == (3, None)


async def test_a_local_only_user_is_made_where_the_board_says_so(
    home: HomeAssistant, alma: Applicant, board: Ask
) -> None:
    await alma.applied()
    number = (await only(board))["id"]

    done = await board(
        "applications/approve", application=number, **{**LET_IN, "local_only": True, "username": "flat17"}
    )

    user = await home.auth.async_get_user(done["application"]["user"]["id"])
    assert user is not None
    assert (user.local_only, done["username"]) == (True, "flat17")


async def test_an_approval_that_cannot_be_kept_leaves_no_user_in_home_assistant(
    home: HomeAssistant, site: Site, alma: Applicant, board: Ask
) -> None:
    await site.people.add_vehicle("123ABC02", "18", None)
    await alma.applied()
    number, before = (await only(board))["id"], await home.auth.async_get_users()

    assert await board("applications/approve", application=number, **LET_IN) == "plate_elsewhere"
    taken = {**LET_IN, "plates": [], "username": "админ"}
    assert await board("applications/approve", application=number, **taken) == "username_letters"

    assert await home.auth.async_get_users() == before


async def test_a_resident_asks_for_a_change_and_others_applications_are_not_theirs(
    site: Site, board: Ask, panel: Panel, member: Callable[[str], MockUser]
) -> None:
    user, stranger = member("Omar"), await panel(member("Stranger"))
    await site.people.link_user(user.id, Role.RESIDENT, "21", None)
    omar = await panel(user)

    assert await omar("applications/apply", kind="access", **FIELDS) == "wrong_kind"
    assert await stranger("applications/apply", kind="change", **FIELDS) == "wrong_kind"
    assert await omar("applications/apply", kind="change", **{**FIELDS, "plates": ["1"]}) == "plate_length"
    sent = await omar("applications/apply", kind="change", **{**FIELDS, "apartment": "99"})
    assert sent["apartment"] == "21"
    for command in ("answer", "withdraw"):
        fields = {"application": sent["id"], **({"text": "x"} if command == "answer" else {})}
        assert await stranger(f"applications/{command}", **fields) == "not_found"
    assert await stranger("applications/mine") == {"applications": []}
    assert (await omar("applications/withdraw", application=sent["id"]))["state"] == "withdrawn"
    assert await board("applications/approve", application=sent["id"], **LET_IN) == "application_decided"


async def test_a_document_is_shown_to_the_board_and_to_nobody_else(
    home: HomeAssistant, site: Site, alma: Applicant, board: Ask, member: Callable[[str], MockUser], hass_client: Any
) -> None:
    await alma.applied(document=base64.b64encode(JPEG).decode())
    path = (await only(board))["document"]
    guard = member("Guard")
    await site.people.link_user(guard.id, Role.GUARD, None, None)
    token = await home.auth.async_create_refresh_token(guard, client_id=CLIENT_ID)
    guards = await hass_client(home.auth.async_create_access_token(token))
    nobody = alma._client

    seen, plain = await nobody.get(path), path.partition("?")[0]

    assert (seen.status, await seen.read(), seen.headers["X-Content-Type-Options"]) == (200, JPEG, "nosniff")
    assert seen.headers["Cache-Control"] == "no-store"
    assert "no-store" in seen.headers["Cache-Control"] or "private" in seen.headers["Cache-Control"]
    assert (await nobody.get(plain)).status == 403
    assert (await guards.get(plain)).status == 403
    admin = await hass_client()
    assert [(await admin.get(f"{plain.rpartition('/')[0]}/{odd}")).status for odd in ("0", "x", "9" * 30)] == [404] * 3


async def test_who_waits_is_counted_among_home_assistant_s_notifications_and_never_named(
    home: HomeAssistant, alma: Applicant, board: Ask
) -> None:
    fired = async_capture_events(home, "*")
    await alma.applied()
    await alma.applied()
    await home.async_block_till_done()
    two = notification(home)
    for one in (await board("applications/list", state="waiting"))["applications"]:
        await board("applications/refuse", application=one["id"], reason="No.")
    await home.async_block_till_done()

    assert two is not None
    assert two["message"] == "[Waiting for the board: 2.](/hoa-parking/applications)"
    assert notification(home) is None
    seen = " ".join([*(str(event.data) for event in fired), *(str(one.as_dict()) for one in home.states.async_all())])
    assert [word for word in ("Alma", "Sadykova", "123ABC02", "+7 701") if word in seen] == []


async def test_what_waits_is_shown_again_after_a_restart(
    home: HomeAssistant, loaded: MockConfigEntry, alma: Applicant
) -> None:
    await alma.applied()
    await home.async_block_till_done()
    persistent_notification.async_dismiss(home, NOTIFICATION)

    await home.config_entries.async_reload(loaded.entry_id)
    await home.async_block_till_done()

    assert notification(home) is not None


async def test_a_password_that_was_forgotten_is_set_anew_and_the_old_one_is_good_for_nothing(
    home: HomeAssistant, alma: Applicant, board: Ask
) -> None:
    await alma.applied()
    first = await board("applications/approve", application=(await only(board))["id"], **LET_IN)
    user_id = first["application"]["user"]["id"]
    await alma.ask("apply/password", token=first["link"].partition("#")[2], password=SENTENCE)

    link = await board("people/password_link", user_id=user_id)
    set_anew = await alma.ask("apply/password", token=link["link"].partition("#")[2], password="another long sentence")

    assert shape(link) == shape(GOLDEN["password_link"])
    assert set_anew == (200, {})
    provider = home.auth.get_auth_provider("homeassistant", None)
    assert isinstance(provider, HassAuthProvider)
    with pytest.raises(InvalidAuth):
        await provider.async_validate_login("alma.sadykova", SENTENCE)
    assert await log_in(home, alma._client, "alma.sadykova", "another long sentence") == ("create_entry", user_id)


async def test_a_user_name_stays_whose_it_was_promised_whatever_password_somebody_puts_there(
    home: HomeAssistant, alma: Applicant, board: Ask
) -> None:
    await alma.applied()
    done = await board("applications/approve", application=(await only(board))["id"], **LET_IN)
    provider = home.auth.get_auth_provider("homeassistant", None)
    assert isinstance(provider, HassAuthProvider)
    await provider.async_add_auth("alma.sadykova", "somebody else's")

    token = done["link"].partition("#")[2]
    assert await alma.ask("apply/password", token=token, password=SENTENCE) == (200, {})

    step, user_id = await log_in(home, alma._client, "alma.sadykova", SENTENCE)
    assert (step, user_id) == ("create_entry", done["application"]["user"]["id"])
    assert (await log_in(home, alma._client, "alma.sadykova", "somebody else's"))[0] == "form"


async def test_whoever_is_revoked_cannot_log_in_and_their_phones_are_gone(
    home: HomeAssistant, site: Site, alma: Applicant, board: Ask
) -> None:
    await alma.applied()
    done = await board("applications/approve", application=(await only(board))["id"], **LET_IN)
    user_id = done["application"]["user"]["id"]
    await alma.ask("apply/password", token=done["link"].partition("#")[2], password=SENTENCE)
    MockConfigEntry(domain="mobile_app", data={"user_id": user_id}).add_to_hass(home)
    MockConfigEntry(domain="mobile_app", data={"user_id": "another"}).add_to_hass(home)

    gone = await board("people/revoke", user_id=user_id)

    assert (shape(gone), gone) == (shape(GOLDEN["revoke"]), {"removed_user": True, "phones": 1, "passes": 1})
    assert await home.auth.async_get_user(user_id) is None
    assert (await log_in(home, alma._client, "alma.sadykova", SENTENCE))[0] == "form"
    assert [entry.data["user_id"] for entry in home.config_entries.async_entries("mobile_app")] == ["another"]
    assert (await site.people.person(user_id, is_admin=False)).role is Role.NONE


async def let_in(alma: Applicant, board: Ask) -> tuple[str, str]:
    """Let Alma in; returns her user's id and the token of her password's link."""
    await alma.applied()
    done = await board("applications/approve", application=(await only(board))["id"], **LET_IN)
    return done["application"]["user"]["id"], done["link"].partition("#")[2]


@pytest.mark.parametrize("role", [Role.NONE, Role.BOARD])
async def test_whose_password_is_not_ours_to_set_any_more_sets_none(
    site: Site, alma: Applicant, board: Ask, role: Role
) -> None:
    user_id, token = await let_in(alma, board)

    await site.people.link_user(user_id, role, None, "board")

    assert (await alma.ask("apply/password", token=token, password=SENTENCE))[0] == 404


async def test_whoever_is_removed_in_home_assistant_itself_is_nothing_here_any_more(
    home: HomeAssistant, site: Site, alma: Applicant, board: Ask
) -> None:
    user_id, token = await let_in(alma, board)
    MockConfigEntry(domain="mobile_app", data={"user_id": user_id}).add_to_hass(home)

    await home.auth.async_remove_user(await home.auth.async_get_user(user_id))
    await home.async_block_till_done()

    assert (await site.people.person(user_id, is_admin=False)).role is Role.NONE
    assert (await alma.ask("apply/password", token=token, password=SENTENCE))[0] == 404
    assert home.config_entries.async_entries("mobile_app") == []
    assert (await site.people.audit(1))[0].action == "user_revoked"


async def test_whoever_was_removed_while_we_were_not_there_is_found_at_the_next_start(
    home: HomeAssistant, loaded: MockConfigEntry, alma: Applicant, board: Ask, member: Callable[[str], MockUser]
) -> None:
    user_id, _ = await let_in(alma, board)
    await loaded.runtime_data.people.link_user(member("Guard").id, Role.GUARD, None, "board")
    await home.config_entries.async_unload(loaded.entry_id)
    await home.auth.async_remove_user(await home.auth.async_get_user(user_id))

    await home.config_entries.async_setup(loaded.entry_id)
    await home.async_block_till_done()

    site: Site = loaded.runtime_data
    assert (await site.people.person(user_id, is_admin=False)).role is Role.NONE


async def test_users_that_are_lost_all_together_were_not_removed(
    home: HomeAssistant, loaded: MockConfigEntry, alma: Applicant, board: Ask
) -> None:
    user_id, _ = await let_in(alma, board)
    await home.config_entries.async_unload(loaded.entry_id)
    await home.auth.async_remove_user(await home.auth.async_get_user(user_id))

    await home.config_entries.async_setup(loaded.entry_id)
    await home.async_block_till_done()

    site: Site = loaded.runtime_data
    assert (await site.people.person(user_id, is_admin=False)).role is Role.RESIDENT


async def test_what_is_erased_waits_for_nobody(home: HomeAssistant, alma: Applicant, board: Ask) -> None:
    await alma.applied()
    await home.async_block_till_done()
    shown = notification(home)

    await board("erase", plate="123ABC02", apartment=None, reason="Asked for in writing")
    await home.async_block_till_done()

    assert (shown is None, notification(home)) == (False, None)


async def test_administrators_and_oneself_are_neither_revoked_nor_given_links(
    home: HomeAssistant, site: Site, panel: Panel, member: Callable[[str], MockUser], hass_admin_user: Any
) -> None:
    chair = member("Chair")
    await site.people.link_user(chair.id, Role.BOARD, None, None)
    await site.people.link_user(hass_admin_user.id, Role.RESIDENT, "17", None)
    chairs, before = await panel(chair), await home.auth.async_get_users()

    for command in ("people/password_link", "people/revoke"):
        assert await chairs(command, user_id=hass_admin_user.id) == "board_account"
        assert await chairs(command, user_id=chair.id) == "board_account"
        assert await chairs(command, user_id="nobody") == "not_found"
    assert await home.auth.async_get_users() == before


async def test_a_board_member_takes_over_no_log_in_that_was_there_before(
    site: Site, alma: Applicant, board: Ask, panel: Panel, member: Callable[[str], MockUser]
) -> None:
    user_id, _ = await let_in(alma, board)
    chair, victim = member("Chair"), member("Somebody with more rights")
    await site.people.link_user(chair.id, Role.BOARD, None, None)
    chairs = await panel(chair)
    await chairs("people/link", user_id=victim.id, role="resident", apartment="17")

    assert await chairs("people/password_link", user_id=victim.id) == "login_not_ours"

    links = [
        await chairs("people/password_link", user_id=user_id),
        await board("people/password_link", user_id=victim.id),
    ]
    assert [link["link"].partition("#")[0] for link in links] == ["/apply/password"] * 2


async def test_a_second_link_tells_the_user_name_that_they_will_log_in_with(
    home: HomeAssistant, alma: Applicant, board: Ask
) -> None:
    user_id, _ = await let_in(alma, board)

    again = await board("people/password_link", user_id=user_id)

    token = again["link"].partition("#")[2]
    assert (await alma.ask("apply/password", token=token, password=SENTENCE))[0] == 200
    assert again["username"] == "alma.sadykova"
    assert (await log_in(home, alma._client, again["username"], SENTENCE))[0] == "create_entry"


async def test_a_home_assistant_without_passwords_of_its_own_lets_nobody_in_and_says_so(
    home: HomeAssistant, alma: Applicant, board: Ask
) -> None:
    await alma.applied()
    number, before = (await only(board))["id"], len(await home.auth.async_get_users())
    home.auth._providers.clear()

    assert await board("applications/approve", application=number, **LET_IN) == "account_failed"
    assert len(await home.auth.async_get_users()) == before
