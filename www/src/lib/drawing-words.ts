import type { SlotFault } from "./drawing-faults.js";
import type { Fault } from "./drawing-model.js";
import type { Language } from "./language.js";

/** Why a slot cannot be saved as it is, naming the one that is in its way. */
export function faultWords({ fault, address, other }: SlotFault, language: Language): string {
  if (fault === "duplicate_elsewhere" && other !== null) {
    const where = { address, cameras: other.cameras.join(", "), zone: other.zoneName };
    return language.text("layout.fault.duplicate_elsewhere", where);
  }
  return fault === "duplicate_here"
    ? language.text("layout.fault.duplicate_here", { address })
    : plain(fault, language);
}

/** Why something was not drawn. */
export function refusedWords(fault: Fault, language: Language): string {
  if (fault === "duplicate_here" || fault === "duplicate_elsewhere") return language.text("layout.fault.taken");
  return plain(fault, language);
}

function plain(fault: Fault, language: Language): string {
  return language.code("layout.fault", fault, "layout.fault.other");
}
