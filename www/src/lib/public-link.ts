/** Links that go out of the panel: to a guest, to a newcomer, onto the poster at the entrance. */

/** A link as it is given away. */
export interface PublicLink {
  readonly address: string;
  /** Whether it opens only on the house's own network. */
  readonly onlyAtHome: boolean;
}

const LOCAL_NAMES = /(^|\.)(localhost|local|localdomain|lan|home|internal|intranet|home\.arpa)$/;
/** Networks that the internet does not lead to: of a machine, of a house, of a link, of a carrier. */
const LOCAL_V4 = /^(0|10|127|169\.254|192\.168|172\.(1[6-9]|2\d|3[01])|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./;
const LOCAL_V6 = /^\[(::1?\]|f[cd]|fe[89ab])/;

/** A path of ours as a link: from outside where Home Assistant has an address there, else as the panel was opened. */
export function publicLink(path: string, opened: string, external: string | null): PublicLink {
  const origin = isLocal(opened) ? (originOf(external) ?? opened) : opened;
  return { address: new URL(path, origin).href, onlyAtHome: isLocal(origin) };
}

function isLocal(origin: string): boolean {
  const { hostname } = new URL(origin);
  const name = hostname.replace(/\.$/, "");
  if (name.startsWith("[")) return LOCAL_V6.test(name);
  if (/^[\d.]+$/.test(name)) return LOCAL_V4.test(name);
  return LOCAL_NAMES.test(name) || !name.includes(".");
}

function originOf(address: string | null): string | null {
  if (address === null || !URL.canParse(address)) return null;
  const { origin, protocol } = new URL(address);
  return protocol === "https:" || protocol === "http:" ? origin : null;
}
