/** A request failed; `code` is the server's, or `disconnected`, `timeout`, `unreadable`; `field` is what it is about. */
export class Problem extends Error {
  override readonly name = "Problem";

  constructor(
    readonly code: string,
    options?: ErrorOptions,
    readonly field: string | null = null,
  ) {
    super(code, options);
  }
}

/** What the connection rejects with, where it is an object at all. */
interface Rejection {
  readonly code?: unknown;
  readonly message?: unknown;
}

const LOST = 3;
/** How the server's words begin where they are about a field. */
const FIELD = /^(\w+): /;

/** Whatever the connection rejected with, as a Problem. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const { code, message } = typeof error === "object" && error !== null ? (error as Rejection) : {};
  if (error === LOST || code === LOST) return new Problem("disconnected", { cause: error });
  const field = typeof message === "string" ? FIELD.exec(message)?.[1] : undefined;
  return new Problem(typeof code === "string" ? code : "unknown", { cause: error }, field ?? null);
}
