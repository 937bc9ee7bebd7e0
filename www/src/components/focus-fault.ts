/** Goes to the first field that something is wrong with, from the top. */
export function focusFault(root: ParentNode): void {
  const fields = [...root.querySelectorAll<HTMLElement>("[aria-invalid=true], hoa-vehicle-plate")];
  fields.find((field) => !("fault" in field) || field.fault !== "")?.focus();
}
