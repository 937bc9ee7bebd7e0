import { gzipSync } from "node:zlib";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/** What a phone downloads before it shows anything, and all there is. */
const FILE_LIMIT_BYTES = 100_000;
const WHOLE_LIMIT_BYTES = 200_000;

/** Fails the build when what a phone downloads grows past the limits. */
function sizeLimit(): Plugin {
  return {
    name: "size-limit",
    generateBundle(_options, bundle) {
      let whole = 0;
      for (const file of Object.values(bundle)) {
        const bytes = gzipSync(file.type === "chunk" ? file.code : file.source).length;
        whole += bytes;
        if (bytes > FILE_LIMIT_BYTES)
          this.error(`${file.fileName} is ${bytes} bytes gzipped; the limit is ${FILE_LIMIT_BYTES}`);
      }
      if (whole > WHOLE_LIMIT_BYTES) this.error(`${whole} bytes gzipped in all; the limit is ${WHOLE_LIMIT_BYTES}`);
    },
  };
}

/** `vite build` makes the panel and what it loads later; `vite build --mode display` the public wall display, in one file. */
export default defineConfig(({ mode }) => ({
  plugins: [sizeLimit()],
  base: "./",
  server: { fs: { allow: [".."] } },
  build: {
    outDir: "../custom_components/hoa_parking/frontend",
    emptyOutDir: mode !== "display",
    target: "es2022",
    modulePreload: false,
    rolldownOptions:
      mode === "display"
        ? { input: { display: "src/display.ts" }, output: { entryFileNames: "[name].js", codeSplitting: false } }
        : {
            input: { panel: "src/main.ts" },
            output: {
              entryFileNames: "[name].js",
              chunkFileNames: "[name]-[hash].js",
              // The panel with all it needs at first is one file, and the entry only names it.
              codeSplitting: { groups: [{ name: "first", test: /src\/panel\.ts$/ }] },
            },
          },
  },
  test: { environment: "happy-dom", include: ["tests/**/*.test.ts"], setupFiles: ["tests/setup.ts"] },
}));
