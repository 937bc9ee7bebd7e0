"""Applications in the panel: people apply and answer, the board decides and says what the public page asks."""

from typing import Any, Final

import probatio
from homeassistant.components import websocket_api
from homeassistant.core import HomeAssistant, callback

from ..core.applications import (
    LANGUAGES,
    LONGEST_TEXT,
    Application,
    ApplicationKind,
    Approval,
    PublicPage,
    read_draft,
)
from ..core.errors import Refused, WireError
from ..core.roles import Act
from ..desks.admissions import Queue
from . import apply
from .application_shapes import duplicate, mini, public_page
from .apply_page import PASSWORD
from .commands import Asked, answers
from .documents import DOCUMENTS
from .moments import MOMENT
from .shapes import Shape, moment

LONGEST_PAGE: Final = 50
LONGEST_FIELD: Final = 4 * LONGEST_TEXT
"""More than whatever is kept has: what is too long is refused in words, where it is looked at."""
LONGEST_CONSENT: Final = 20_000
MOST_PLATES: Final = 20
LONGEST_DOCUMENT: Final = 6 * 1024 * 1024

type _Fields = dict[str | probatio.Marker, Any]

_TEXT: Final = probatio.All(str, probatio.Length(max=LONGEST_FIELD))
_NUMBER: Final = probatio.All(int, probatio.Range(min=0, max=2**62))
_ONE: Final[_Fields] = {probatio.Required("application"): _NUMBER}
_PLATES: Final = probatio.All([_TEXT], probatio.Length(max=MOST_PLATES))


@callback
def async_register_application_commands(hass: HomeAssistant) -> None:
    """Register them."""
    for command in (
        *(form, send, mine, answer, withdraw),
        *(applications, approve, refuse, ask, page, set_page),
        *(password_link, revoke),
    ):
        websocket_api.async_register_command(hass, command)


@websocket_api.websocket_command({probatio.Required("type"): "hoa_parking/applications/form"})
@websocket_api.async_response
@answers(Act.APPLY)
async def form(asked: Asked) -> Shape:
    """Answer with what an application is asked for."""
    return apply.form(asked.site)


@websocket_api.websocket_command(
    {
        probatio.Required("type"): "hoa_parking/applications/apply",
        probatio.Required("kind"): probatio.In([kind.value for kind in ApplicationKind]),
        probatio.Required("name"): _TEXT,
        probatio.Required("apartment"): _TEXT,
        probatio.Required("contact"): _TEXT,
        probatio.Required("plates"): _PLATES,
        probatio.Optional("note", default=""): probatio.Any(None, _TEXT),
        probatio.Optional("language", default=LANGUAGES[0]): _TEXT,
        probatio.Optional("consent_version"): probatio.Any(None, _TEXT),
        probatio.Optional("document"): probatio.Any(None, probatio.All(str, probatio.Length(max=LONGEST_DOCUMENT))),
    }
)
@websocket_api.async_response
@answers(Act.APPLY)
async def send(asked: Asked) -> Shape:
    """Take an application of somebody who has a user; a resident's is a change of their own home."""
    kind = ApplicationKind(asked.message["kind"])
    fields = {**asked.message, **({"apartment": asked.person.apartment} if asked.person.apartment else {})}
    try:
        draft = await asked.hass.async_add_executor_job(read_draft, fields, asked.site.applications.page, kind)
    except WireError as err:
        first = err.problems[0]
        raise Refused(first.problem, "this cannot be used", first.field) from err
    return mini(await asked.site.applications.apply(draft, kind, asked.person))


@websocket_api.websocket_command({probatio.Required("type"): "hoa_parking/applications/mine"})
@websocket_api.async_response
@answers(Act.APPLY)
async def mine(asked: Asked) -> Shape:
    """Answer with one's own applications."""
    return {"applications": [mini(one) for one in await asked.site.applications.own(asked.person.user_id)]}


@websocket_api.websocket_command(
    {probatio.Required("type"): "hoa_parking/applications/answer", **_ONE, probatio.Required("text"): _TEXT}
)
@websocket_api.async_response
@answers(Act.APPLY)
async def answer(asked: Asked) -> Shape:
    """Take an answer to what the board asked back."""
    return mini(await asked.site.applications.answer(await _own(asked), asked.message["text"]))


@websocket_api.websocket_command({probatio.Required("type"): "hoa_parking/applications/withdraw", **_ONE})
@websocket_api.async_response
@answers(Act.APPLY)
async def withdraw(asked: Asked) -> Shape:
    """Take an application back."""
    return mini(await asked.site.applications.withdraw(await _own(asked)))


@websocket_api.websocket_command(
    {
        probatio.Required("type"): "hoa_parking/applications/list",
        probatio.Required("state"): probatio.In(["waiting", "decided"]),
        probatio.Optional("before"): probatio.Any(None, _NUMBER),
        probatio.Optional("limit", default=20): probatio.All(int, probatio.Range(min=1, max=LONGEST_PAGE)),
    }
)
@websocket_api.async_response
@answers(Act.DECIDE_APPLICATIONS)
async def applications(asked: Asked) -> Shape:
    """Answer with a page of the queue, or of what was decided."""
    message = asked.message
    found = await asked.site.admissions.queue(
        waiting=message["state"] == "waiting", before=message.get("before"), limit=message["limit"]
    )
    return {"applications": await _full(asked, found), "next": found.next}


