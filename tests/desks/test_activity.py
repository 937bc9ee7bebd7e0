"""The record: found by whom, what and when, however long; failed log-ins once a minute; every action is known."""

import ast
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from custom_components.hoa_parking.core.activity import ACTIONS, ActivityFilter
from custom_components.hoa_parking.core.model import AuditEntry
from custom_components.hoa_parking.desks import activity
from custom_components.hoa_parking.store import audit

from .conftest import NOON, Stage

PACKAGE = Path(activity.__file__).parents[1]


async def written(stage: Stage, wanted: ActivityFilter | None = None) -> list[tuple[str, str, str | None]]:
    page = await stage.site.activity.page(wanted or ActivityFilter(), None, 100)
    return [(one.entry.action, one.entry.subject, one.entry.detail) for one in page.entries]


async def test_what_was_done_is_found_by_who_what_when_and_words(stage: Stage) -> None:
    stage.clock.forward(60)
    await stage.site.people.block("777XYZ02", "guard", "Towed twice")
    stage.clock.forward(60)
    await stage.site.people.add_vehicle("999STR01", "18", "board")

    blocked = ("plate_blocked", "777XYZ02", "Towed twice")
    added = ("vehicle_added", "999STR01", "18")
    assert await written(stage, ActivityFilter(user="guard")) == [blocked]
    assert await written(stage, ActivityFilter(action="plate_blocked")) == [blocked]
    assert await written(stage, ActivityFilter(text="TOWED")) == [blocked]
    assert await written(stage, ActivityFilter(text="999st")) == [added]
    assert await written(stage, ActivityFilter(text="100%")) == []
    since = NOON + timedelta(seconds=60)
    assert await written(stage, ActivityFilter(since=since)) == [added, blocked]
    assert await written(stage, ActivityFilter(since=since, until=since + timedelta(seconds=60))) == [blocked]


async def test_a_page_ends_where_its_budget_ends_and_the_next_goes_on(stage: Stage) -> None:
    def add(number: int) -> AuditEntry:
        return AuditEntry(NOON, "guard", "gate_opened", str(number), None)

    for number in range(25):
        await stage.site.database.write(lambda c, number=number: audit.add(c, add(number)))
    wanted, found, before, pages = ActivityFilter(text="1"), [], None, 0
    going_on = True
    while going_on:
        page = await stage.site.database.read(lambda c, before=before: audit.page(c, wanted, before, 3, budget=7))
        found += [one.entry.subject for one in page.entries if one.entry.action == "gate_opened"]
        before, pages = page.next, pages + 1
        going_on = before is not None

    assert found == ["21", *(str(number) for number in range(19, 9, -1)), "1"]
    assert pages > 25 / 7


async def test_an_address_that_fails_again_and_again_is_told_once_a_minute(stage: Stage) -> None:
    failed = ActivityFilter(action="login_failed")
    for _ in range(50):
        stage.site.activity.login_failed("192.0.2.44")
    stage.site.activity.login_failed("2001:db8::1")
    await stage.site.activity.settle()
    assert await written(stage, failed) == [("login_failed", "2001:db8::1", None), ("login_failed", "192.0.2.44", None)]

    stage.clock.forward(61)
    stage.site.activity.tick()
    await stage.site.activity.settle()
    assert (await written(stage, failed))[0] == ("login_failed", "192.0.2.44", "49")

    stage.clock.forward(61)
    stage.site.activity.tick()
    await stage.site.activity.settle()
    assert len(await written(stage, failed)) == 3


async def test_a_thousand_addresses_are_counted_together(stage: Stage) -> None:
    for number in range(1000):
        stage.site.activity.login_failed(f"2001:db8::{number:x}")
    stage.clock.forward(61)
    stage.site.activity.tick()
    await stage.site.activity.settle()

    told = await written(stage, ActivityFilter(action="login_failed", text=activity.ALL_OTHERS))
    assert told[0] == ("login_failed", activity.ALL_OTHERS, str(1000 - activity.MOST_ADDRESSES - 1))


def test_every_action_that_is_written_is_known() -> None:
    named = set(actions_in_the_code())

    assert {action for action in named if not any(re.fullmatch(action, known) for known in ACTIONS)} == set()
    assert {known for known in ACTIONS if not any(re.fullmatch(action, known) for action in named)} == set()
    assert len(set(ACTIONS)) == len(ACTIONS)


def actions_in_the_code() -> Iterator[str]:
    """Yield, as patterns, whatever stands where an entry's action does, through functions that hand it on."""
    said = dict(constants(ast.parse((PACKAGE / "core" / "activity.py").read_text())))
    for path in (*PACKAGE.glob("desks/*.py"), *PACKAGE.glob("store/*.py"), *PACKAGE.glob("*.py")):
        tree = ast.parse(path.read_text())
        places = {("AuditEntry", 2, "action")}
        while more := set(handed_on(tree, places)) - places:
            places |= more
        for value in standing(tree, places):
            yield from words(value, said | dict(constants(tree)))


def constants(tree: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    for node in ast.walk(tree):
        match node:
            case (
                ast.Assign(targets=[ast.Name(id=name)], value=value)
                | ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value)
            ):
                yield name, value
            case _:
                pass


type Place = tuple[str, int, str]
"""A function's name, and which argument of it is an action: by place and by name."""


def standing(tree: ast.AST, places: set[Place]) -> Iterator[ast.expr]:
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        called = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        for name, place, keyword in places:
            if name == called:
                yield from call.args[place : place + 1]
                yield from (given.value for given in call.keywords if given.arg == keyword)


def handed_on(tree: ast.AST, places: set[Place]) -> Iterator[Place]:
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)):
        parameters = [argument.arg for argument in (*function.args.args, *function.args.kwonlyargs)]
        method = parameters[:1] == ["self"]
        for value in standing(function, places):
            if isinstance(value, ast.Name) and value.id in parameters:
                yield function.name, parameters.index(value.id) - method, value.id


def words(value: ast.expr, names: dict[str, ast.expr]) -> Iterator[str]:
    match value:
        case ast.Constant(value=str(text)):
            yield re.escape(text)
        case ast.IfExp(body=body, orelse=other):
            yield from words(body, names)
            yield from words(other, names)
        case ast.JoinedStr(values=parts):
            yield "".join(re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[a-z_]+" for part in parts)
        case ast.Name(id=name) if name in names:
            yield from words(names[name], names)
        case _:
            pass
