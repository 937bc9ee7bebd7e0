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

/** Has a picture's plates read by the recognizer. Rejects with a Problem where the server did not even take the picture. */
export async function readPicture(parking: Parking, picture: Blob): Promise<PictureRead> {
  const late = new AbortController();
  const timer = setTimeout(() => {
    late.abort();
  }, PATIENCE_MS);
  try {
    const answer = await parking.post(DOOR, picture, late.signal);
    const said: unknown = await answer.json().catch(() => null);
    if (!answer.ok && !isTaken(said)) throw new Problem(codeOf(said) ?? CODES[answer.status] ?? "unknown");
    return readOf(said);
  } catch (error) {
    throw late.signal.aborted ? new Problem("timeout", { cause: error }) : lost(error);
  } finally {
    clearTimeout(timer);
  }
}

/** Whether the server keeps the picture, though nobody read it. */
function isTaken(said: unknown): boolean {
  return typeof said === "object" && said !== null && "read" in said;
}

function codeOf(said: unknown): string | null {
  const code = typeof said === "object" && said !== null && "error" in said ? said.error : null;
  return typeof code === "string" ? code : null;
}

/** A browser rejects with a TypeError where there is no way to the server. */
function lost(error: unknown): Problem {
  return error instanceof TypeError ? new Problem("disconnected", { cause: error }) : problemOf(error);
}
