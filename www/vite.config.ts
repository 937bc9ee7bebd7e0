import { gzipSync } from "node:zlib";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const LIMIT_BYTES = 100_000;

/** Fails the build when what a phone downloads grows past the limit. */
function sizeLimit(): Plugin {
  return {
    name: "size-limit",
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        const bytes = gzipSync(file.type === "chunk" ? file.code : file.source).length;
        if (bytes > LIMIT_BYTES) this.error(`${file.fileName} is ${bytes} bytes gzipped; the limit is ${LIMIT_BYTES}`);
      }
    },
  };
}

export default defineConfig({
  plugins: [sizeLimit()],
  server: { fs: { allow: [".."] } },
  build: {
    outDir: "../custom_components/hoa_parking/frontend",
    emptyOutDir: true,
    target: "es2022",
    rolldownOptions: {
      input: "src/panel.ts",
      output: { entryFileNames: "panel.js", codeSplitting: false },
    },
  },
  test: { environment: "happy-dom", include: ["tests/**/*.test.ts"], setupFiles: ["tests/setup.ts"] },
});
