"""Applications, from the newcomer's form to the password they chose; and the end of it."""

import asyncio
import stat
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from custom_components.hoa_parking.core.applications import (
    Application,
    ApplicationKind,
    ApplicationState,
    Approval,
    Draft,
    DuplicateKind,
    PublicPage,
)
from custom_components.hoa_parking.core.errors import AccountError, Refused, StoreError
from custom_components.hoa_parking.core.events import ApplicationChanged, PassesChanged, PersonChanged
from custom_components.hoa_parking.core.inviting import PassDraft
from custom_components.hoa_parking.core.passes import PassKind
from custom_components.hoa_parking.core.people import Password
from custom_components.hoa_parking.core.roles import Role
from custom_components.hoa_parking.desks import admissions, applications as desk
from custom_components.hoa_parking.desks.applications import MOST_OWN, MOST_WAITING
from custom_components.hoa_parking.desks.people import Person
from custom_components.hoa_parking.store import applications as kept, settings

from .conftest import Stage

JPEG = b"\xff\xd8\xff\xc0\x00\x11\x08\x00\x10\x00\x10\x03" + b"\x00" * 9
ALMA = Draft("Alma", "21", "+7 701", ("777XYZ01", "888XYZ01"), "We moved in.", "kk", None, None)
LET_IN = Approval("21", ("777XYZ01",), "Alma Sadykova", None, local_only=False, valid_until=None)
SENTENCE = "a long sentence of mine"


async def code(asked: Any) -> str:
    with pytest.raises(Refused) as caught:
        await asked
    return caught.value.code


async def submitted(stage: Stage, draft: Draft = ALMA) -> tuple[str, Application]:
    token = await stage.site.applications.submit(draft)
    return token, await stage.site.applications.tracked(token)


def told(stage: Stage) -> list[tuple[str, int]]:
    return [(event.step.value, event.waiting) for event in stage.events if isinstance(event, ApplicationChanged)]


def documents(stage: Stage) -> list[Path]:
    return sorted((stage.folder / "documents").glob("*"))


async def actions(stage: Stage) -> list[str]:
    return [entry.action for entry in await stage.site.people.audit(20)]


async def waiting_ids(stage: Stage) -> list[int]:
    queue = await stage.site.admissions.queue(waiting=True, before=None, limit=50)
    return [one.id for one in queue.applications]


async def test_a_newcomer_applies_is_let_in_and_sets_their_password_once(stage: Stage) -> None:
    token, application = await submitted(stage)
    assert (application.state, stage.site.applications.waiting) == (ApplicationState.NEW, 1)

    approved = await stage.site.admissions.approve(application.id, LET_IN, "board")

    assert (approved.username, approved.application.apartment) == ("alma.sadykova", "21")
    assert approved.token is not None
    person = await stage.site.people.person("user-1", is_admin=False)
    assert (person.role, person.apartment) == (Role.RESIDENT, "21")
    assert await stage.site.people.vehicles_of(person) == ("777XYZ01",)
    tracked = await stage.site.applications.tracked(token)
    assert await stage.site.accounts.password(tracked) is Password.OPEN

    link = await stage.site.accounts.link(approved.token)
    assert (link.username, link.expires_at) == ("alma.sadykova", stage.clock() + timedelta(days=7))
    await stage.site.accounts.set_password(approved.token, SENTENCE)

    assert stage.accounts.passwords == {"user-1": SENTENCE}
    assert await stage.site.accounts.password(tracked) is Password.SET
    assert await code(stage.site.accounts.set_password(approved.token, SENTENCE)) == "not_found"
    await stage.site.people.add_vehicle("999AAA01", "21", "board")
    await stage.arrive(stage.car(plate="777XYZ01"))
    assert (await stage.log())[0][1:] == ("registered", "opened")


async def test_everybody_who_listens_hears_of_each_step_and_how_many_wait(stage: Stage) -> None:
    _, first = await submitted(stage)
    token, second = await submitted(stage, replace(ALMA, name="Berik"))

    await stage.site.admissions.ask(second.id, "Whose is the second car?", "board")
    await stage.site.applications.answer(await stage.site.applications.tracked(token), "My wife's.")
    await stage.site.admissions.approve(first.id, LET_IN, "board")
    await stage.site.admissions.refuse(second.id, "Nobody of this name lives there.", "board")
    await asyncio.sleep(0)

    assert told(stage) == [
        *(("received", 1), ("received", 2), ("asked", 1)),
        *(("answered", 2), ("approved", 1), ("refused", 0)),
    ]
    assert stage.site.applications.waiting == 0
    assert PersonChanged("user-1") in stage.events
    assert any(isinstance(event, PassesChanged) for event in stage.events)
    assert (await actions(stage))[:6] == [
        *("application_refused", "application_approved", "application_answered"),
        *("application_asked", "application_received", "application_received"),
    ]


