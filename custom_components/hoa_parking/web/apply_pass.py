"""A guest's pass, to whoever has its link."""

from typing import override

from aiohttp import web

from ..core.passes import GuestPass
from ..site import Site
from .public import APPLY, PublicDoor, read, text
from .shapes import Shape, moment


class PassDoor(PublicDoor):
    """Tells what a pass is good for."""

    url = APPLY + "/pass"
    name = "api:hoa_parking:apply:pass"

    @override
    async def answer(self, site: Site, request: web.Request) -> Shape:
        fields = await read(request)
        return _given(site, await site.passes.by_token(text(fields, "token")))


class PassPlateDoor(PublicDoor):
    """Takes a guest's word on which car comes, once."""

    url = APPLY + "/pass/plate"
    name = "api:hoa_parking:apply:pass:plate"

    @override
    async def answer(self, site: Site, request: web.Request) -> Shape:
        fields = await read(request)
        return _given(site, await site.passes.put_plate(text(fields, "token"), text(fields, "plate")))


def _given(site: Site, given: GuestPass) -> Shape:
    """Return a pass without whose it is."""
    schedule = given.schedule
    return {
        "site": site.config.name,
        "kind": given.kind.value,
        "plate": given.plate,
        "valid_from": moment(given.valid_from),
        "valid_until": moment(given.valid_until),
        "schedule": None
        if schedule is None
        else {
            "days": sorted(schedule.days),
            "start": schedule.start.isoformat("minutes"),
            "end": schedule.end.isoformat("minutes"),
        },
        "once": given.once,
        "state": given.state(site.now()).value,
        "open_plate": given.open_plate,
    }
