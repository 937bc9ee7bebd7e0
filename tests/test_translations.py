"""Every word in every language; what is named in one file exists in the others."""

import ast
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from custom_components.hoa_parking.core.activity import ACTIONS
from custom_components.hoa_parking.core.model import Direction, GateMode, Matching, Outcome, Reason, Source, Verdict
from custom_components.hoa_parking.core.roles import GIVEN

HERE = Path(__file__).resolve().parent.parent / "custom_components" / "hoa_parking"
ENGLISH = json.loads((HERE / "translations" / "en.json").read_text(encoding="utf-8"))
OTHERS = sorted(path for path in (HERE / "translations").glob("*.json") if path.stem != "en")
ICONS = json.loads((HERE / "icons.json").read_text(encoding="utf-8"))
SERVICES = yaml.safe_load((HERE / "services.yaml").read_text(encoding="utf-8"))
TRIGGERS = yaml.safe_load((HERE / "triggers.yaml").read_text(encoding="utf-8"))
CONDITIONS = yaml.safe_load((HERE / "conditions.yaml").read_text(encoding="utf-8"))
MANIFEST = json.loads((HERE / "manifest.json").read_text(encoding="utf-8"))


def texts(value: Any, path: str = "") -> dict[str, str]:
    if isinstance(value, str):
        return {path: value}
    return {key: text for name, part in value.items() for key, text in texts(part, f"{path}/{name}").items()}


def placeholders(text: str) -> list[str]:
    return sorted(re.findall(r"{(\w+)}", text))


def constants(*files: str) -> set[str]:
    """Return every text that stands in our code."""
    trees = [ast.parse((HERE / name).read_text(encoding="utf-8")) for name in files]
    return {
        node.value
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.stem)
def test_every_language_says_the_same_things(path: Path) -> None:
    other = texts(json.loads(path.read_text(encoding="utf-8")))

    assert other.keys() == texts(ENGLISH).keys()
    assert {key: placeholders(text) for key, text in other.items()} == {
        key: placeholders(text) for key, text in texts(ENGLISH).items()
    }


def test_exports_have_words_for_every_code() -> None:
    families = {"outcome": list(Outcome), "source": list(Source), "action": list(ACTIONS)}
    wanted = {f"said_{family}_{code}" for family, codes in families.items() for code in codes}

    assert wanted - ENGLISH["common"].keys() == set()


def test_russian_kazakh_and_indonesian_are_there() -> None:
    assert [path.stem for path in OTHERS] == ["id", "kk", "ru"]


@pytest.mark.parametrize("path", [HERE / "translations" / "en.json", *OTHERS], ids=lambda path: path.stem)
def test_texts_are_fit_to_show(path: Path) -> None:
    shown = texts(json.loads(path.read_text(encoding="utf-8")))

    assert [key for key, text in shown.items() if not text.strip() or text != text.strip()] == []
    assert [key for key, text in shown.items() if "://" in text or "[%key" in text] == []


def test_only_translations_are_shipped() -> None:
    assert not (HERE / "strings.json").exists()


def test_keys_are_as_home_assistant_wants_them() -> None:
    options = [option for selector in ENGLISH["selector"].values() for option in selector["options"]]
    states = [s for kind in ENGLISH["entity"].values() for entity in kind.values() for s in entity.get("state", {})]

    assert [key for key in options + states if not re.fullmatch(r"[a-z0-9]+([_-][a-z0-9]+)*", key)] == []


def test_every_action_is_described_named_and_drawn() -> None:
    fields = {name: set((action or {}).get("fields", {})) for name, action in SERVICES.items()}

    assert {name: set(action["fields"]) for name, action in ENGLISH["services"].items()} == fields
    assert set(ICONS["services"]) == set(SERVICES)


@pytest.mark.parametrize(
    ("described", "section"), [(TRIGGERS, "triggers"), (CONDITIONS, "conditions")], ids=["triggers", "conditions"]
)
def test_every_trigger_and_condition_is_described_named_and_drawn(described: dict[str, Any], section: str) -> None:
    fields = {name: set(one.get("fields", {})) for name, one in described.items() if not name.startswith(".")}

    assert {name: set(words.get("fields", {})) for name, words in ENGLISH[section].items()} == fields
    assert set(ICONS[section]) == set(fields)


def test_every_trigger_condition_action_and_blueprint_is_in_the_papers() -> None:
    papers = "".join(
        (HERE.parents[1] / "docs" / name).read_text(encoding="utf-8") for name in ("automations.md", "admin-guide.md")
    )
    blueprints = [
        yaml.safe_load(path.read_text(encoding="utf-8").replace("!input", ""))["blueprint"]["name"]
        for path in (HERE / "blueprints" / "automation").glob("*.yaml")
    ]
    names = [*SERVICES, *ENGLISH["triggers"], *ENGLISH["conditions"], *blueprints]

    assert len(blueprints) == 3
    assert [name for name in names if name not in papers] == []


def test_every_choice_of_an_action_has_words() -> None:
    roles = SERVICES["link_user"]["fields"]["role"]["selector"]["select"]

    assert (
        roles["options"]
        == list(ENGLISH["selector"][roles["translation_key"]]["options"])
        == [role.value for role in GIVEN]
    )


