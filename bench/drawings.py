"""Drawings of any size, as the board would save them."""

from typing import Any, Final

SIZE: Final = (1920, 1080)
_COLUMNS: Final = 40
_WIDE, _TALL = SIZE[0] // _COLUMNS, 80


def drawing(row: str, slots: int, zone: str, still: str | None = None) -> dict[str, Any]:
    """Return so many slots of one row, side by side on one camera's picture."""
    places = [
        {
            "id": None,
            "row": row,
            "number": str(n + 1),
            "kind": "resident",
            "zone": zone,
            "apartment": None,
            "polygon": _outline(n),
        }
        for n in range(slots)
    ]
    return {"size": list(SIZE), "still": still, "slots": places}


def _outline(n: int) -> list[list[int]]:
    x, y = n % _COLUMNS * _WIDE, n // _COLUMNS * _TALL
    right, below = x + _WIDE - 2, y + _TALL - 2
    return [[x + 2, y + 2], [right, y + 2], [right, below], [x + 2, below]]
