import en from "../translations/card-en.json" with { type: "json" };
import id from "../translations/card-id.json" with { type: "json" };
import kk from "../translations/card-kk.json" with { type: "json" };
import ru from "../translations/card-ru.json" with { type: "json" };

export type CardKey = keyof typeof en;

const TRANSLATIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = { en, id, kk, ru };

/** What the card says before the rest of it is loaded, in the page's language. */
export function cardText(key: CardKey): string {
  const [short = ""] = document.documentElement.lang.split("-", 1);
  return TRANSLATIONS[short]?.[key] ?? en[key];
}
