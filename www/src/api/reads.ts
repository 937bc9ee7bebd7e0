import type { PictureRead } from "../types/guard.js";
import { readOf } from "./guard-parse.js";
import type { Parking } from "./parking.js";
import { Problem, problemOf } from "./problem.js";

const DOOR = "/api/hoa_parking/v1/reads";
/** The server waits for the recognizer up to 20 seconds; the way there over a phone comes on top. */
const PATIENCE_MS = 45_000;
/** What the server means where it does not say so itself. */
const CODES: Readonly<Record<number, string>> = {
  401: "unauthorized",
  403: "unauthorized",
  404: "not_found",
  413: "too_large",
  415: "no_picture",
  429: "too_many",
  503: "recognizer_offline",
  504: "read_late",
};

/** Has a picture's plates read by the recognizer. Rejects with a Problem: `read_late` where it does not answer in time. */
export async function readPicture(parking: Parking, picture: Blob): Promise<PictureRead> {
  const late = new AbortController();
  const timer = setTimeout(() => {
    late.abort();
  }, PATIENCE_MS);
  try {
    const answer = await parking.post(DOOR, picture, late.signal);
    if (!answer.ok) throw new Problem(await codeOf(answer));
    return readOf(await answer.json());
  } catch (error) {
    throw late.signal.aborted ? new Problem("timeout", { cause: error }) : lost(error);
  } finally {
    clearTimeout(timer);
  }
}

async function codeOf(answer: Response): Promise<string> {
  const said: unknown = await answer.json().catch(() => null);
  const code = typeof said === "object" && said !== null && "error" in said ? said.error : undefined;
  return typeof code === "string" ? code : (CODES[answer.status] ?? "unknown");
}

/** A browser rejects with a TypeError where there is no way to the server. */
function lost(error: unknown): Problem {
  return error instanceof TypeError ? new Problem("disconnected", { cause: error }) : problemOf(error);
}