def test_every_icon_belongs_to_an_entity_that_has_words() -> None:
    named = {(kind, key) for kind, entities in ENGLISH["entity"].items() for key in entities}
    drawn = {(kind, key) for kind, entities in ICONS["entity"].items() for key in entities}

    assert drawn == named


def test_every_word_of_the_rules_has_words() -> None:
    attributes = ENGLISH["entity"]["event"]["passage"]["state_attributes"]

    assert list(attributes["reason"]["state"]) == [reason.value for reason in Reason]
    assert list(attributes["verdict"]["state"]) == [verdict.value for verdict in Verdict]
    assert list(attributes["direction"]["state"]) == [direction.value for direction in Direction]
    assert list(ENGLISH["entity"]["select"]["mode"]["state"]) == [mode.value for mode in GateMode]
    assert set(ENGLISH["selector"]["matching"]["options"]) == {matching.value for matching in Matching}


def test_every_complaint_about_a_region_has_words() -> None:
    source = (HERE / "core" / "layout.py").read_text(encoding="utf-8")
    of_the_text = set(re.findall(r'LayoutError\("(json_\w+)"', source))
    of_the_region = {f"region_{ending}" for ending in re.findall(r'{what}_(\w+)"', source)}

    assert (of_the_text | of_the_region) <= set(ENGLISH["config_subentries"]["camera"]["error"])


def test_every_complaint_about_a_form_has_words() -> None:
    code = constants("forms.py", "flow_gate.py", "flow_zone.py", "flow_camera.py", "config_flow.py")
    complaints = {key for key in code if re.fullmatch(r"(name|entity|source|no)_[a-z_]+", key)} - {"entity_id"}
    said = set(ENGLISH["config"]["error"]) | {
        key for flow in ENGLISH["config_subentries"].values() for key in (*flow["error"], *flow["abort"])
    }

    assert complaints - said == set()


def test_every_refusal_has_words() -> None:
    # What the panel's commands refuse, the panel has words for.
    files = [path for path in sorted(HERE.rglob("*.py")) if path.parent.name != "web"]
    source = "\n".join(path.read_text(encoding="utf-8") for path in files)
    codes = set(re.findall(r'(?:Refused|refusal|failure)\(\s*"(\w+)"', source))
    moving = set(re.findall(r'GateError\(\s*"(\w+)"', (HERE / "gate.py").read_text(encoding="utf-8")))
    database = {text for text in constants("words.py") if text.startswith("database_")}

    assert {"not_allowed", "plate_length", "gate_unknown"} <= codes
    assert {"timeout", "refused", "unavailable", "not_found"} == moving
    assert codes | {f"gate_{code}" for code in moving} | database == set(ENGLISH["exceptions"])


def test_every_repair_has_words() -> None:
    known = constants("issues.py", "words.py", "sidebar.py") - {"clock_off"}
    areas = "recognizer|camera|clock|reports|outbox|database|bundle|slots"
    named = {text for text in known if re.fullmatch(rf"({areas})_[a-z_]+", text)}
    gates = {f"gate_{problem}" for problem in ("unavailable", "timeout", "refused", "not_found")}

    assert (named | gates) == set(ENGLISH["issues"])


def test_every_word_of_the_recognizer_for_a_lost_camera_has_a_repair() -> None:
    recognizer = HERE.parents[1] / "addon" / "recognizer"
    codes = re.findall(r'code = "(\w+)"', (recognizer / "errors.py").read_text(encoding="utf-8"))
    codes += re.findall(r'CameraState\.OFFLINE, "(\w+)"', (recognizer / "lookout.py").read_text(encoding="utf-8"))
    contract = (HERE.parents[1] / "tests" / "contract" / "README.md").read_text(encoding="utf-8")

    assert {"ended", "failed", "unauthorized"} <= set(codes)
    assert [code for code in codes if f"camera_{code}" not in ENGLISH["issues"]] == []
    assert [code for code in codes if f"`{code}`" not in contract] == []


def test_the_manifest_is_in_home_assistants_order() -> None:
    assert list(MANIFEST) == ["domain", "name", *sorted(set(MANIFEST) - {"domain", "name"})]
    assert MANIFEST["documentation"].startswith("https://")
    assert MANIFEST["single_config_entry"] is True


def test_the_mark_is_shipped() -> None:
    names = {path.name for path in (HERE / "brand").iterdir()}

    assert {"icon.png", "icon@2x.png", "logo.png", "logo@2x.png", "dark_logo.png", "dark_logo@2x.png"} == names


@pytest.mark.parametrize("language", ["en", "ru", "kk", "id"])
def test_the_panel_calls_the_trial_run_what_the_entity_calls_it(language: str) -> None:
    panel = json.loads((HERE.parents[1] / "www" / "src" / "translations" / f"{language}.json").read_text("utf-8"))
    ours = json.loads((HERE / "translations" / f"{language}.json").read_text("utf-8"))
    name = ours["entity"]["select"]["mode"]["state"]["shadow"]

    told = [panel["gate.mode.shadow"], panel["gate.open.shadow"], panel["outcome.shadow"]]
    assert [text for text in told if not text.startswith(f"{name}:")] == []
