/** The longest side of a document's picture as it is sent. */
const LONGEST_SIDE = 1600;
const QUALITY = 0.82;
/** No phone's photo is larger; a film or an archive may be. */
const LARGEST_BYTES = 60_000_000;

export interface Picture {
  /** To show: what is in it is what is sent. */
  readonly canvas: HTMLCanvasElement;
  readonly jpeg: Blob;
}

/** Draws a photo anew, smaller: nothing of the file but its pixels stays, so neither place nor camera. Null: no picture. */
export async function redrawn(file: Blob): Promise<Picture | null> {
  if (file.size > LARGEST_BYTES) return null;
  const photo = await decoded(file);
  if (photo === null) return null;
  const scale = Math.min(1, LONGEST_SIDE / Math.max(photo.width, photo.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(photo.width * scale));
  canvas.height = Math.max(1, Math.round(photo.height * scale));
  const paper = canvas.getContext("2d", { alpha: false });
  if (paper === null) return null;
  paper.fillStyle = "#fff";
  paper.fillRect(0, 0, canvas.width, canvas.height);
  paper.drawImage(photo, 0, 0, canvas.width, canvas.height);
  photo.close();
  const jpeg = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, "image/jpeg", QUALITY);
  });
  return jpeg === null ? null : { canvas, jpeg };
}

async function decoded(file: Blob): Promise<ImageBitmap | null> {
  try {
    return await createImageBitmap(file);
  } catch {
    return null;
  }
}

export function base64Of(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = (): void => {
      const text = typeof reader.result === "string" ? reader.result : "";
      resolve(text.slice(text.indexOf(",") + 1));
    };
    reader.onerror = (): void => {
      reject(reader.error ?? new Error("unreadable"));
    };
    reader.readAsDataURL(blob);
  });
}
