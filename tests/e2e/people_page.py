"""What is asked of a page beside what it shows: its language, the way of the Tab key, how soon it is there."""

import gzip
import json

from playwright.async_api import Page, expect

from demo.product import ROOT

WORDS = ROOT / "www" / "src" / "translations"
FRONTEND = ROOT / "custom_components" / "hoa_parking" / "frontend"
# All of Home Assistant's page is behind shadow roots.
DEEP = """(wanted) => {
    const find = (node) => {
        for (const one of node.querySelectorAll("*")) {
            if (one.matches(wanted)) return one;
            const inside = one.shadowRoot && find(one.shadowRoot);
            if (inside) return inside;
        }
        return null;
    };
    return find(document);
}"""
WATCH = f"""([link, shown]) => new Promise((resolve) => {{
    const find = {DEEP};
    const begin = performance.now();
    const look = () => {{
        const found = find(shown);
        if (found && found.getBoundingClientRect().height > 0) {{
            // The frame in which it is painted is the next one.
            requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - begin)));
        }} else requestAnimationFrame(look);
    }};
    find(link).click();
    look();
}})"""


async def speaks(page: Page, language: str) -> None:
    """See that the public page speaks a language."""
    words = json.loads((WORDS / f"apply-{language}.json").read_text())
    await expect(page.get_by_role("heading", level=1)).to_have_text(words["form.title"])
    await expect(page.locator("html")).to_have_attribute("lang", language)


async def stops(page: Page, count: int) -> list[str]:
    """Press the Tab key so many times; return the ids of what had the focus."""
    found: list[str] = []
    for _ in range(count):
        await page.keyboard.press("Tab")
        found.append(await page.evaluate("document.activeElement.id"))
    return found


async def arrival(page: Page, shown: str) -> tuple[float, int]:
    """Click on our panel in the sidebar; return after how many ms something of it is painted, and the bytes it took."""
    link = 'a[href="/hoa-parking"]'
    await page.wait_for_function(f"link => ({DEEP})(link)", arg=link)
    took: float = await page.evaluate(WATCH, [link, shown])
    loaded: list[str] = await page.evaluate("performance.getEntriesByType('resource').map(one => one.name)")
    files = {FRONTEND / one.rpartition("/")[2].partition("?")[0] for one in loaded if "/hoa_parking_static/" in one}
    return took, sum(len(gzip.compress(path.read_bytes())) for path in files)
