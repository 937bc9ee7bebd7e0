/** A list's file as text: UTF-8, or the Windows-1251 that spreadsheets in Russian save. */

/** More than this is no list of people. */
export const MOST_BYTES = 2 * 1024 * 1024;

export async function listText(file: Blob): Promise<string> {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1251").decode(bytes);
  }
}
