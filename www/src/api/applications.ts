import {
  CONSENT_LANGUAGES,
  DUPLICATE_KINDS,
  type Approval,
  type Approved,
  type ConsentLanguage,
  type Duplicate,
  type PublicPage,
  type QueuedApplication,
  type QueuePage,
} from "../types/board.js";
import { applicationOf } from "./applications-own.js";
import { Fields } from "./fields.js";
import type { Parking } from "./parking.js";

/** Everybody's applications, for the board. Every request rejects with a Problem. */
export class Applications {
  constructor(private readonly parking: Parking) {}

  /** Those that wait, or those decided, the newest first. */
  async list(state: "waiting" | "decided", before: number | null, limit: number): Promise<QueuePage> {
    const fields = new Fields(await this.#ask("list", { state, before, limit }));
    return { applications: fields.list("applications", queuedOf), next: fields.countOrNull("next") };
  }

  async approve(application: number, approval: Approval): Promise<Approved> {
    const { localOnly, validUntil, ...rest } = approval;
    const until = validUntil === null ? {} : { valid_until: validUntil.toISOString() };
    const fields = new Fields(await this.#ask("approve", { application, ...rest, local_only: localOnly, ...until }));
    return {
      application: fields.part("application", queuedOf),
      link: fields.partOrNull("link", (path) => this.parking.linkTo(String(path))),
      username: fields.textOrNull("username"),
    };
  }

  async refuse(application: number, reason: string): Promise<QueuedApplication> {
    return queuedOf(await this.#ask("refuse", { application, reason }));
  }

  async askBack(application: number, question: string): Promise<QueuedApplication> {
    return queuedOf(await this.#ask("ask", { application, question }));
  }

  async page(): Promise<PublicPage> {
    return this.#page(await this.#ask("page", {}));
  }

  async setPage({ enabled, consent, document, localOnly }: PublicPage): Promise<PublicPage> {
    return this.#page(await this.#ask("set_page", { enabled, consent, document, local_only: localOnly }));
  }

  #page(value: unknown): PublicPage {
    const fields = new Fields(value);
    const texts = fields.part("consent", (part) => new Fields(part));
    const consent = CONSENT_LANGUAGES.map((one) => [one, texts.textOrNull(one) ?? ""] as const);
    return {
      enabled: fields.flag("enabled"),
      link: this.parking.linkTo(fields.text("path")),
      consent: Object.fromEntries(consent) as Record<ConsentLanguage, string>,
      consentVersion: fields.textOrNull("consent_version"),
      document: fields.flag("document"),
      localOnly: fields.flag("local_only"),
    };
  }

  #ask(command: string, fields: Readonly<Record<string, unknown>>): Promise<unknown> {
    return this.parking.ask({ ...fields, type: `hoa_parking/applications/${command}` });
  }
}

function queuedOf(value: unknown): QueuedApplication {
  const fields = new Fields(value);
  return {
    ...applicationOf(value),
    language: fields.text("language"),
    user: fields.partOrNull("user", userOf),
    duplicates: fields.list("duplicates", duplicateOf),
    document: fields.textOrNull("document"),
    consent: fields.textOrNull("consent"),
    decidedAt: fields.momentOrNull("decided_at"),
    decidedBy: fields.textOrNull("decided_by"),
    username: fields.text("username"),
  };
}

function userOf(value: unknown): QueuedApplication["user"] {
  const fields = new Fields(value);
  return { id: fields.text("id"), name: fields.textOrNull("name") ?? "" };
}

function duplicateOf(value: unknown): Duplicate {
  const fields = new Fields(value);
  return {
    kind: fields.word("kind", DUPLICATE_KINDS, "application"),
    plate: fields.textOrNull("plate"),
    apartment: fields.textOrNull("apartment"),
    application: fields.countOrNull("application"),
  };
}
