"""Evidence pictures, to whoever may see their passage."""

from aiohttp import web
from homeassistant.helpers.http import HomeAssistantView

from ..core.errors import StoreError
from ..core.model import LogEntry, Picture
from ..core.roles import Act, may
from ..desks.people import Person
from ..site import Site
from .door import Denied, jpeg, open_site, signed_reader
from .shapes import PICTURES, sees


class PictureView(HomeAssistantView):
    """Gives one picture of one passage."""

    url = PICTURES + "/{passage}/{picture}"
    name = "api:hoa_parking:pictures"
    # An address that ran out in an open panel is no failed login: we answer 403 where Home Assistant would count a 401.
    requires_auth = False

    async def get(self, request: web.Request, passage: str, picture: str) -> web.StreamResponse:
        """Answer with the JPEG, or 403, or 404 for what is not there or not theirs."""
        try:
            return await _answer(request, passage, picture)
        except Denied as denied:
            return denied.answer()


async def _answer(request: web.Request, passage: str, picture: str) -> web.StreamResponse:
    user, site = signed_reader(request), open_site(request)
    try:
        person = await site.people.person(user.id, is_admin=user.is_admin)
        if not may(person.role, Act.SEE_OWN_PASSAGES):
            raise Denied(403, "unauthorized", "pictures are for the people of this association")
        entry = await site.passages.entry(passage)
        if entry is None or picture not in set(Picture) or not _may_see(site, person, entry):
            raise Denied(404, "not_found", "there is no such picture")
        path = site.pictures.path(passage, entry.passage.captured_at, Picture(picture))
    except StoreError as err:
        raise Denied(503, f"store_{err.code}", "the log cannot be read now") from err
    return jpeg(path)


def _may_see(site: Site, person: Person, entry: LogEntry) -> bool:
    """Tell whether a person may see a passage: also while their household is asked about it."""
    is_asked = may(person.role, Act.ANSWER_ASK) and site.asks.may_see(entry.passage.id, person.household)
    return is_asked or sees(person, entry)
