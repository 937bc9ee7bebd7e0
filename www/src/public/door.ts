import { Fields } from "../api/fields.js";
import { Problem, problemOf } from "../api/problem.js";
import type { Challenge } from "../lib/work.js";
import { formOf, passOf, trackOf, type ApplicationForm, type GuestPass, type Track } from "./answers.js";

const ROOT = "/api/hoa_parking/v1/apply";
const PATIENCE_MS = 20_000;
/** A document over a slow phone network. */
const LONG_PATIENCE_MS = 180_000;

/** A refusal that names fields and what is wrong with each. */
export class Refusal extends Problem {
  constructor(
    code: string,
    readonly fields: readonly { readonly field: string; readonly problem: string }[],
  ) {
    super(code);
  }
}

export interface Application {
  readonly name: string;
  readonly apartment: string;
  readonly contact: string;
  readonly plates: readonly string[];
  readonly note: string;
  readonly language: string;
  readonly consent_version: string | null;
  /** What only robots fill in. */
  readonly website: string;
  readonly salt: string;
  readonly nonce: string;
  /** JPEG, base64. */
  readonly document: string | null;
}

export async function form(): Promise<ApplicationForm> {
  return formOf(await post("/form", {}));
}

export async function challenge(): Promise<Challenge> {
  return (await form()).challenge;
}

export async function apply(application: Application): Promise<string> {
  return tokenOf(await post("", application, LONG_PATIENCE_MS));
}

export async function track(token: string): Promise<Track> {
  return trackOf(await post("/track", { token }));
}

export async function answer(token: string, text: string): Promise<Track> {
  return trackOf(await post("/answer", { token, text }));
}

export async function withdraw(token: string): Promise<Track> {
  return trackOf(await post("/withdraw", { token }));
}

/** The token under which the password is set. */
export async function claim(token: string): Promise<string> {
  return tokenOf(await post("/claim", { token }));
}

export async function account(
  token: string,
): Promise<{ readonly site: string; readonly username: string; readonly until: Date }> {
  const fields = new Fields(await post("/account", { token }));
  return { site: fields.text("site"), username: fields.text("username"), until: fields.moment("until") };
}

export async function setPassword(token: string, password: string): Promise<void> {
  await post("/password", { token, password });
}

export async function pass(token: string): Promise<GuestPass> {
  return passOf(await post("/pass", { token }));
}

export async function namePlate(token: string, plate: string): Promise<GuestPass> {
  return passOf(await post("/pass/plate", { token, plate }));
}

function tokenOf(value: unknown): string {
  return new Fields(value).text("token");
}

/** Rejects with a Problem: the server's code, `disconnected` where no answer came. */
async function post(path: string, body: object, patience = PATIENCE_MS): Promise<unknown> {
  const late = new AbortController();
  const timer = setTimeout(() => {
    late.abort();
  }, patience);
  try {
    const response = await fetch(ROOT + path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
      cache: "no-store",
      credentials: "omit",
      signal: late.signal,
    });
    if (!response.ok) throw await refusalOf(response);
    return (await response.json()) as unknown;
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw error instanceof SyntaxError ? new Problem("unavailable") : new Problem("disconnected", { cause: error });
  } finally {
    clearTimeout(timer);
  }
}

/** Whatever keeps the server from keeping things is one thing to a person. */
const unavailable = (code: string): boolean =>
  code === "not_loaded" || code === "too_busy" || code.startsWith("store_");
const BY_STATUS: Readonly<Record<number, string>> = { 404: "not_found", 413: "too_large", 429: "too_many" };

async function refusalOf(response: Response): Promise<Problem> {
  try {
    const fields = new Fields(await response.json());
    const code = fields.text("error");
    const named = fields.listOrEmpty("fields", (one) => {
      const each = new Fields(one);
      return { field: each.text("field"), problem: each.text("problem") };
    });
    return new Refusal(unavailable(code) ? "unavailable" : code, named);
  } catch {
    // No answer of ours: a proxy's page, or a server that starts.
    return new Problem(BY_STATUS[response.status] ?? "unavailable");
  }
}

export function codeOf(error: unknown): string {
  return problemOf(error).code;
}
