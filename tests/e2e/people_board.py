"""The board at its rooms: opens the public page, lets a newcomer in, finds what happened, and keeps it as a file."""

import csv
import io
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

from playwright.async_api import Page, expect

from demo.product import Product

from .people_story import Newcomer
from .screens import Screen

CONSENT = {
    "en": "We keep your name, apartment, contact and plates so that the gate knows your car.",
    "ru": "Мы храним ваше имя, квартиру, контакт и номера машин, чтобы ворота знали вашу машину.",
    "kk": "Қақпа көлігіңізді тануы үшін атыңызды, пәтеріңізді, байланысыңызды және нөмірлерді сақтаймыз.",
    "id": "Kami menyimpan nama, apartemen, kontak, dan pelat Anda agar gerbang mengenali mobil Anda.",
}
PASSWORD_LINK = re.compile(r"^http://[^/]+/apply/password#[\w-]{32,}$")
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


async def open_the_page(page: Page) -> str:
    """Take applications from outside, in the settings; return the public page's address."""
    form = page.locator("hoa-settings-page")
    await form.get_by_label("The page is open").check()
    await form.get_by_label("Ask for a picture of a document").check()
    for language, words in CONSENT.items():
        await form.locator(f"textarea[name=consent-{language}]").fill(words)
    await form.get_by_role("button", name="Save").click()
    await expect(form.get_by_role("status")).to_contain_text("Saved")
    return await form.get_by_label("Its address").input_value()


async def approve(screen: Screen, newcomer: Newcomer, folder: Path, looks: str) -> None:
    """Let a newcomer in as they wish."""
    row = screen.page.locator("hoa-applications-row").filter(has_text=newcomer.name)
    await row.get_by_role("button", name=newcomer.name).click()
    await expect(row.locator("hoa-application-facts")).to_contain_text(newcomer.contact)
    await screen.shoot(folder, f"people-application-{looks}")
    await row.get_by_role("button", name="Approve").click()
    await screen.shoot(folder, f"people-approve-{looks}")
    await row.get_by_role("button", name="Approve", exact=True).click()
    await expect(row.get_by_label("Link for the password")).to_have_value(PASSWORD_LINK)
    await screen.shoot(folder, f"people-approved-{looks}")
    await row.get_by_role("button", name="Done").click()
    await expect(row).to_have_count(0)


async def approve_as_it_is(product: Product, name: str) -> None:
    """Let somebody in without looking twice."""
    (queue,) = await product.board.ws({"type": "hoa_parking/applications/list", "state": "waiting"})
    (found,) = (one for one in queue["applications"] if one["name"] == name)
    wish = {key: found[key] for key in ("apartment", "plates", "name")}
    await product.board.ws({"type": "hoa_parking/applications/approve", "application": found["id"], **wish})


async def find(page: Page, **wishes: str) -> None:
    """Look for something in the journal or the record: texts by the name of their field."""
    await unfold(page)
    for name, wish in wishes.items():
        await page.locator(f"hoa-fold input[name={name}]").fill(wish)
    await page.get_by_role("search").get_by_role("button", name="Search").click()


async def narrow(page: Page, **choices: str) -> None:
    """Choose what is looked for: what is chosen holds at once."""
    await unfold(page)
    for name, choice in choices.items():
        await page.locator(f"hoa-fold select[name={name}]").select_option(choice)


async def unfold(page: Page) -> None:
    """Open the filter where it is folded, as on a phone."""
    await expect(page.locator("hoa-fold")).to_be_visible()
    fold = page.locator("hoa-fold button[aria-controls=form][aria-expanded=false]")
    if await fold.is_visible():
        await fold.click()


async def fetched(screen: Screen, button: str, folder: Path) -> Path:
    """Press an export's button and keep the file."""
    async with screen.page.expect_download() as coming:
        await screen.page.get_by_role("button", name=button).click()
    download = await coming.value
    path = folder / download.suggested_filename
    await download.save_as(path)
    return path


def csv_rows(path: Path) -> list[dict[str, str]]:
    """Read an exported CSV file; a mark at its head tells spreadsheets its letters."""
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))


def xlsx_rows(path: Path) -> list[dict[str, str]]:
    """Read an exported workbook's first sheet."""
    with zipfile.ZipFile(path) as book:
        names = set(book.namelist())
        shared = _texts(book, "xl/sharedStrings.xml") if "xl/sharedStrings.xml" in names else []
        sheet = ET.fromstring(book.read("xl/worksheets/sheet1.xml"))
    heads, *rows = (_cells(row, shared) for row in sheet.iter(f"{SHEET}row"))
    return [{name: row.get(column, "") for column, name in heads.items()} for row in rows]


def _texts(book: zipfile.ZipFile, name: str) -> list[str]:
    return ["".join(one.itertext()) for one in ET.fromstring(book.read(name)).iter(f"{SHEET}si")]


def _cells(row: ET.Element, shared: list[str]) -> dict[str, str]:
    """Return a row's texts by their column: cells without anything in them are left out of the file."""
    return {str(cell.get("r")).rstrip("0123456789"): _text(cell, shared) for cell in row.iter(f"{SHEET}c")}


def _text(cell: ET.Element, shared: list[str]) -> str:
    text = "".join(cell.itertext())
    return shared[int(text)] if cell.get("t") == "s" else text
