import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Hass } from "../src/api/hass.js";
import { asked, GOLDEN, MANUAL, plateField, pressNamed, type, typePlate, writeDown } from "./guard-stage.js";
import { all, one, settled, words, type Stage } from "./stage.js";

const press = (stage: Stage, name: string): Promise<void> => pressNamed(stage, name, "hoa-guard-enter");
const form = (stage: Stage): string => words(one(stage.panel, "hoa-manual-form"));

/** Chooses a picture as the phone's own camera hands it over. */
const choose = async (stage: Stage): Promise<void> => {
  const input = one(stage.panel, "hoa-manual-picture", "input");
  Object.defineProperty(input, "files", { value: [new Blob(["phone"], { type: "image/heic" })], configurable: true });
  input.dispatchEvent(new Event("change"));
  await settled();
};

/** The recognizer's answer at the door for pictures. */
const reads = (
  answer: () => Promise<Response>,
): Partial<Hass> & { readonly fetchWithAuth: ReturnType<typeof vi.fn> } => ({
  fetchWithAuth: vi.fn(answer),
});
const answering = (body: unknown, status = 200): ReturnType<typeof reads> =>
  reads(() => Promise.resolve(Response.json(body, { status })));

const drawn: [number, number][] = [];

beforeEach(() => {
  drawn.length = 0;
  vi.stubGlobal("createImageBitmap", () => Promise.resolve({ width: 4000, height: 3000, close: vi.fn() }));
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(null);
  vi.spyOn(HTMLCanvasElement.prototype, "toBlob").mockImplementation(function (this: HTMLCanvasElement, done, kind) {
    drawn.push([this.width, this.height]);
    done(new Blob(["small"], { type: kind ?? "" }));
  });
  vi.spyOn(URL, "createObjectURL").mockReturnValue("blob:picture");
  vi.spyOn(URL, "revokeObjectURL").mockReturnValue(undefined);
});

afterEach(() => {
  vi.restoreAllMocks();
});

describe("a picture of the plate", () => {
  it("goes to the recognizer, small and as a JPEG, and its plate into the field", async () => {
    const hass = answering(GOLDEN.read);
    const stage = await writeDown(MANUAL, hass);
    await choose(stage);
    expect(drawn).toEqual([[1920, 1440]]);
    const [path, wish] = hass.fetchWithAuth.mock.calls[0] as [string, RequestInit & { body: Blob }];
    expect([path, wish.method, wish.headers]).toEqual([
      "/api/hoa_parking/v1/reads",
      "POST",
      { "Content-Type": "image/jpeg" },
    ]);
    expect(await wish.body.text()).toBe("small");
    expect(plateField(stage).value).toBe("777XXA05");
    expect(form(stage)).toContain("93% read as 777ХХА05");
    expect(form(stage)).toContain("Not on any list.");
  });

  it("is put right by hand, and what was read stays in sight and is kept with the passage", async () => {
    const stage = await writeDown(MANUAL, answering(GOLDEN.read));
    await choose(stage);
    await typePlate(stage, "777xxa06 ");
    expect(form(stage)).toContain("read as 777ХХА05");
    await type(stage, "hoa-manual-form textarea", "Delivers flowers");
    await press(stage, "Open and log");
    expect(asked(stage, "guard/enter")).toEqual([
      {
        type: "hoa_parking/guard/enter",
        gate: "01JD0GATE00000000000000000",
        direction: "entry",
        plate: "777XXA06",
        read: GOLDEN.read.read,
        note: "Delivers flowers",
        open: true,
      },
    ]);
  });

  it("offers what else it may have been, one tap away", async () => {
    const stage = await writeDown(MANUAL, answering(GOLDEN.read));
    await choose(stage);
    await press(stage, "777XXA06");
    expect(plateField(stage).value).toBe("777XXA06");
  });

  it("does not overwrite what somebody has typed meanwhile", async () => {
    const stage = await writeDown(MANUAL, answering(GOLDEN.read));
    await typePlate(stage, "505KXA12");
    await choose(stage);
    expect(plateField(stage).value).toBe("505KXA12");
  });

  it.each([
    ["no plate", answering(GOLDEN.read_nothing), "No plate was found. Type it in."],
    ["no answer", answering(GOLDEN.read_late, 504), "Not read. The recognizer did not answer in time."],
    ["no recognizer", answering({ error: "recognizer_offline" }, 503), "The recognizer is out of reach."],
    [
      "a proxy's own page",
      reads(() => Promise.resolve(new Response("<html>", { status: 413 }))),
      "The picture is too large.",
    ],
    ["no network", reads(() => Promise.reject(new TypeError("Failed to fetch"))), "No connection to Home Assistant."],
  ])("that comes to nothing is said in words, and one goes on by hand: %s", async (_what, hass, text) => {
    const stage = await writeDown(MANUAL, hass);
    await choose(stage);
    expect(words(one(stage.panel, "hoa-manual-picture"))).toContain(text);
    await typePlate(stage, "777XXA05");
    await press(stage, "Only log");
    expect(asked(stage, "guard/enter")).toHaveLength(1);
  });

  it("is kept with the passage also where nobody could read it", async () => {
    const stage = await writeDown(MANUAL, answering(GOLDEN.read_late, 504));
    await choose(stage);
    await typePlate(stage, "777XXA05");
    await press(stage, "Only log");
    expect(asked(stage, "guard/enter")).toMatchObject([{ read: GOLDEN.read_late.read }]);
  });

  it("is not waited for without end", async () => {
    const hass = { fetchWithAuth: vi.fn(untilAborted) };
    const stage = await writeDown(MANUAL, hass);
    await choose(stage);
    expect(words(one(stage.panel, "hoa-manual-picture"))).toContain("Reading the plate…");
    await vi.advanceTimersByTimeAsync(45_000);
    await settled();
    expect(words(one(stage.panel, "hoa-manual-picture"))).toContain("The server did not answer in time.");
  });

  it("that the browser cannot open is said so", async () => {
    vi.stubGlobal("createImageBitmap", () => Promise.reject(new Error("InvalidStateError")));
    const stage = await writeDown();
    await choose(stage);
    expect(words(one(stage.panel, "hoa-manual-picture"))).toContain("This is no picture that can be read.");
  });
});

