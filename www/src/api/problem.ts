/** A request failed; `code` is the server's, or `disconnected`, `timeout`, `unreadable`. */
export class Problem extends Error {
  override readonly name = "Problem";

  constructor(
    readonly code: string,
    options?: ErrorOptions,
  ) {
    super(code, options);
  }
}

const LOST = 3;

/** Whatever the connection rejected with, as a Problem. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error === LOST) return new Problem("disconnected", { cause: error });
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
  if (code === LOST) return new Problem("disconnected", { cause: error });
  return new Problem(typeof code === "string" ? code : "unknown", { cause: error });
}
