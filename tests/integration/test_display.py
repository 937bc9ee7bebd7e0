"""The wall display: a door without a login that tells how full the lot is, and of nobody."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.hoa_parking.core.roles import Role
from custom_components.hoa_parking.site import Site
from custom_components.hoa_parking.web import display
from custom_components.hoa_parking.web.door import Bucket

from .conftest import A1, A2, DRAWING, ZONE, Post, draw, slots, status


@pytest.fixture
def site(loaded: MockConfigEntry) -> Site:
    found: Site = loaded.runtime_data
    return found


@pytest.fixture
async def visitor(site: Site, hass_client_no_auth: Any) -> Any:
    """Give somebody without a login."""
    assert site.displays.enabled is False
    return await hass_client_no_auth()


@pytest.fixture(autouse=True)
def fresh_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test pay for another's requests."""
    monkeypatch.setattr(display, "_ADDRESSES", Bucket(display.RATE, display.BURST))
    monkeypatch.setattr(display, "_DISPLAY", Bucket(display.RATE, display.BURST))


def at(token: str, rest: str = "") -> str:
    return f"/api/hoa_parking/v1/display/{token}{rest}"


async def test_the_page_runs_our_script_and_nothing_else(site: Site, visitor: Any) -> None:
    page = await visitor.get(at(await site.displays.enable(None)))
    text = await page.text()

    assert (page.status, page.content_type) == (200, "text/html")
    assert 'src="/hoa_parking_static/display.js?v=' in text
    assert text.count("<script") == 1
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert {name: page.headers[name] for name in ("Cache-Control", "Referrer-Policy", "X-Content-Type-Options")} == {
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }
    assert "noindex" in page.headers["X-Robots-Tag"]


async def test_a_site_s_name_is_text_and_not_markup(
    home: HomeAssistant, loaded: MockConfigEntry, hass_client_no_auth: Any
) -> None:
    home.config_entries.async_update_entry(loaded, data={**loaded.data, "name": "</title><script>alert(1)</script>"})
    await home.async_block_till_done()
    token = await loaded.runtime_data.displays.enable(None)

    text = await (await (await hass_client_no_auth()).get(at(token))).text()

    assert "<script>alert" not in text
    assert "&lt;script&gt;alert" in text


async def test_the_state_is_what_the_contract_says(site: Site, visitor: Any, tell: Post, report: Post) -> None:
    await tell(status())
    await report(slots(A1=True, A2=False))

    answer = await visitor.get(at(await site.displays.enable(None), "/state"))
    state = await answer.json()

    assert answer.headers["Cache-Control"] == "no-store"
    assert state.pop("at").endswith("Z")
    assert state == {
        "site": "Abay 10",
        "zones": [{"id": ZONE, "name": "North lot", "total": 3, "free": 1, "occupied": 1, "unknown": 1, "full": False}],
        "slots": [
            {"id": "1", "row": "A", "number": "1", "zone": ZONE, "kind": "resident", "state": "occupied"},
            {"id": "2", "row": "A", "number": "2", "zone": ZONE, "kind": "resident", "state": "free"},
        ],
    }


async def test_the_state_tells_of_nobody(
    home: HomeAssistant,
    loaded: MockConfigEntry,
    site: Site,
    visitor: Any,
    tell: Post,
    report: Post,
    member: Callable[[str], MockUser],
) -> None:
    alma = member("Alma Planted")
    await site.people.link_user(alma.id, Role.RESIDENT, "Planted 17", alma.id)
    await site.people.add_vehicle("PLANTED1", "Planted 17", alma.id, note="Planted note")
    await draw(
        home, loaded, {**DRAWING, "slots": [{**A1, "apartment": "Planted 17"}, {**A2, "apartment": "Planted 17"}]}
    )
    await tell(status())
    await report(slots(A1=True, A2=False))
    await site.places.override("2", None, "Planted reason", hold=True, user=alma.id)

    text = await (await visitor.get(at(await site.displays.enable(alma.id), "/state"))).text()

    assert json.loads(text)["slots"][1]["state"] == "unknown"
    assert [word for word in ("lanted", "PLANTED", "Alma", alma.id, "apartment", "plate") if word in text] == []


@pytest.mark.parametrize("rest", ["", "/state"])
async def test_a_wrong_address_and_no_display_look_alike(site: Site, visitor: Any, rest: str) -> None:
    none = await visitor.get(at("wrong", rest))
    token = await site.displays.enable(None)
    wrong = [await visitor.get(at(guess, rest)) for guess in ("wrong", token[:-1], token + "x", "a" * 4000, "%00")]
    right = await visitor.get(at(token, rest))
    await site.displays.disable(None)
    ended = await visitor.get(at(token, rest))

    assert right.status == 200
    assert [answer.status for answer in (none, *wrong, ended)] == [404] * 7
    assert len({await answer.text() for answer in (none, *wrong, ended)}) == 1


async def test_guessing_counts_as_no_failed_login_and_is_slowed_down(
    home: HomeAssistant, site: Site, visitor: Any
) -> None:
    token = await site.displays.enable(None)

    answers = [(await visitor.get(at(f"guess-{number}", "/state"))).status for number in range(100)]

    assert set(answers) == {404, 429}
    assert answers[: int(display.BURST)] == [404] * int(display.BURST)
    assert (await visitor.get(at(token))).status == 429
    assert "http-login" not in home.data.get("persistent_notification", {})


async def test_a_site_that_is_not_open_says_so(home: HomeAssistant, loaded: MockConfigEntry, visitor: Any) -> None:
    token = await loaded.runtime_data.displays.enable(None)
    await home.config_entries.async_unload(loaded.entry_id)

    answer = await visitor.get(at(token, "/state"))

    assert (answer.status, answer.headers["Cache-Control"]) == (503, "no-store")