describe("the phone's camera", () => {
  const track = {
    stop: vi.fn(),
    getCapabilities: () => ({ torch: true }),
    applyConstraints: vi.fn(() => Promise.resolve()),
  };
  const stream = { getTracks: () => [track], getVideoTracks: () => [track] };
  const allow = (getUserMedia: () => Promise<unknown>): void => {
    vi.stubGlobal("isSecureContext", true);
    Object.defineProperty(navigator, "mediaDevices", { value: { getUserMedia }, configurable: true });
    vi.spyOn(HTMLMediaElement.prototype, "play").mockResolvedValue(undefined);
    Object.defineProperty(HTMLVideoElement.prototype, "srcObject", { set: () => undefined, configurable: true });
    Object.defineProperty(HTMLVideoElement.prototype, "videoWidth", { value: 1280, configurable: true });
    Object.defineProperty(HTMLVideoElement.prototype, "videoHeight", { value: 720, configurable: true });
  };

  afterEach(() => {
    Object.defineProperty(navigator, "mediaDevices", { value: undefined, configurable: true });
  });

  it("is used live where that is allowed: light, shutter, and off again", async () => {
    allow(() => Promise.resolve(stream));
    const stage = await writeDown(MANUAL, answering(GOLDEN.read));
    await press(stage, "Take a picture");
    one(stage.panel, "video").dispatchEvent(new Event("playing"));
    one(stage.panel, "button[aria-label='Light']").click();
    await settled();
    expect(track.applyConstraints).toHaveBeenCalledWith({ advanced: [{ torch: true }] });
    one(stage.panel, "button[aria-label='Take the picture']").click();
    await settled();
    expect(drawn).toEqual([[1280, 720]]);
    expect(plateField(stage).value).toBe("777XXA05");
    expect(track.stop).toHaveBeenCalled();
    expect(all(stage.panel, "video")).toHaveLength(0);
  });

  it("is left to the phone where the page may not use it", async () => {
    allow(() => Promise.reject(new DOMException("no", "NotAllowedError")));
    const stage = await writeDown();
    await press(stage, "Take a picture");
    expect(words(one(stage.panel, "hoa-manual-picture"))).toContain("The camera cannot be used here.");
    const clicked = vi.spyOn(one(stage.panel, "hoa-manual-picture", "input"), "click");
    await press(stage, "Take a picture");
    expect(clicked).toHaveBeenCalledOnce();
  });
});

/** A door that never answers. */
function untilAborted(_path: string, wish: RequestInit): Promise<Response> {
  return new Promise((_resolve, reject) => {
    wish.signal?.addEventListener("abort", () => {
      reject(new DOMException("aborted", "AbortError"));
    });
  });
}
