import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { leadingZeros, workOff } from "../src/lib/work.js";

const open = new AbortController().signal;

describe("the work at the door", () => {
  it("finds a number whose hash, as the server makes it, begins with enough zero bits", async () => {
    const nonce = await workOff({ salt: "00ff".repeat(20), bits: 10 }, open);
    const hash = createHash("sha256")
      .update(`${"00ff".repeat(20)}:${nonce}`)
      .digest();
    expect(nonce).toMatch(/^\d{1,20}$/);
    expect(hash[0]).toBe(0);
    expect((hash[1] ?? 255) >> 6).toBe(0);
  });

  it.each([
    [[0x80], 0],
    [[0x00, 0x80], 8],
    [[0x01], 7],
    [[0x00, 0x00, 0x1f], 19],
    [[0x00, 0x00], 16],
  ])("counts the zero bits of %j", (bytes, bits) => {
    expect(leadingZeros(Uint8Array.from(bytes))).toBe(bits);
  });

  it("stops when nobody waits for it any more", async () => {
    const gone = new AbortController();
    const work = workOff({ salt: "ab", bits: 200 }, gone.signal);
    gone.abort(new Error("gone"));
    await expect(work).rejects.toThrow("gone");
  });
});
