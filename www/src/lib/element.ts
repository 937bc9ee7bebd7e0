/** Registers a custom element once: after an update Home Assistant may load the module a second time. */
export function element(name: string): (target: CustomElementConstructor) => void {
  return (target) => {
    if (customElements.get(name) === undefined) customElements.define(name, target);
  };
}
