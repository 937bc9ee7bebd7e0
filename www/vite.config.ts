import { gzipSync } from "node:zlib";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/** What a phone downloads before it shows anything, and all that one person ever does. */
const FILE_LIMIT_BYTES = 100_000;
const WHOLE_LIMIT_BYTES = 200_000;
/** Words of a language: a person reads one. */
const WORDS = /\/translations\/[a-z]{2}\.json$/;
/** Of what Home Assistant loads on every page of everybody. */
const EVERYWHERE_LIMIT_BYTES = 5_000;
/** Of what somebody without an account loads, often on a phone at the gate: the script without the other languages. */
const STRANGERS_LIMIT_BYTES = 30_000;
const LIMITS: Readonly<Record<string, number>> = {
  "cards.js": EVERYWHERE_LIMIT_BYTES,
  "apply.js": STRANGERS_LIMIT_BYTES,
};

/** Fails the build when what a phone downloads grows past the limits. */
function sizeLimit(): Plugin {
  return {
    name: "size-limit",
    generateBundle(_options, bundle) {
      let whole = 0;
      let words = 0;
      for (const file of Object.values(bundle)) {
        const bytes = gzipSync(file.type === "chunk" ? file.code : file.source).length;
        if (file.type === "chunk" && WORDS.test(file.facadeModuleId ?? "")) words = Math.max(words, bytes);
        else whole += bytes;
        const limit = LIMITS[file.fileName] ?? FILE_LIMIT_BYTES;
        if (bytes > limit) this.error(`${file.fileName} is ${bytes} bytes gzipped; the limit is ${limit}`);
      }
      whole += words;
      if (whole > WHOLE_LIMIT_BYTES) this.error(`${whole} bytes gzipped in all; the limit is ${WHOLE_LIMIT_BYTES}`);
      console.info(`${whole} bytes gzipped in all for one person, ${words} of them words`);
    },
  };
}

/** Fails the build when a part asks for an entry by its name: an entry's address changes with every version, so it would come twice. */
function entriesNotShared(): Plugin {
  return {
    name: "entries-not-shared",
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === "chunk");
      const entries = new Set(chunks.filter((chunk) => chunk.isEntry).map((chunk) => chunk.fileName));
      for (const { fileName, imports } of chunks)
        for (const entry of imports.filter((one) => entries.has(one))) this.error(`${fileName} imports ${entry}`);
    },
  };
}

/** Takes the indentation out of templates: lines stay apart, so nothing is read or laid out differently. */
function tightTemplates(): Plugin {
  return {
    name: "tight-templates",
    apply: "build",
    enforce: "pre",
    transform: (code, id) => (/\/src\/.*\.ts$/.test(id) ? { code: code.replace(/\n[ \t]+/g, "\n"), map: null } : null),
  };
}

/** What nearly every room needs, too little for files of their own. */
const ROOMS =
  /\/src\/(components\/((board|drawing|household|pass|pill)-style|board-form|focus-fault)|views\/heard-room)\.ts$/;

/** The panel and what it loads later. The panel with all it needs at first is one file, and the entry only names it. */
const PANEL = {
  input: { panel: "src/main.ts" },
  output: {
    entryFileNames: "[name].js",
    chunkFileNames: "[name]-[hash].js",
    codeSplitting: {
      groups: [
        { name: "first", test: /src\/panel\.ts$/, priority: 1 },
        { name: "rooms", test: ROOMS },
      ],
    },
  },
};

/**
 * The dashboards' card: what every page loads, and what comes where a card is. It brings its own parts, not the whole
 * panel. How parts are loaded is a few lines that both need.
 */
const CARD = {
  input: { cards: "src/cards.ts" },
  output: {
    entryFileNames: "[name].js",
    chunkFileNames: "[name]-[hash].js",
    codeSplitting: { groups: [{ name: "load", test: /preload-helper/ }] },
  },
};

/** The public wall display, in one file but for the words of other languages than English. */
const DISPLAY = {
  input: { display: "src/display.ts" },
  output: { entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js" },
};

/** The public pages: one script, and each language but English when it is spoken. */
const APPLY = {
  input: { apply: "src/apply.ts" },
  output: { entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js" },
};

/** Each but the first in a mode of its own: `vite build` makes the panel, `vite build --mode card` the card, and so on. */
const MODES: Readonly<Record<string, typeof PANEL | typeof CARD | typeof DISPLAY | typeof APPLY>> = {
  card: CARD,
  display: DISPLAY,
  apply: APPLY,
};
export default defineConfig(({ mode }) => ({
  plugins: [tightTemplates(), sizeLimit(), entriesNotShared()],
  base: "./",
  server: { fs: { allow: [".."] } },
  build: {
    outDir: "../custom_components/hoa_parking/frontend",
    emptyOutDir: !(mode in MODES),
    target: "es2022",
    modulePreload: false,
    rolldownOptions: MODES[mode] ?? PANEL,
  },
  test: { environment: "happy-dom", include: ["tests/**/*.test.ts"], setupFiles: ["tests/setup.ts"] },
}));
