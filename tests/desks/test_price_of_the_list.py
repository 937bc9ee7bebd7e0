"""The price is of those who may come in, and is worked out anew only when they change."""

from datetime import timedelta

from custom_components.hoa_parking.core.model import Matching

from .conftest import NOON, Stage


async def test_whoever_may_come_in_now_or_later_counts(stage: Stage) -> None:
    people = stage.site.people
    await people.add_vehicle("456DEF02", "18", "board", valid_from=NOON + timedelta(days=9))
    await people.add_vehicle("777XXA05", "19", "board")
    await people.block("777XXA05", "board")
    await people.block("123ABC02", "board", until=NOON + timedelta(hours=1))
    await people.add_vehicle("789GHI02", "20", "board", valid_until=NOON)

    assert (await stage.site.price.of_the_list()).plates == 1
    stage.clock.forward(3600)
    assert (await stage.site.price.of_the_list()).plates == 2


async def test_a_longer_list_costs_more_and_an_old_one_is_not_priced_again(stage: Stage) -> None:
    before = await stage.site.price.of_the_list()
    again = await stage.site.price.of_the_list()
    await stage.site.people.add_vehicle("456DEF02", "18", "board")
    after = await stage.site.price.of_the_list()

    assert again is before
    assert after.by_matching[Matching.LOOK_ALIKE] > before.by_matching[Matching.LOOK_ALIKE] > 0
