import { jpegOf } from "../lib/jpeg.js";

/** What one message to the server may hold of it. */
const MOST_BYTES = 2_500_000;
/** As many characters as can be handed over at once. */
const SLICE = 0x8000;

/** A picture of a document, made anew so that nothing but the picture is left, in base64; null where it is none or too large. */
export async function documentOf(file: Blob): Promise<string | null> {
  try {
    const jpeg = await jpegOf(file);
    return jpeg.size > MOST_BYTES ? null : base64Of(new Uint8Array(await jpeg.arrayBuffer()));
  } catch (error) {
    console.warn("hoa_parking: a picture could not be read:", error);
    return null;
  }
}

function base64Of(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += SLICE) text += String.fromCharCode(...bytes.subarray(at, at + SLICE));
  return btoa(text);
}
