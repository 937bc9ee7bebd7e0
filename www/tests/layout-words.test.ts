import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import en from "../src/translations/en.json" with { type: "json" };

describe("the words of the layout", () => {
  it("say every code of the server's doors", () => {
    const files = ["drawing", "interchange", "layout", "redrawing"].map((name) => `core/${name}.py`);
    const doors = [...files, "desks/layouts.py", "web/layout.py"];
    const source = doors.map((file) => readFileSync(`../custom_components/hoa_parking/${file}`, "utf8")).join("\n");
    const raised =
      /(?:Refused|DrawingError|LayoutError)\(\s*"((?:layout|json)_\w+|still_late)"|return "(layout_\w+)"|^ {4}"(layout_\w+)":/gm;
    const codes = [...source.matchAll(raised)].map((match) => match[1] ?? match[2] ?? match[3] ?? "");
    expect(codes.length).toBeGreaterThan(20);
    expect([...new Set(codes)].filter((code) => !(`error.${code}` in en))).toEqual([]);
  });
});