async def test_a_question_is_answered_on_the_tracking_page_and_waits_again(stage: Stage) -> None:
    token, application = await submitted(stage)
    assert await code(stage.site.applications.answer(application, "Nobody asked")) == "nothing_asked"

    await stage.site.admissions.ask(application.id, " Whose is it? ", "board")
    asked = await stage.site.applications.tracked(token)
    answered = await stage.site.applications.answer(asked, "My wife's.\n\nShe drives it.")

    assert (asked.state, asked.question) == (ApplicationState.ASKED, "Whose is it?")
    assert (answered.state, answered.answer) == (ApplicationState.NEW, "My wife's.\n\nShe drives it.")
    assert await code(stage.site.applications.answer(asked, "Once more")) == "application_decided"


async def test_what_was_asked_and_answered_before_a_restart_still_counts(stage: Stage) -> None:
    token, _ = await submitted(stage)
    await stage.site.applications.set_page(PublicPage(enabled=True, document=True), "board")
    await stage.site.close()

    await stage.open()

    assert (stage.site.applications.waiting, stage.site.applications.page.enabled) == (1, True)
    assert (await stage.site.applications.tracked(token)).name == "Alma"


async def test_what_is_kept_opens_nothing(stage: Stage) -> None:
    token, application = await submitted(stage)
    approved = await stage.site.admissions.approve(application.id, LET_IN, "board")
    await stage.site.close()

    files = b"".join(file.read_bytes() for file in stage.folder.glob("hoa_parking.db*"))

    assert b"alma.sadykova" in files
    assert token.encode() not in files
    assert approved.token is not None
    assert approved.token.encode() not in files
    await stage.open()


async def test_an_application_is_decided_once(stage: Stage) -> None:
    _, application = await submitted(stage)

    results = await asyncio.gather(
        stage.site.admissions.approve(application.id, LET_IN, "board"),
        stage.site.admissions.approve(application.id, LET_IN, "other"),
        stage.site.admissions.refuse(application.id, "No.", "third"),
        return_exceptions=True,
    )

    refused = [one.code for one in results if isinstance(one, Refused)]
    assert refused == ["application_decided"] * 2
    final = await stage.site.admissions.one(application.id)
    assert len(stage.accounts.users) == int(final.applications[0].state is ApplicationState.APPROVED)


async def test_whoever_is_not_let_in_after_all_has_no_user_either(stage: Stage) -> None:
    _, application = await submitted(stage)
    taken = replace(LET_IN, plates=("555NEW01", "123ABC02"))

    assert await code(stage.site.admissions.approve(application.id, taken, "board")) == "plate_elsewhere"

    assert stage.accounts.users == {}
    assert (await stage.site.admissions.one(application.id)).applications[0].state is ApplicationState.NEW
    assert [vehicle.plate for vehicle in await stage.site.people.vehicles()] == ["123ABC02"]


async def test_a_car_is_let_in_for_as_long_as_the_board_says(stage: Stage) -> None:
    _, application = await submitted(stage)
    over = replace(LET_IN, valid_until=stage.clock())
    assert await code(stage.site.admissions.approve(application.id, over, "board")) == "pass_in_the_past"

    in_an_hour = replace(LET_IN, valid_until=stage.clock() + timedelta(hours=1))
    await stage.site.admissions.approve(application.id, in_an_hour, "board")

    stage.clock.forward(3700)
    await stage.arrive(stage.car(plate="777XYZ01"))
    assert (await stage.log())[0][1:] == ("expired", "none")


