"""The region that a camera watches is checked; outlines of slots are in test_drawing."""

import pytest

from custom_components.hoa_parking.core.layout import LayoutError, parse_region


def test_a_region_is_parts_of_the_picture() -> None:
    assert parse_region("[[0.1, 0.2], [0.9, 0.2], [0.9, 1]]") == ((0.1, 0.2), (0.9, 0.2), (0.9, 1))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("nonsense", "json_malformed"),
        ("[" * 100_000, "json_malformed"),
        (" " * 300_000, "json_too_long"),
        ("{}", "region_polygon"),
        ("[[0.1, 0.2], [0.9, 0.2]]", "region_too_few_points"),
        ("[[0.1, 0.2], [9, 0.2], [0.9, 1]]", "region_outside"),
        ("[[0.1, 0.2], [NaN, 0.2], [0.9, 1]]", "region_polygon"),
        ("[[0.1, 0.1], [0.2, 0.2], [0.3, 0.3]]", "region_no_area"),
        (f"[[0, 0], [{'1' * 400}, 0], [1, 1]]", "region_polygon"),
    ],
)
def test_a_region_that_cannot_be_used_is_refused(text: str, code: str) -> None:
    with pytest.raises(LayoutError) as caught:
        parse_region(text)

    assert caught.value.code == code
