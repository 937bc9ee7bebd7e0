"""Write what the public page knows of plates, out of the recognizer's grammars: www/src/lib/plate-forms.json.

PYTHONPATH=addon python scripts/plate_forms.py   (after a change of addon/recognizer/grammars.json)
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from recognizer.grammars import swaps

ROOT: Final = Path(__file__).resolve().parent.parent
GRAMMARS: Final = ROOT / "addon" / "recognizer" / "grammars.json"
FORMS: Final = ROOT / "www" / "src" / "lib" / "plate-forms.json"
CHARACTERS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def forms(table: Mapping[str, Any]) -> dict[str, Any]:
    """Return each country's forms as regular expressions on a folded plate in its own order, and the look-alikes."""
    countries: dict[str, dict[str, dict[str, Any]]] = {}
    for entry in table["grammars"]:
        form = {
            "form": expression(entry, table["classes"]),
            "weight": entry["weight"],
            **({"loose": True} if entry.get("loose") else {}),
        }
        countries.setdefault(entry["country"], {}).setdefault(form["form"], form)
    return {
        "about": "Made by scripts/plate_forms.py from the recognizer's grammars. Do not edit.",
        "badges": " ".join(sorted(badge for those in table["badges"].values() for badge in those)),
        "alike": {char: "".join(swap.char for swap in swaps(char, CHARACTERS)) for char in CHARACTERS},
        "countries": {country: list(those.values()) for country, those in countries.items()},
        "by_script": " ".join(sorted(set(table["badges"]) - set(countries))),
    }


def expression(entry: Mapping[str, Any], classes: Mapping[str, str]) -> str:
    """Return one grammar as an expression that both Python and JavaScript understand."""
    rows = entry["rows"][: entry.get("keep", len(entry["rows"]))]
    places = list(_places("".join(rows), classes))
    if "order" in entry:
        places = [places[place] for place in entry["order"]]
    must = f"(?=(?:{entry['pattern']})$)" if "pattern" in entry else ""
    return f"^{must}{''.join(_joined(places))}$"


def _places(shape: str, classes: Mapping[str, str]) -> Iterator[str]:
    for char, counted in re.findall(r"(.)(\{\d+,\d+\})?", shape):
        allowed = classes.get(char, char)
        yield {classes["d"]: r"\d", classes["l"]: "[A-Z]"}.get(
            allowed, f"[{allowed}]" if allowed[1:] else allowed
        ) + counted


def _joined(places: Sequence[str]) -> Iterator[str]:
    """Yield each run of equal places once, with its length."""
    for run in re.finditer(r"(?:^|\n)([^\n]+)(?:\n\1(?=\n|$))*", "\n".join(places)):
        length = run.group().strip("\n").count("\n") + 1
        yield run.group(1) + (f"{{{length}}}" if length > 1 else "")


def text() -> str:
    """Return the file's text."""
    return json.dumps(forms(json.loads(GRAMMARS.read_text("utf-8"))), indent=2) + "\n"


if __name__ == "__main__":
    FORMS.write_text(text(), "utf-8")
