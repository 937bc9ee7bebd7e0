"""What a person asks of scripts/demo becomes the cast that is set up, or words about what is wrong."""

import json
from pathlib import Path

import pytest

from demo import footage, options
from demo.options import OptionsError, parse

LAYOUT = {"size": [64, 48], "slots": [{"id": "A1", "polygon": [[1, 1], [9, 1], [9, 9]]}]}


@pytest.fixture(autouse=True)
def films(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder that stands for the one with the demo's films."""
    folder = tmp_path / "films"
    folder.mkdir()
    (folder / "lot-layout.json").write_text(json.dumps(LAYOUT))
    cast = footage.demo_cast(folder)
    monkeypatch.setattr(options, "demo_cast", lambda: cast)
    monkeypatch.setattr(options, "OUT", folder)
    return folder


def test_without_options_the_projects_own_story_is_played(films: Path) -> None:
    asked = parse([])
    assert asked.cast.gate_source == f"{films.as_uri()}/gate.mp4?loop=1"
    assert asked.cast.residents == footage.RESIDENTS
    assert asked.cast.blocked == footage.BLOCKED
    assert asked.cast.lot_layout == LAYOUT


def test_a_check_plays_the_gates_film_once(films: Path) -> None:
    asked = parse(["--check"])
    assert asked.gate_ends
    assert asked.cast.gate_source == f"{films.as_uri()}/gate.mp4"


def test_other_footage_comes_with_its_own_lists(tmp_path: Path) -> None:
    clip = tmp_path / "my gate.mp4"
    clip.touch()
    asked = parse(["--gate", str(clip), "--resident", "777 XXA 05", "123ABC02,A482EK777", "--blocked", "901KMB05"])
    assert asked.cast.gate_source == f"{clip.as_uri()}?loop=1"
    assert [plate for plate, _ in asked.cast.residents] == ["777 XXA 05", "123ABC02", "A482EK777"]
    assert asked.cast.blocked == ("901KMB05",)


def test_other_footage_without_lists_lets_nobody_in(tmp_path: Path) -> None:
    clip = tmp_path / "clip.mp4"
    clip.touch()
    asked = parse(["--gate", str(clip)])
    assert asked.cast.residents == ()
    assert asked.cast.blocked == ()


def test_a_stream_never_ends() -> None:
    asked = parse(["--check", "--gate", "rtsp://user:secret@192.0.2.7:554/main", "--resident", "123ABC02"])
    assert not asked.gate_ends
    assert asked.cast.gate_source == "rtsp://user:secret@192.0.2.7:554/main"


def test_another_lot_without_a_layout_is_not_watched(tmp_path: Path) -> None:
    clip = tmp_path / "lot.mp4"
    clip.touch()
    assert parse(["--lot", str(clip)]).cast.lot_layout is None


def test_another_lot_with_a_layout_is_watched(tmp_path: Path) -> None:
    clip, layout = tmp_path / "lot.mp4", tmp_path / "slots.json"
    clip.touch()
    layout.write_text(json.dumps(LAYOUT))
    assert parse(["--lot", str(clip), "--lot-layout", str(layout)]).cast.lot_layout == LAYOUT


def test_countries_are_named_as_the_site_form_names_them() -> None:
    assert parse(["--country", "UZ, kz"]).cast.countries == ("uz", "kz")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--gate", "missing.mp4"], "there is no file missing.mp4"),
        (["--gate", "ftp://192.0.2.7/x"], "ftp:// is no camera"),
        (["--lot-layout", "slots.json"], "--lot"),
        (["--lot", __file__, "--lot-layout", "missing.json"], "there is no file missing.json"),
        (["--lot", __file__, "--lot-layout", __file__], "is no slot layout"),
    ],
)
def test_what_cannot_be_is_said_in_words(arguments: list[str], words: str) -> None:
    with pytest.raises(OptionsError, match=words):
        parse(arguments)


def test_an_unknown_country_is_refused() -> None:
    with pytest.raises(SystemExit):
        parse(["--country", "XX"])