@websocket_api.websocket_command(
    {
        probatio.Required("type"): "hoa_parking/applications/approve",
        **_ONE,
        probatio.Required("apartment"): _TEXT,
        probatio.Required("plates"): _PLATES,
        probatio.Required("name"): _TEXT,
        probatio.Optional("username"): probatio.Any(None, _TEXT),
        probatio.Optional("local_only", default=False): bool,
        probatio.Optional("valid_until"): MOMENT,
    }
)
@websocket_api.async_response
@answers(Act.DECIDE_APPLICATIONS)
async def approve(asked: Asked) -> Shape:
    """Let somebody in; the link for their password is told once."""
    message = asked.message
    approval = Approval(
        apartment=message["apartment"],
        plates=tuple(message["plates"]),
        name=message["name"],
        username=message.get("username") or None,
        local_only=message["local_only"],
        valid_until=message.get("valid_until"),
    )
    done = await asked.site.admissions.approve(message["application"], approval, asked.person.user_id)
    return {
        "application": await _shown(asked, done.application),
        "link": None if done.token is None else f"{PASSWORD}#{done.token}",
        "username": done.username,
    }


@websocket_api.websocket_command(
    {probatio.Required("type"): "hoa_parking/applications/refuse", **_ONE, probatio.Required("reason"): _TEXT}
)
@websocket_api.async_response
@answers(Act.DECIDE_APPLICATIONS)
async def refuse(asked: Asked) -> Shape:
    """Refuse an application, with a reason."""
    message = asked.message
    refused = await asked.site.admissions.refuse(message["application"], message["reason"], asked.person.user_id)
    return await _shown(asked, refused)


@websocket_api.websocket_command(
    {probatio.Required("type"): "hoa_parking/applications/ask", **_ONE, probatio.Required("question"): _TEXT}
)
@websocket_api.async_response
@answers(Act.DECIDE_APPLICATIONS)
async def ask(asked: Asked) -> Shape:
    """Ask an applicant back."""
    message = asked.message
    asked_back = await asked.site.admissions.ask(message["application"], message["question"], asked.person.user_id)
    return await _shown(asked, asked_back)


@websocket_api.websocket_command({probatio.Required("type"): "hoa_parking/applications/page"})
@websocket_api.async_response
@answers(Act.DECIDE_APPLICATIONS)
async def page(asked: Asked) -> Shape:
    """Answer with what the public page asks for."""
    return public_page(asked.site.applications.page)


@websocket_api.websocket_command(
    {
        probatio.Required("type"): "hoa_parking/applications/set_page",
        probatio.Required("enabled"): bool,
        probatio.Required("consent"): {
            probatio.Optional(language): probatio.All(str, probatio.Length(max=LONGEST_CONSENT))
            for language in LANGUAGES
        },
        probatio.Required("document"): bool,
        probatio.Required("local_only"): bool,
    }
)
@websocket_api.async_response
@answers(Act.DECIDE_APPLICATIONS)
async def set_page(asked: Asked) -> Shape:
    """Open or close the public page, and say what it asks for."""
    message = asked.message
    chosen = PublicPage(message["enabled"], message["consent"], message["document"], message["local_only"])
    await asked.site.applications.set_page(chosen, asked.person.user_id)
    return public_page(asked.site.applications.page)


_USER: Final[_Fields] = {probatio.Required("user_id"): probatio.All(str, probatio.Length(min=1, max=64))}


@websocket_api.websocket_command({probatio.Required("type"): "hoa_parking/people/password_link", **_USER})
@websocket_api.async_response
@answers(Act.KEEP_PEOPLE)
async def password_link(asked: Asked) -> Shape:
    """Answer with a new link for somebody's password, told once; an earlier one ends."""
    by, by_admin = asked.person.user_id, asked.connection.user.is_admin
    made = await asked.site.accounts.new_link(asked.message["user_id"], by, by_admin=by_admin)
    return {"link": f"{PASSWORD}#{made.token}", "username": made.username, "until": moment(made.until)}


@websocket_api.websocket_command({probatio.Required("type"): "hoa_parking/people/revoke", **_USER})
@websocket_api.async_response
@answers(Act.KEEP_PEOPLE)
async def revoke(asked: Asked) -> Shape:
    """Let somebody in no more, and say what went with them."""
    gone = await asked.site.accounts.revoke(asked.message["user_id"], asked.person.user_id)
    return {"removed_user": gone.removed_user, "phones": gone.phones, "passes": gone.passes}


async def _own(asked: Asked) -> Application:
    """Return the application that a command is about, one's own; raises Refused alike for another's and for none."""
    own = await asked.site.applications.own(asked.person.user_id)
    found = next((one for one in own if one.id == asked.message["application"]), None)
    if found is None:
        raise Refused("not_found", "there is no such application", "application")
    return found


async def _shown(asked: Asked, application: Application) -> Shape:
    found = await asked.site.admissions.one(application.id)
    return (await _full(asked, found))[0]


async def _full(asked: Asked, queue: Queue) -> list[Shape]:
    """Return applications as the board sees them."""
    names = await _names(asked, queue)
    proposed = await asked.site.admissions.propose({one.id: one.name for one in queue.applications})
    return [
        {
            **mini(one),
            "language": one.language,
            "user": None if one.user_id is None else {"id": one.user_id, "name": names.get(one.user_id)},
            "duplicates": [duplicate(same) for same in queue.duplicates.get(one.id, ())],
            "document": None if one.document is None else asked.sign(f"{DOCUMENTS}/{one.id}"),
            "consent": one.consent,
            "decided_at": None if one.decided_at is None else moment(one.decided_at),
            "decided_by": names.get(one.decided_by or ""),
            "username": proposed[one.id],
        }
        for one in queue.applications
    ]


async def _names(asked: Asked, queue: Queue) -> dict[str, str]:
    users = {user for one in queue.applications for user in (one.user_id, one.decided_by) if user is not None}
    found = [await asked.site.accounts.account(user) for user in sorted(users)]
    return {account.user_id: account.name for account in found if account is not None}
