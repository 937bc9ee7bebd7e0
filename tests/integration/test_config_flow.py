"""Setting the association up: by hand, from the app's announcement, and changing it."""

from datetime import timedelta
from typing import Any

import pytest
from homeassistant.config_entries import SOURCE_HASSIO, SOURCE_USER
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, InvalidData
from homeassistant.helpers.service_info.hassio import HassioServiceInfo
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.hoa_parking.const import DOMAIN

APP = HassioServiceInfo(config={"host": "172.30.33.5", "port": 8099}, name="HOA Parking", slug="abc_hoa", uuid="1234")


async def begin(home: HomeAssistant, source: str = SOURCE_USER, data: Any = None) -> Any:
    return await home.config_entries.flow.async_init(DOMAIN, context={"source": source}, data=data)


async def answer(home: HomeAssistant, form: Any, values: dict[str, Any]) -> Any:
    result = await home.config_entries.flow.async_configure(form["flow_id"], values)
    await home.async_block_till_done()
    return result


async def test_by_hand(home: HomeAssistant) -> None:
    form = await begin(home)
    assert (form["type"], form["step_id"]) == (FlowResultType.FORM, "user")

    done = await answer(home, form, {"name": " Abay 10 ", "countries": ["ru", "kz"]})

    assert done["type"] is FlowResultType.CREATE_ENTRY
    assert (done["title"], done["data"]) == ("Abay 10", {"name": "Abay 10", "countries": ["KZ", "RU"]})


@pytest.mark.parametrize(
    ("values", "errors"),
    [
        ({"name": "  ", "countries": ["kz"]}, {"name": "name_empty"}),
        ({"name": "A" * 65, "countries": ["kz"]}, {"name": "name_too_long"}),
        ({"name": "Abay 10", "countries": []}, {"countries": "no_country"}),
    ],
)
async def test_a_wrong_answer_is_explained_and_can_be_mended(
    home: HomeAssistant, values: dict[str, Any], errors: dict[str, str]
) -> None:
    form = await begin(home)

    again = await answer(home, form, values)
    assert (again["type"], again["errors"]) == (FlowResultType.FORM, errors)

    done = await answer(home, again, {"name": "Abay 10", "countries": ["kz"]})
    assert done["type"] is FlowResultType.CREATE_ENTRY


async def test_the_app_announces_itself(home: HomeAssistant) -> None:
    form = await begin(home, SOURCE_HASSIO, APP)
    assert (form["type"], form["step_id"]) == (FlowResultType.FORM, "hassio_confirm")

    done = await answer(home, form, {"name": "Abay 10", "countries": ["kz"]})

    assert done["type"] is FlowResultType.CREATE_ENTRY
    # Home Assistant removes entries by the announcement's id when the app goes; the set-up has to outlive that.
    assert done["result"].unique_id == DOMAIN


@pytest.mark.usefixtures("loaded")
async def test_there_is_one_association(home: HomeAssistant) -> None:
    by_hand = await begin(home)
    announced = await begin(home, SOURCE_HASSIO, APP)

    assert (by_hand["type"], by_hand["reason"]) == (FlowResultType.ABORT, "single_instance_allowed")
    assert (announced["type"], announced["reason"]) == (FlowResultType.ABORT, "single_instance_allowed")


async def test_the_name_the_countries_and_how_long_things_are_kept_can_be_changed(
    home: HomeAssistant, loaded: MockConfigEntry
) -> None:
    form = await loaded.start_reconfigure_flow(home)
    assert form["step_id"] == "reconfigure"
    changed = {"name": "Abay 12", "countries": ["uz"], "keep_pictures": 90, "keep_log": 60}

    wrong = await answer(home, form, {**changed, "name": ""})
    assert wrong["errors"] == {"name": "name_empty", "keep_pictures": "pictures_without_log"}

    done = await answer(home, wrong, {**changed, "keep_pictures": 14})

    assert (done["type"], done["reason"]) == (FlowResultType.ABORT, "reconfigure_successful")
    kept = {"name": "Abay 12", "countries": ["UZ"], "keep_pictures": 14, "keep_log": 60}
    assert (loaded.title, dict(loaded.data)) == ("Abay 12", kept)
    config = loaded.runtime_data.config
    assert (config.keep_pictures, config.keep_log) == (timedelta(days=14), timedelta(days=60))


async def test_what_was_set_up_before_is_kept_for_a_month_and_a_year(
    home: HomeAssistant, loaded: MockConfigEntry
) -> None:
    config = loaded.runtime_data.config
    assert (config.keep_pictures, config.keep_log) == (timedelta(days=30), timedelta(days=365))

    form = await loaded.start_reconfigure_flow(home)
    await answer(home, form, {"name": "Abay 10", "countries": ["kz"]})

    assert (loaded.data["keep_pictures"], loaded.data["keep_log"]) == (30, 365)


@pytest.mark.parametrize("days", [0, 3651, -1])
async def test_nothing_is_kept_for_ever_or_not_at_all(home: HomeAssistant, loaded: MockConfigEntry, days: int) -> None:
    form = await loaded.start_reconfigure_flow(home)

    with pytest.raises(InvalidData):
        await answer(home, form, {"name": "Abay 10", "countries": ["kz"], "keep_pictures": 1, "keep_log": days})
