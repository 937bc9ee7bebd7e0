"""`scripts/bench eyes` as a person meets it: pictures go in; tables, a sheet and words about mistakes come out."""

import json
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import pytest

from bench.eyes import __main__ as command, clips, engines
from bench.eyes.count import Found
from recognizer.errors import ModelMissing
from recognizer.model import Box, Image, Plate, RawRead
from recognizer.ports import Eyes

PLACE = Box(10, 20, 110, 44, 1.0)


class Painted:
    """An engine that reads a picture's brightness: each stands for a plate that it returns."""

    def read(self, image: Image, countries: Sequence[str], *, whole: bool = False) -> list[Found]:  # noqa: ARG002
        text = {50: "123ABC02", 100: "128ABC02", 150: "777KZA05"}.get(int(image[0, 0, 0]))
        return [(Plate(text, text, None, None, 0.99, accepted=True), PLACE)] if text else []


def missing(_: int) -> Painted:
    raise ModelMissing("its package is not installed: pip install glasses")


@pytest.fixture(autouse=True)
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(engines.ENGINES, "default", lambda _: Painted())
    monkeypatch.setitem(engines.ENGINES, "easyocr", missing)


def paint(path: Path, brightness: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    assert cv2.imwrite(str(path), np.full((60, 120, 3), brightness, np.uint8))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with three photos: one is read, one is read wrongly, one not at all."""
    folder = tmp_path / "photos"
    for n, brightness in enumerate((50, 100, 200)):
        paint(folder / f"{n}.png", brightness)
    lines = ["file,plates,boxes_xyxy,country", *(f"{n}.png,123 ABC 02,10 20 110 44,kz" for n in range(3))]
    (folder / "labels.csv").write_text("\n".join(lines))
    return folder


def run(*arguments: str | Path) -> int:
    return command.main([str(one) for one in ("--part", "all", *arguments)])


def cells(printed: str, engine: str) -> list[str]:
    (row,) = [line for line in printed.splitlines() if line.startswith(f"| {engine} ")]
    return [cell.strip() for cell in row.strip("|").split("|")]


def test_a_folder_of_photos_becomes_a_table(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--data", folder, "--engine", "default") == 0
    shares = cells(capsys.readouterr().out, "default")[2:10]
    assert shares == ["3", "0.333", "0.333", "0.667", "0.333", "0.333", "0.792", "0.667"]


def test_a_folder_of_folders_is_measured_one_by_one_and_together(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    again = folder.with_name("again")
    paint(again / "x.png", 150)
    (again / "labels.csv").write_text("file;plates\nx.png;777KZA05\n", encoding="utf-8-sig")
    assert run("--data", folder.parent, "--engine", "default") == 0
    printed = capsys.readouterr().out
    titles = [line for line in printed.splitlines() if line in {"photos", "again", "all of them"}]
    assert titles == ["again", "photos", "all of them"]
    assert [row.split("|")[3].strip() for row in printed.splitlines() if row.startswith("| default")] == ["1", "3", "4"]


def test_an_engine_that_is_missing_is_named_and_the_others_go_on(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--data", folder, "--engine", "easyocr", "default") == 0
    printed = capsys.readouterr().out
    assert "easyocr: not installed: its package is not installed: pip install glasses" in printed
    assert cells(printed, "default")[2] == "3"


def test_engines_are_put_together_by_name(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--data", folder, "--engine", "glasses/own", "default") == 0
    printed = capsys.readouterr().out
    assert "glasses/own: not installed: there is no plate detector glasses" in printed
    assert cells(printed, "default")[2] == "3"


@pytest.mark.parametrize("name", ["glasses", "own/", "own/own/none/none"])
def test_an_engine_nobody_knows_is_refused(folder: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    with pytest.raises(SystemExit) as left:
        run("--data", folder, "--engine", name)
    assert left.value.code == 2
    assert f"{name!r} is none of default, own, rapidocr" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("gone.png,123ABC02,,KZ", "line 2: there is no file 'gone.png'"),
        ("../photos/0.png/../../secret.png,123ABC02,,KZ", "is no file in this folder"),
        ("0.png,---,,KZ", "line 2: '---' holds a plate without a letter or digit"),
        ("0.png,123ABC02,1 2 3,KZ", "line 2: the box '1 2 3' is not four numbers"),
        ("0.png,123ABC02,9 9 3 3,KZ", "line 2: the box '9 9 3 3' is not left, top, right, bottom"),
        ("0.png,123ABC02|777KZA05,1 2 3 4,KZ", "line 2: 2 plates have 1 boxes"),
        ("0.png,123ABC02,,XX", "line 2: the country 'XX' is not known: use KZ, "),
    ],
)
def test_a_bad_row_is_told_and_the_rest_goes_on(
    folder: Path, capsys: pytest.CaptureFixture[str], row: str, words: str
) -> None:
    (folder / "labels.csv").write_text(f"file,plates,boxes_xyxy,country\n{row}\n1.png,123ABC02,,KZ\n")
    assert run("--data", folder, "--engine", "default") == 0
    printed = capsys.readouterr()
    assert words in printed.err
    assert cells(printed.out, "default")[2] == "1"


def test_a_picture_that_cannot_be_read_is_told_and_the_rest_goes_on(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "1.png").write_bytes(b"no picture")
    assert run("--data", folder, "--engine", "default") == 0
    printed = capsys.readouterr()
    assert "1.png: this is no JPEG, PNG or WebP picture" in printed.err
    assert cells(printed.out, "default")[2] == "2"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("labels.csv", b"picture,text\n0.png,123ABC02\n", "the first line of labels.csv names no file and no plates"),
        ("labels.csv", b"file,plates\n0.png,\xff\xfe\n", "labels.csv cannot be read as UTF-8 text"),
        ("gt.json", b"{", "gt.json cannot be read as JSON"),
        ("gt.json", b'{"file": 1}', "gt.json is no list of pictures"),
        ("gt.json", b'[{"file": "0.png", "slots": [{"id": 1}]}]', "picture 1: needs file, and slots with id,"),
    ],
)
def test_a_bad_list_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes, words: str
) -> None:
    (folder / "labels.csv").unlink()
    (folder / name).write_bytes(content)
    assert run("--data", folder, "--engine", "default") == 0
    assert words in capsys.readouterr().err


def test_a_folder_without_labels_or_none_at_all_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--data", tmp_path) == 2
    assert "neither labels.csv nor gt.json is in" in capsys.readouterr().err
    assert run("--data", tmp_path / "gone") == 2
    assert "there is no folder" in capsys.readouterr().err


def test_what_ctrl_c_cuts_short_is_printed(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(_: int) -> Painted:
        looks = iter([False, False, True])

        class Stopped(Painted):
            def read(self, image: Image, countries: Sequence[str], *, whole: bool = False) -> list[Found]:
                if next(looks):
                    raise KeyboardInterrupt
                return super().read(image, countries, whole=whole)

        return Stopped()

    monkeypatch.setitem(engines.ENGINES, "default", stopped)
    assert run("--data", folder, "--engine", "default") == 130
    assert cells(capsys.readouterr().out, "default")[2] == "2"


def test_the_sheet_shows_the_failures_and_escapes_what_it_did_not_write(folder: Path, tmp_path: Path) -> None:
    paint(folder / "<b>&1.png", 100)
    (folder / "labels.csv").write_text("file,plates,boxes_xyxy\n<b>&1.png,123ABC02,10 20 110 44\n2.png,123ABC02,\n")
    assert run("--data", folder, "--engine", "default", "--sheet", tmp_path / "sheet") == 0
    page = (tmp_path / "sheet" / "default.html").read_text()
    assert "personal data" in page
    assert [line for line in page.splitlines() if line.startswith("<h2>")] == [
        "<h2>wrong and accepted: 1</h2>",
        "<h2>not found: 1</h2>",
    ]
    assert "photos/&lt;b&gt;&amp;1.png" in page
    assert "<b>&1" not in page
    assert sorted(path.name for path in (tmp_path / "sheet").iterdir()) == [
        *("default-0001.jpg", "default-0002.jpg", "default-contact-01.jpg", "default.html")
    ]


def test_no_sheet_is_written_into_the_repository(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        run("--data", folder, "--sheet", Path(__file__).parent)
    assert left.value.code == 2
    assert "choose a folder outside of the repository" in capsys.readouterr().err


def test_figures_and_reads_are_written_as_json(folder: Path, tmp_path: Path) -> None:
    assert run("--data", folder, "--engine", "default", "--json", tmp_path / "all.json") == 0
    written = json.loads((tmp_path / "all.json").read_text())
    assert written["figures"]["photos"]["default"]["exact"] == 1
    assert [look["file"] for look in written["reads"]["photos"]["default"]] == ["0.png", "1.png", "2.png"]


def test_pictures_held_back_are_not_looked_at(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = [f"car{n}.png" for n in range(12)]
    for name in names:
        paint(folder / name, 50)
    (folder / "labels.csv").write_text("\n".join(["file,plates", *(f"{name},123ABC02" for name in names)]))
    counts = {}
    for part in ("open", "held", "all"):
        assert command.main(["--data", str(folder), "--engine", "default", "--part", part]) == 0
        counts[part] = int(cells(capsys.readouterr().out, "default")[2])
    assert counts["open"] + counts["held"] == counts["all"] == len(names)
    assert min(counts.values()) > 0


class Whole:
    """Eyes that take every picture that is not black for a plate, and are sure of it as far as it is bright."""

    def detect(self, image: Image) -> list[Box]:
        return [PLACE] if image.any() else []

    def read(self, image: Image, boxes: Sequence[Box]) -> list[RawRead]:
        sure = float(image[0, 0, 0]) / 255
        return [RawRead(("123ABC02",), ((sure,) * 8,)) for _ in boxes]


def test_the_curve_tells_what_more_doubt_would_let_in(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = []

    class Counted(Whole):
        def read(self, image: Image, boxes: Sequence[Box]) -> list[RawRead]:
            looked.append(len(boxes))
            return super().read(image, boxes)

    eyes = Eyes(Whole(), Counted())
    monkeypatch.setitem(engines.ENGINES, "default", lambda _: engines.Ours(eyes))
    paint(folder / "sure.png", 254)
    paint(folder / "unsure.png", 200)
    (folder / "labels.csv").write_text(
        "file,plates,boxes_xyxy,country\nsure.png,123ABC02,,KZ\nunsure.png,777KZA05,,KZ\n"
    )
    assert run("--data", folder, "--engine", "default", "--curve", "--sheet", tmp_path / "sheet") == 0
    rows = [line.split("|") for line in capsys.readouterr().out.splitlines() if "×" in line]
    right, wrong = ([float(row[n]) for row in rows] for n in (2, 3))
    assert (right[0], right[-1], wrong[0], wrong[-1]) == (0.5, 0.5, 0.0, 0.5)
    assert wrong == sorted(wrong)
    assert len(looked) <= 2 * 3
    assert (tmp_path / "sheet" / "curve.svg").read_text().startswith("<svg")


class Colours:
    """Eyes for which a blue patch is one plate and a green one another."""

    def detect(self, image: Image) -> list[Box]:
        rows, columns = np.nonzero(np.ptp(image.astype(int), axis=2) > 120)
        if len(rows) < 20:
            return []
        return [Box(float(columns.min()), float(rows.min()), float(columns.max()), float(rows.max()), 1.0)]

    def read(self, image: Image, boxes: Sequence[Box]) -> list[RawRead]:
        texts = [
            "123ABC02" if image[int(box.centre[1]), int(box.centre[0])].argmax() == 0 else "777KZA05" for box in boxes
        ]
        return [RawRead((text,), ((0.99,) * 8,)) for text in texts]


def test_cars_drive_up_and_each_is_told_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clips, "SIZE", (320, 180))
    monkeypatch.setitem(engines.ENGINES, "default", lambda _: engines.Ours(Eyes(Colours(), Colours())))
    cars = tmp_path / "cars"
    for name, colour in (("a.png", (255, 0, 0)), ("b.png", (0, 255, 0))):
        paint(cars / name, 90)
        picture = cv2.imread(str(cars / name))
        picture[30:40, 45:75] = colour
        assert cv2.imwrite(str(cars / name), picture)
    (cars / "labels.csv").write_text("file,plates,boxes_xyxy,country\na.png,123ABC02,,KZ\nb.png,111AAA01,,KZ\n")
    assert run("--data", cars, "--engine", "default", "--clips") == 0
    assert cells(capsys.readouterr().out, "cars")[1:] == ["2", "0.500", "0.500", "1", "0"]


def test_places_are_counted_both_ways(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lot = tmp_path / "lot"
    paint(lot / "lot.png", 120)
    outline = {"box_xywh": [10, 10, 40, 40]}
    corners = {"polygon": [[60, 10], [100, 10], [100, 50], [60, 50]]}
    slots = [{"id": 1, **outline, "occupied": 1}, {"id": 2, **corners, "occupied": 1}]
    (lot / "gt.json").write_text(json.dumps([{"file": "lot.png", "slots": slots}]))
    assert run("--data", lot) == 0
    row = [line for line in capsys.readouterr().out.splitlines() if line.startswith("| 1 ")]
    assert [cell.strip() for cell in row[0].strip("|").split("|")[:5]] == ["1", "2", "0.000", "–", "1.000"]
