import type en from "../translations/en.json";

export type TextKey = keyof typeof en;
export type Texts = Readonly<Record<string, string>>;

/** Each language is a file of its own: nobody loads one that they do not read. */
const FILES = import.meta.glob<Texts>("../translations/??.json", { import: "default" });

/** The languages there are, by their short names. */
export const SPOKEN: readonly string[] = Object.keys(FILES).map((path) => path.slice(-7, -5));
/** Read by whoever speaks none of them, or whose own does not come. */
const COMMON = "en";

const known = new Map<string, Texts>();
/** Those that could not be loaded, until the page is loaded anew. */
const lost = new Set<string>();
const coming = new Map<string, Promise<void>>();

/** The words of a language, else English ones; undefined while neither is here. */
export function textsOf(language: string): Texts | undefined {
  return known.get(shortOf(language)) ?? known.get(COMMON);
}

/** Whether a language's own words are here. */
export function isSpoken(language: string): boolean {
  return known.has(shortOf(language));
}

/** Whether nothing better than what is here will come for a language. */
export function isLearnt(language: string): boolean {
  const short = fileOf(language);
  return known.has(short) || lost.has(short);
}

/** Loads the words of a language, or English ones where there are none; resolves in any case. */
export async function learn(language: string): Promise<void> {
  while (!isLearnt(language)) {
    const short = fileOf(language);
    const load = coming.get(short) ?? loaded(short);
    coming.set(short, load);
    await load;
  }
}

async function loaded(short: string): Promise<void> {
  try {
    const texts = await FILES[`../translations/${short}.json`]?.();
    if (texts !== undefined) known.set(short, texts);
  } catch (error) {
    // After an update the files of the version before are gone.
    console.warn("hoa_parking: the words could not be loaded:", short, error);
  }
  if (!known.has(short)) lost.add(short);
}

/** The file that a language is read from. */
function fileOf(language: string): string {
  const short = shortOf(language);
  return SPOKEN.includes(short) && !lost.has(short) ? short : COMMON;
}

function shortOf(language: string): string {
  return language.split("-", 1)[0] ?? COMMON;
}
