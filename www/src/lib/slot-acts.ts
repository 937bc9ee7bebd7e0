import type { Slot, SlotState } from "../types/places.js";
import { may, type PanelState } from "./state.js";

/** What a person asks for on a slot. */
export type SlotAct =
  | { readonly act: "claim"; readonly plate: string }
  | { readonly act: "disclaim" }
  | { readonly act: "set_plate"; readonly plate: string | null }
  | { readonly act: "override"; readonly state: SlotState; readonly reason: string; readonly hold: boolean }
  | { readonly act: "release"; readonly reason: string }
  | { readonly act: "end_override" };

export type ActName = SlotAct["act"];

/** How an act goes. */
export interface Going {
  readonly act: ActName;
  readonly state: "busy" | "done" | "failed";
  /** Why it failed, in words. */
  readonly text: string;
}

/** What is offered to this person on this slot, in the order of the screen. */
export function actsOn(slot: Slot, journal: PanelState): readonly ActName[] {
  return [...residentActs(slot, journal), ...guardActs(slot, journal)];
}

function residentActs(slot: Slot, journal: PanelState): readonly ActName[] {
  if (!may(journal, "claim_place") || journal.me?.apartment == null) return [];
  const certain = slot.mine && slot.stay?.source === "claimed";
  if (slot.state !== "occupied") return [];
  const claim: readonly ActName[] = certain ? [] : ["claim"];
  // On one's own place "not my car" tells the guard that it is taken.
  return slot.mine || slot.owned ? [...claim, "disclaim"] : claim;
}

function guardActs(slot: Slot, journal: PanelState): readonly ActName[] {
  const taken = slot.state === "occupied";
  const plate: readonly ActName[] = taken && may(journal, "see_standing") ? ["set_plate"] : [];
  if (!may(journal, "override_slot")) return plate;
  const release: readonly ActName[] = taken ? ["release"] : [];
  const end: readonly ActName[] = slot.override === null ? [] : ["end_override"];
  return [...plate, ...release, "override", ...end];
}
