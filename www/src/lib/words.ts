import en from "../translations/en.json" with { type: "json" };

export type TextKey = keyof typeof en;
export type Texts = Readonly<Record<string, string>>;

/** English comes with the code; every other language is a file of its own. */
const FILES = import.meta.glob<Texts>(["../translations/??.json", "!../translations/en.json"], { import: "default" });

export const ENGLISH: Readonly<Record<TextKey, string>> = en;
/** The languages there are, by their short names. */
export const SPOKEN: readonly string[] = ["en", ...Object.keys(FILES).map((path) => path.slice(-7, -5))];

const known = new Map<string, Texts>([["en", en]]);
/** Those that could not be loaded: English until the page is loaded anew. */
const lost = new Set<string>();
const coming = new Map<string, Promise<void>>();

/** The words of a language where they are here. */
export function textsOf(language: string): Texts | undefined {
  return known.get(shortOf(language));
}

/** Whether nothing better than what is here will come for a language. */
export function isLearnt(language: string): boolean {
  const short = shortOf(language);
  return known.has(short) || lost.has(short) || !SPOKEN.includes(short);
}

/** Loads the words of a language; resolves in any case, for English is always there. */
export async function learn(language: string): Promise<void> {
  if (isLearnt(language)) return;
  const short = shortOf(language);
  const load = coming.get(short) ?? loaded(short);
  coming.set(short, load);
  await load;
}

async function loaded(short: string): Promise<void> {
  try {
    const texts = await FILES[`../translations/${short}.json`]?.();
    if (texts !== undefined) known.set(short, texts);
  } catch (error) {
    // After an update the files of the version before are gone.
    console.warn("hoa_parking: the words could not be loaded:", short, error);
    lost.add(short);
  }
}

function shortOf(language: string): string {
  return language.split("-", 1)[0] ?? "en";
}
