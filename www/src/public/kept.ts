/** What stays in this tab over a reload, and nowhere else. A browser that keeps nothing is no reason to fail. */

const PREFIX = "hoa-apply:";
const TOKEN = /^[\w-]{16,128}$/;

export function kept(name: string): string | null {
  try {
    return sessionStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

/** Tells whether it will still be there after a reload. */
export function keep(name: string, text: string | null): boolean {
  try {
    if (text === null) sessionStorage.removeItem(PREFIX + name);
    else sessionStorage.setItem(PREFIX + name, text);
    return true;
  } catch {
    return false;
  }
}

/**
 * The secret of a page's link, null where there is none. It is taken out of the address bar, so that no picture of the
 * screen shows it, and kept for a reload; where the browser keeps nothing it stays where it is.
 */
export function takeToken(page: string): string | null {
  const name = `token:${page}`;
  const given = location.hash.slice(1);
  if (given === "") return kept(name);
  const token = TOKEN.test(given) ? given : null;
  if (keep(name, token)) history.replaceState(history.state, "", location.pathname + location.search);
  return token;
}

/** The page's address with its secret, to keep or to share. */
export function linkOf(path: string, token: string): string {
  return new URL(`${path}#${token}`, location.origin).href;
}
