import { Problem } from "./problem.js";

/** Reads the fields of a message one by one; throws Problem `unreadable` where a field is missing or of another kind. */
export class Fields {
  readonly #fields: Readonly<Record<string, unknown>>;

  constructor(value: unknown) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) throw unreadable("an object");
    this.#fields = value as Record<string, unknown>;
  }

  text(name: string): string {
    const value = this.#fields[name];
    if (typeof value !== "string") throw unreadable(name);
    return value;
  }

  textOrNull(name: string): string | null {
    return this.#missing(name) ? null : this.text(name);
  }

  count(name: string): number {
    const value = this.#fields[name];
    if (typeof value !== "number" || !Number.isFinite(value)) throw unreadable(name);
    return value;
  }

  countOrNull(name: string): number | null {
    return this.#missing(name) ? null : this.count(name);
  }

  flag(name: string): boolean {
    const value = this.#fields[name];
    if (typeof value !== "boolean") throw unreadable(name);
    return value;
  }

  flagOrNull(name: string): boolean | null {
    return this.#missing(name) ? null : this.flag(name);
  }

  moment(name: string): Date {
    const moment = new Date(this.text(name));
    if (Number.isNaN(moment.getTime())) throw unreadable(name);
    return moment;
  }

  momentOrNull(name: string): Date | null {
    return this.#missing(name) ? null : this.moment(name);
  }

  /** One of the known words, else `fallback`: the server may be newer than this panel. */
  word<T extends string, F>(name: string, known: readonly T[], fallback: F): T | F {
    const value = this.#fields[name];
    return known.find((one) => one === value) ?? fallback;
  }

  part<T>(name: string, read: (value: unknown) => T): T {
    return read(this.#fields[name]);
  }

  partOrNull<T>(name: string, read: (value: unknown) => T): T | null {
    return this.#missing(name) ? null : this.part(name, read);
  }

  list<T>(name: string, read: (value: unknown) => T): readonly T[] {
    const value = this.#fields[name];
    if (!Array.isArray(value)) throw unreadable(name);
    return value.map((one) => read(one));
  }

  /** The same for a field that an older server does not send. */
  listOrEmpty<T>(name: string, read: (value: unknown) => T): readonly T[] {
    return this.#missing(name) ? [] : this.list(name, read);
  }

  #missing(name: string): boolean {
    return this.#fields[name] === null || this.#fields[name] === undefined;
  }
}

export function unreadable(name: string): Problem {
  return new Problem("unreadable", { cause: `expected ${name}` });
}
