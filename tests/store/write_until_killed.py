"""Write household after household and tell of each once it is committed, until killed."""

import asyncio
import importlib.util
import itertools
import sys
import types
from pathlib import Path

if importlib.util.find_spec("homeassistant") is None:
    shell = types.ModuleType("custom_components.hoa_parking")
    shell.__path__ = [str(Path.cwd() / "custom_components" / "hoa_parking")]
    sys.modules["custom_components.hoa_parking"] = shell
sys.path.insert(0, str(Path.cwd()))

from custom_components.hoa_parking.store import people
from custom_components.hoa_parking.store.database import Database


async def write() -> None:
    database = Database(Path(sys.argv[1]))
    await database.open()
    for number in itertools.count():
        await database.write(lambda c, name=str(number): people.household(c, name))
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


asyncio.run(write())
