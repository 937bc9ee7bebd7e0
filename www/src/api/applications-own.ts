import {
  APPLICATION_KINDS,
  APPLICATION_STATES,
  type Application,
  type ApplicationForm,
  type ApplicationWish,
} from "../types/people.js";
import { Fields } from "./fields.js";
import type { Parking } from "./parking.js";

const LANGUAGES = ["en", "ru", "kk", "id"] as const;

/** A person's own applications on the server. Every request rejects with a Problem. */
export class OwnApplications {
  constructor(private readonly parking: Parking) {}

  async form(): Promise<ApplicationForm> {
    const fields = new Fields(await this.#ask("form", {}));
    const consent = fields.part("consent", (value) => new Fields(value));
    return {
      site: fields.text("site"),
      consent: Object.fromEntries(LANGUAGES.map((language) => [language, consent.textOrNull(language) ?? ""])),
      consentVersion: fields.textOrNull("consent_version"),
      document: fields.flag("document"),
      countries: fields.listOrEmpty("countries", String),
    };
  }

  /** The newest first. */
  async mine(): Promise<readonly Application[]> {
    return new Fields(await this.#ask("mine", {})).list("applications", applicationOf);
  }

  async apply({ consentVersion, ...wish }: ApplicationWish): Promise<Application> {
    return applicationOf(await this.#ask("apply", { ...wish, consent_version: consentVersion }));
  }

  async answer(application: number, text: string): Promise<Application> {
    return applicationOf(await this.#ask("answer", { application, text }));
  }

  async withdraw(application: number): Promise<Application> {
    return applicationOf(await this.#ask("withdraw", { application }));
  }

  #ask(command: string, fields: Readonly<Record<string, unknown>>): Promise<unknown> {
    return this.parking.ask({ ...fields, type: `hoa_parking/applications/${command}` });
  }
}

export function applicationOf(value: unknown): Application {
  const fields = new Fields(value);
  return {
    id: fields.count("id"),
    kind: fields.word("kind", APPLICATION_KINDS, "access"),
    state: fields.word("state", APPLICATION_STATES, "new"),
    name: fields.text("name"),
    apartment: fields.text("apartment"),
    contact: fields.text("contact"),
    plates: fields.list("plates", String),
    note: fields.textOrNull("note"),
    question: fields.textOrNull("question"),
    answer: fields.textOrNull("answer"),
    reason: fields.textOrNull("reason"),
    madeAt: fields.moment("made_at"),
    changedAt: fields.moment("changed_at"),
  };
}
