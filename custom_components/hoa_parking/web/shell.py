"""Pages of our own, for people without a login: nothing on them but one script of ours."""

from html import escape
from typing import Final

from aiohttp import web
from homeassistant.core import HomeAssistant
from homeassistant.util.hass_dict import HassKey

from ..bundle import FOLDER, fingerprint
from ..const import DOMAIN, STATIC_URL

HEADERS: Final = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
}
POLICY: Final = (
    "default-src 'none'",
    "script-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
)
_PAGE: Final = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex, nofollow">
<title>{title}</title>
<script type="module" src="{script}"></script>
</head>
<body></body>
</html>
"""
_VERSIONS: HassKey[dict[str, str]] = HassKey(f"{DOMAIN}_shells")


async def page(hass: HomeAssistant, script: str, title: str, *policy: str, status: int = 200) -> web.Response:
    """Return the page that runs one script; `policy` says what else it may, beside asking us."""
    source = f"{STATIC_URL}/{script}?v={await _version(hass, script)}"
    return web.Response(
        text=_PAGE.format(title=escape(title), script=escape(source)),
        status=status,
        content_type="text/html",
        headers={**HEADERS, "Content-Security-Policy": "; ".join((*POLICY, *policy))},
    )


async def _version(hass: HomeAssistant, script: str) -> str:
    versions = hass.data.setdefault(_VERSIONS, {})
    if script not in versions:
        versions[script] = await hass.async_add_executor_job(_fingerprint, script)
    return versions[script]


def _fingerprint(script: str) -> str:
    return fingerprint(FOLDER / script) or "none"  # the panel tells of a frontend that was not built
