"""When a set-up has been taken up: every change of it reloads the association, one after the other."""

import asyncio
from typing import Any, Final

from demo.product import Product

STEADY: Final = 10
"""So many answers in a row, a tenth of a second apart, say that no reload is on its way any more."""


async def configuration(product: Product) -> dict[str, Any] | None:
    """Return what the recognizer is to watch; None while the association is being set up anew."""
    headers = {"Authorization": f"Bearer {(product.folder / 'recognizer' / 'token').read_text()}"}
    url = f"{product.home.url}/api/hoa_parking/v1/config"
    async with product.home.door.http.get(url, headers=headers) as answer:
        return dict(await answer.json()) if answer.status == 200 else None


async def ready(product: Product, cameras: int) -> None:
    """Wait until so many cameras are set up, and stay so."""
    steady = 0
    while steady < STEADY:
        told = await configuration(product)
        steady = steady + 1 if told is not None and len(told["cameras"]) == cameras else 0
        await asyncio.sleep(0.1)
