import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";

/** What Home Assistant puts on its pages. */
const PLACED = ["panel.ts", "card.ts", "cards.ts"];

/** Who may import whom, inside src; what is placed on a page may import all. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  types: [],
  translations: [],
  lib: ["types", "translations"],
  api: ["types", "lib"],
  components: ["lib", "types"],
  views: ["components", "api", "lib", "types"],
  public: ["components", "api", "lib", "types", "translations"],
};

const FILES = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
const layerOf = (file: string): string => file.split("/", 1)[0] ?? "";
const read = (file: string): string => readFileSync(join("src", file), "utf8");

function importsOf(file: string): string[] {
  const paths = [...read(file).matchAll(/(?:from|import) "(\.[^"]+)"/g)].map((match) => match[1] ?? "");
  return paths.map((path) => layerOf(normalize(join(dirname(file), path))));
}

describe("layers", () => {
  it.each(FILES.filter((file) => file.includes("/")))("%s imports only what its layer may", (file) => {
    const layer = layerOf(file);
    const foreign = importsOf(file).filter((other) => other !== layer && !ALLOWED[layer]?.includes(other));
    expect(foreign).toEqual([]);
  });

  it("sees the files", () => {
    expect(FILES.length).toBeGreaterThan(20);
    expect(importsOf("views/gates.ts")).toContain("components");
  });

  it("only api and what is placed on its pages know Home Assistant", () => {
    const knowing = FILES.filter((file) => /\bHass\b|api\/hass/.test(read(file)));
    expect(knowing.filter((file) => layerOf(file) !== "api" && !PLACED.includes(file))).toEqual([]);
  });
});
