import {
  GIVEN_ROLES,
  PASSWORD_STATES,
  type BadCell,
  type HouseholdRow,
  type HouseholdVehicle,
  type HouseUser,
  type Imported,
  type LinkWish,
  type ListKind,
  type PasswordLink,
  type Resident,
  type Revoked,
  type Roster,
  type VehicleWish,
} from "../types/board.js";
import { Fields } from "./fields.js";
import type { Parking } from "./parking.js";

/** A list of ten thousand rows is looked through for a while. */
const LONG_MS = 120_000;

/** Households, their vehicles and residents, for the board. Every request rejects with a Problem. */
export class People {
  constructor(private readonly parking: Parking) {}

  /** Some households by their apartments' order, from the one after `after`. */
  async list(text: string, after: string | null, limit: number): Promise<Roster> {
    const fields = new Fields(await this.#ask("list", { text: text === "" ? null : text, after, limit }));
    return {
      households: fields.list("households", householdOf),
      staff: fields.listOrEmpty("staff", residentOf),
      next: fields.textOrNull("next"),
      counts: fields.part("counts", countsOf),
    };
  }

  async saveVehicle({ plate, apartment, note, validFrom, validUntil }: VehicleWish): Promise<void> {
    const from = validFrom === null ? {} : { valid_from: validFrom.toISOString() };
    const until = validUntil === null ? {} : { valid_until: validUntil.toISOString() };
    await this.#ask("save_vehicle", { plate, apartment, note, ...from, ...until });
  }

  async removeVehicle(plate: string): Promise<void> {
    await this.#ask("remove_vehicle", { plate });
  }

  async removeHousehold(household: number): Promise<void> {
    await this.#ask("remove_household", { household });
  }

  async users(): Promise<readonly HouseUser[]> {
    return new Fields(await this.#ask("users", {})).list("users", userOf);
  }

  async link({ userId, ...rest }: LinkWish): Promise<void> {
    await this.#ask("link", { user_id: userId, ...rest });
  }

  async passwordLink(userId: string): Promise<PasswordLink> {
    const fields = new Fields(await this.#ask("password_link", { user_id: userId }));
    const link = this.parking.linkTo(fields.text("link"));
    return { link, username: fields.text("username"), until: fields.momentOrNull("until") };
  }

  async revoke(userId: string): Promise<Revoked> {
    const fields = new Fields(await this.#ask("revoke", { user_id: userId }));
    return { removedUser: fields.flag("removed_user"), phones: fields.count("phones"), passes: fields.count("passes") };
  }

  /** Takes a list in, or only says what would become of it. */
  async takeIn(what: ListKind, text: string, dry: boolean): Promise<Imported> {
    const fields = new Fields(await this.#ask("import", { what, text, dry_run: dry }, LONG_MS));
    return {
      problems: fields.list("problems", badCellOf),
      added: fields.count("added"),
      changed: fields.count("changed"),
      same: fields.count("same"),
    };
  }

  /** The address where the list is fetched, once. */
  async giveOut(what: ListKind, language: string): Promise<string> {
    return new Fields(await this.#ask("export", { what, language }, LONG_MS)).text("url");
  }

  #ask(command: string, fields: Readonly<Record<string, unknown>>, patience?: number): Promise<unknown> {
    return this.parking.ask({ ...fields, type: `hoa_parking/people/${command}` }, patience);
  }
}

function householdOf(value: unknown): HouseholdRow {
  const fields = new Fields(value);
  return {
    id: fields.count("id"),
    apartment: fields.text("apartment"),
    vehicles: fields.list("vehicles", vehicleOf),
    residents: fields.list("residents", residentOf),
    passes: fields.count("passes"),
  };
}

function vehicleOf(value: unknown): HouseholdVehicle {
  const fields = new Fields(value);
  return {
    plate: fields.text("plate"),
    note: fields.textOrNull("note"),
    validFrom: fields.momentOrNull("valid_from"),
    validUntil: fields.momentOrNull("valid_until"),
    guarded: fields.flag("guarded"),
  };
}

function residentOf(value: unknown): Resident {
  const fields = new Fields(value);
  return {
    userId: fields.text("user_id"),
    name: fields.text("name"),
    username: fields.textOrNull("username"),
    contact: fields.textOrNull("contact"),
    role: fields.word("role", GIVEN_ROLES, "resident"),
    made: fields.flag("made"),
    password: fields.word("password", PASSWORD_STATES, null),
    phones: fields.count("phones"),
  };
}

function countsOf(value: unknown): Roster["counts"] {
  const fields = new Fields(value);
  const [households, vehicles, residents] = [
    fields.count("households"),
    fields.count("vehicles"),
    fields.count("residents"),
  ];
  return { households, vehicles, residents };
}

function userOf(value: unknown): HouseUser {
  const fields = new Fields(value);
  return { id: fields.text("id"), name: fields.text("name"), linked: fields.flag("linked") };
}

function badCellOf(value: unknown): BadCell {
  const fields = new Fields(value);
  return {
    row: fields.count("row"),
    column: fields.text("column"),
    code: fields.text("code"),
    value: fields.text("value"),
  };
}