async def test_a_database_that_fails_leaves_no_user_behind(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    _, application = await submitted(stage)

    def fail(*_: object) -> None:
        raise StoreError("the disk is gone")

    monkeypatch.setattr(admissions.password_links, "put", fail)
    with pytest.raises(StoreError):
        await stage.site.admissions.approve(application.id, LET_IN, "board")
    monkeypatch.undo()

    assert stage.accounts.users == {}
    assert (await stage.site.admissions.approve(application.id, LET_IN, "board")).username == "alma.sadykova"


async def test_home_assistant_makes_no_user_and_nothing_is_decided(stage: Stage) -> None:
    _, application = await submitted(stage)
    stage.accounts.fails = True

    with pytest.raises(AccountError):
        await stage.site.admissions.approve(application.id, LET_IN, "board")

    assert (await stage.site.admissions.one(application.id)).applications[0].state is ApplicationState.NEW


async def test_a_user_name_is_nobody_else_s_nor_promised(stage: Stage) -> None:
    stage.accounts.add("owner", "Owner", "owner", is_admin=True)
    _, first = await submitted(stage)
    _, second = await submitted(stage)
    wanted = replace(LET_IN, username="Alma")

    assert (await stage.site.admissions.approve(first.id, wanted, "board")).username == "alma"
    assert await code(stage.site.admissions.approve(second.id, wanted, "board")) == "username_taken"
    owners = replace(LET_IN, username="owner")
    assert await code(stage.site.admissions.approve(second.id, owners, "board")) == "username_taken"
    assert (
        await code(stage.site.admissions.approve(second.id, replace(LET_IN, username="é"), "b")) == "username_letters"
    )
    assert await stage.site.admissions.propose({second.id: "Alma", 0: "Owner"}) == {second.id: "alma2", 0: "owner2"}


async def test_somebody_who_has_a_user_is_linked_and_gets_no_link(stage: Stage) -> None:
    stage.accounts.add("omar", "Omar", "omar")
    omar = await stage.site.people.person("omar", is_admin=False)
    application = await stage.site.applications.apply(ALMA, ApplicationKind.ACCESS, omar)
    applicant = await stage.site.people.person("omar", is_admin=False)

    approved = await stage.site.admissions.approve(application.id, LET_IN, "board")

    assert (omar.role, applicant.role) == (Role.NONE, Role.APPLICANT)
    assert (approved.token, approved.username, list(stage.accounts.users)) == (None, None, ["omar"])
    resident = await stage.site.people.person("omar", is_admin=False)
    assert (resident.role, resident.apartment) == (Role.RESIDENT, "21")


async def test_a_guard_who_applies_stays_a_guard(stage: Stage) -> None:
    stage.accounts.add("omar", "Omar", "omar")
    await stage.site.people.link_user("omar", Role.GUARD, None, "board")
    omar = await stage.site.people.person("omar", is_admin=False)
    application = await stage.site.applications.apply(ALMA, ApplicationKind.ACCESS, omar)

    await stage.site.admissions.approve(application.id, LET_IN, "board")

    person = await stage.site.people.person("omar", is_admin=False)
    assert (person.role, person.apartment) == (Role.GUARD, "21")


async def test_a_resident_asks_for_a_change_of_their_own_home_only(stage: Stage) -> None:
    await stage.site.people.link_user("omar", Role.RESIDENT, "17", "board")
    omar = await stage.site.people.person("omar", is_admin=False)
    wanted = replace(ALMA, apartment="99", plates=("777XYZ01",))

    assert await code(stage.site.applications.apply(wanted, ApplicationKind.ACCESS, omar)) == "wrong_kind"
    change = await stage.site.applications.apply(wanted, ApplicationKind.CHANGE, omar)
    approved = await stage.site.admissions.approve(change.id, replace(LET_IN, apartment="99"), "board")

    assert (change.apartment, approved.application.apartment, approved.token) == ("17", "17", None)
    assert await stage.site.people.vehicles_of(omar) == ("123ABC02", "777XYZ01")
    assert stage.accounts.users == {}


async def test_a_stranger_cannot_ask_for_changes_nor_flood_the_board(stage: Stage) -> None:
    stranger = Person("omar", Role.NONE, None, None)

    assert await code(stage.site.applications.apply(ALMA, ApplicationKind.CHANGE, stranger)) == "wrong_kind"
    for _ in range(MOST_OWN):
        await stage.site.applications.apply(ALMA, ApplicationKind.ACCESS, stranger)
    more = stage.site.applications.apply(ALMA, ApplicationKind.ACCESS, stranger)
    assert await code(more) == "too_many_applications"


async def test_what_is_there_already_is_flagged(stage: Stage) -> None:
    _, first = await submitted(stage, replace(ALMA, apartment="17А", plates=("123ABC02", "777XYZ01")))
    _, second = await submitted(stage, replace(ALMA, apartment="17", plates=("777XYZ01",)))
    _, decided = await submitted(stage, replace(ALMA, apartment="17", plates=("777XYZ01",)))
    await stage.site.admissions.refuse(decided.id, "Twice.", "board")

    queue = await stage.site.admissions.queue(waiting=True, before=None, limit=50)

    flags = {
        number: [(one.kind, one.plate, one.apartment, one.application) for one in found]
        for number, found in queue.duplicates.items()
    }
    assert flags == {
        first.id: [
            (DuplicateKind.PLATE, "123ABC02", "17", None),
            (DuplicateKind.APPLICATION, "777XYZ01", "17", second.id),
        ],
        second.id: [
            (DuplicateKind.APARTMENT, None, "17", None),
            (DuplicateKind.APPLICATION, "777XYZ01", "17А", first.id),
        ],
    }
    over = await stage.site.admissions.queue(waiting=False, before=None, limit=50)
    assert ([one.id for one in over.applications], over.duplicates) == ([decided.id], {})


async def test_ten_thousand_applications_stop_at_three_hundred_and_the_queue_stays_readable(stage: Stage) -> None:
    answers = await asyncio.gather(
        *(stage.site.applications.submit(replace(ALMA, name=f"Flood {number}")) for number in range(10_000)),
        return_exceptions=True,
    )

    refused = [one.code for one in answers if isinstance(one, Refused)]
    assert refused == ["full"] * (10_000 - MOST_WAITING)
    queue = await stage.site.admissions.queue(waiting=True, before=None, limit=50)
    assert (len(queue.applications), len(queue.duplicates[queue.applications[0].id])) == (50, 20)
    following = await stage.site.admissions.queue(waiting=True, before=queue.next, limit=50)
    assert following.applications[0].id == queue.applications[-1].id - 1
    omar = Person("omar", Role.NONE, None, None)
    assert (await stage.site.applications.apply(ALMA, ApplicationKind.ACCESS, omar)).state is ApplicationState.NEW


async def test_a_document_is_ours_alone_and_goes_with_a_withdrawn_application(stage: Stage) -> None:
    token, application = await submitted(stage, replace(ALMA, document=JPEG))
    file = documents(stage)[0]
    assert application.document is not None

    assert (file.read_bytes(), file.name) == (JPEG, f"{application.document}.jpg")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    withdrawn = await stage.site.applications.withdraw(application)

    assert (withdrawn.state, withdrawn.document, documents(stage)) == (ApplicationState.WITHDRAWN, None, [])
    assert (await stage.site.applications.tracked(token)).state is ApplicationState.WITHDRAWN
    assert await code(stage.site.applications.withdraw(withdrawn)) == "application_decided"


async def test_a_document_is_not_kept_without_its_application(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "MOST_WAITING", 0)

    assert await code(stage.site.applications.submit(replace(ALMA, document=JPEG))) == "full"

    assert documents(stage) == []


async def test_documents_and_applications_go_after_their_time_and_what_is_nobody_s_is_swept(stage: Stage) -> None:
    _, old = await submitted(stage, replace(ALMA, document=JPEG))
    await stage.site.admissions.refuse(old.id, "No.", "board")
    stage.clock.forward(3600)
    _, fresh = await submitted(stage, replace(ALMA, document=JPEG))
    (stage.folder / "documents" / "unfinished.tmp").write_bytes(b"half")
    database, later = stage.site.database, stage.clock.now

    forgotten = await database.write(lambda c: kept.forget_documents(c, later, 100))
    wanted = await database.read(kept.documents)
    swept = await stage.site.documents.sweep(wanted, later + timedelta(days=9999))
    deleted = await database.write(lambda c: kept.delete_decided_before(c, later, 100))

    assert (forgotten, swept, deleted) == (1, 2, 1)
    assert [file.stem for file in documents(stage)] == [fresh.document]
    assert await waiting_ids(stage) == [fresh.id]


async def test_two_with_the_same_link_set_one_password(stage: Stage) -> None:
    _, application = await submitted(stage)
    approved = await stage.site.admissions.approve(application.id, LET_IN, "board")
    assert approved.token is not None

    answers = await asyncio.gather(
        stage.site.accounts.set_password(approved.token, "the first sentence"),
        stage.site.accounts.set_password(approved.token, "the other sentence"),
        return_exceptions=True,
    )

    assert [one.code for one in answers if isinstance(one, Refused)] == ["not_found"]
    assert stage.accounts.passwords["user-1"] in {"the first sentence", "the other sentence"}


async def test_a_password_that_could_not_be_kept_leaves_its_link_good(stage: Stage) -> None:
    _, application = await submitted(stage)
    token = (await stage.site.admissions.approve(application.id, LET_IN, "board")).token or ""
    assert await code(stage.site.accounts.set_password(token, "short")) == "password_short"
    stage.accounts.fails = True
    with pytest.raises(AccountError):
        await stage.site.accounts.set_password(token, SENTENCE)
    stage.accounts.fails = False

    await stage.site.accounts.set_password(token, SENTENCE)

    assert stage.accounts.passwords == {"user-1": SENTENCE}


async def test_a_link_lasts_for_seven_days_and_claiming_it_anew_makes_that_no_longer(stage: Stage) -> None:
    token, application = await submitted(stage)
    assert await code(stage.site.accounts.claim(token)) == "not_found"
    first = (await stage.site.admissions.approve(application.id, LET_IN, "board")).token or ""
    stage.clock.forward(6 * 24 * 3600)

    claimed = await stage.site.accounts.claim(token)

    assert await code(stage.site.accounts.link(first)) == "not_found"
    assert (await stage.site.accounts.link(claimed)).username == "alma.sadykova"
    stage.clock.forward(24 * 3600)
    assert await code(stage.site.accounts.set_password(claimed, SENTENCE)) == "not_found"
    assert await code(stage.site.accounts.claim(token)) == "not_found"
    assert await stage.site.accounts.password(await stage.site.applications.tracked(token)) is Password.EXPIRED
    again = await stage.site.accounts.new_link("user-1", "board", by_admin=False)
    await stage.site.accounts.set_password(again.token, SENTENCE)
    assert stage.accounts.passwords == {"user-1": SENTENCE}


async def test_an_old_tracking_link_takes_nothing_of_a_link_that_the_board_makes_later(stage: Stage) -> None:
    token, application = await submitted(stage)
    first = (await stage.site.admissions.approve(application.id, LET_IN, "board")).token or ""
    await stage.site.accounts.set_password(first, SENTENCE)
    forgot = await stage.site.accounts.new_link("user-1", "board", by_admin=False)

    assert await code(stage.site.accounts.claim(token)) == "not_found"

    assert await stage.site.accounts.password(await stage.site.applications.tracked(token)) is Password.SET
    assert (await stage.site.accounts.link(forgot.token)).username == "alma.sadykova"


async def test_a_new_link_for_somebody_who_forgot_keeps_their_user_name(stage: Stage) -> None:
    stage.accounts.add("omar", "Omar Ali", "omar")
    await stage.site.people.link_user("omar", Role.GUARD, None, "board")

    link = await stage.site.accounts.new_link("omar", "admin", by_admin=True)

    assert (link.username, link.until) == ("omar", stage.clock() + timedelta(days=7))
    assert (await actions(stage))[0] == "password_link_made"


async def test_nobody_but_an_administrator_hands_on_a_log_in_that_was_not_made_here(stage: Stage) -> None:
    stage.accounts.add("omar", "Omar Ali", "omar")
    await stage.site.people.link_user("omar", Role.RESIDENT, "17", "chair")

    assert await code(stage.site.accounts.new_link("omar", "chair", by_admin=False)) == "login_not_ours"

    assert (await actions(stage))[0] == "user_linked"


async def test_the_board_s_own_accounts_and_strangers_get_no_links_and_are_not_revoked(stage: Stage) -> None:
    stage.accounts.add("admin", "Admin", "admin", is_admin=True)
    stage.accounts.add("chair", "Chair", "chair")
    stage.accounts.add("stranger", "Stranger", "stranger")
    await stage.site.people.link_user("admin", Role.RESIDENT, "17", "board")
    await stage.site.people.link_user("chair", Role.BOARD, None, "board")
    accounts = stage.site.accounts

    them = ("admin", "chair", "stranger", "nobody")
    links = [await code(accounts.new_link(user, "board", by_admin=True)) for user in them]
    revoked = [await code(accounts.revoke(user, "chair")) for user in them]

    assert links == revoked == ["board_account", "board_account", "not_found", "not_found"]
    assert len(stage.accounts.users) == 3


async def test_whoever_is_revoked_is_gone_with_their_phones_and_the_household_s_passes(stage: Stage) -> None:
    _, application = await submitted(stage)
    approved = await stage.site.admissions.approve(application.id, LET_IN, "board")
    stage.accounts.phones["user-1"] = 2
    await stage.arrive(stage.car(1, "777XYZ01"))
    stage.clock.forward(60)

    gone = await stage.site.accounts.revoke("user-1", "board")

    assert (gone.removed_user, gone.phones, gone.passes) == (True, 2, 1)
    assert (stage.accounts.users, stage.accounts.phones) == ({}, {})
    assert (await stage.site.people.person("user-1", is_admin=False)).role is Role.NONE
    assert await code(stage.site.accounts.set_password(approved.token or "", SENTENCE)) == "not_found"
    stage.clock.forward(60)
    await stage.arrive(stage.car(2, "777XYZ01"))
    assert [row[1:] for row in await stage.log()] == [("expired", "none"), ("registered", "opened")]


async def test_a_user_we_did_not_make_is_only_let_go_and_a_family_keeps_its_passes(stage: Stage) -> None:
    stage.accounts.add("omar", "Omar", "omar")
    stage.accounts.add("alma", "Alma", "alma")
    stage.accounts.phones["omar"] = 1
    await stage.site.people.link_user("omar", Role.RESIDENT, "17", "board")
    await stage.site.people.link_user("alma", Role.RESIDENT, "17", "board")

    gone = await stage.site.accounts.revoke("omar", "board")

    assert (gone.removed_user, gone.phones, gone.passes) == (False, 0, 0)
    assert (sorted(stage.accounts.users), stage.accounts.phones) == (["alma", "omar"], {"omar": 1})
    await stage.arrive(stage.car())
    assert (await stage.log())[0][1:] == ("registered", "opened")


async def test_what_somebody_gave_ends_with_them_though_their_family_stays(stage: Stage) -> None:
    for name in ("omar", "alma"):
        stage.accounts.add(name, name.title(), name)
        await stage.site.people.link_user(name, Role.RESIDENT, "17", "board")
        person = await stage.site.people.person(name, is_admin=False)
        plate = {"omar": "111OMA01", "alma": "222ALM01"}[name]
        draft = PassDraft(PassKind.VISITOR, plate, None, None, stage.clock() + timedelta(days=300))
        await stage.site.passes.give(person.household, draft, name)
    stage.clock.forward(60)

    gone = await stage.site.accounts.revoke("omar", "board")

    assert (gone.removed_user, gone.passes) == (False, 1)
    await stage.arrive(stage.car(1, "111OMA01"))
    stage.clock.forward(60)
    await stage.arrive(stage.car(2, "222ALM01"))
    assert [row[1:] for row in await stage.log()] == [("registered", "opened"), ("unknown", "none")]


async def test_a_user_deleted_in_home_assistant_takes_their_guests_along_and_leaves_the_family_its_car(
    stage: Stage,
) -> None:
    stage.accounts.add("omar", "Omar", "omar")
    await stage.site.people.link_user("omar", Role.RESIDENT, "17", "board")
    person = await stage.site.people.person("omar", is_admin=False)
    draft = PassDraft(PassKind.VISITOR, "111OMA01", None, None, stage.clock() + timedelta(days=300))
    await stage.site.passes.give(person.household, draft, "omar")
    stage.clock.forward(60)

    await stage.site.accounts.removed("omar")

    await stage.arrive(stage.car(1, "111OMA01"))
    stage.clock.forward(60)
    await stage.arrive(stage.car(2))
    assert [row[1:] for row in await stage.log()] == [("registered", "opened"), ("unknown", "none")]
    assert (await stage.site.people.person("omar", is_admin=False)).role is Role.NONE


async def test_a_revocation_that_failed_half_way_is_asked_for_again(stage: Stage) -> None:
    _, application = await submitted(stage)
    await stage.site.admissions.approve(application.id, LET_IN, "board")
    stage.accounts.fails = True
    with pytest.raises(AccountError):
        await stage.site.accounts.revoke("user-1", "board")
    stage.accounts.fails = False

    assert (await stage.site.accounts.revoke("user-1", "board")).removed_user is True


async def test_the_text_somebody_agreed_to_can_be_read_later(stage: Stage) -> None:
    first = PublicPage(enabled=True, consent={"en": "We keep your name.\n\nFor a year."})
    await stage.site.applications.set_page(first, "board")
    version = stage.site.applications.page.consent_version

    await stage.site.applications.set_page(replace(first, consent={"ru": "Мы храним имя."}), "board")

    text = await stage.site.database.read(lambda c: settings.get(c, f"consent_{version}"))
    assert text is not None
    assert "For a year." in text
    assert stage.site.applications.page.consent == {"en": "", "ru": "Мы храним имя.", "kk": "", "id": ""}
    too_long = replace(first, consent={"en": "x" * 8001})
    assert await code(stage.site.applications.set_page(too_long, "board")) == "too_long"
