/** What the server takes. */
const LONGEST_SIDE = 1920;
const MOST_BYTES = 4 * 1024 * 1024;
const QUALITIES = [0.88, 0.7, 0.5] as const;

/** A size that fits into the longest side, never larger than it was. */
export function fitted(width: number, height: number, longest: number = LONGEST_SIDE): readonly [number, number] {
  const scale = Math.min(1, longest / Math.max(width, height, 1));
  return [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
}

/** A picture of a phone, upright and small enough for the server; what else the file tells (where, when) is left out. */
export async function jpegOf(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  try {
    return await jpegDrawn(picture, picture.width, picture.height);
  } finally {
    picture.close();
  }
}

/** What a canvas can draw, as a JPEG small enough for the server. Rejects where the browser cannot make one. */
export async function jpegDrawn(source: CanvasImageSource, width: number, height: number): Promise<Blob> {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = fitted(width, height);
  canvas.getContext("2d")?.drawImage(source, 0, 0, canvas.width, canvas.height);
  for (const quality of QUALITIES) {
    const blob = await blobOf(canvas, quality);
    if (blob !== null && blob.size <= MOST_BYTES) return blob;
  }
  throw new Error("no picture came of it");
}

function blobOf(canvas: HTMLCanvasElement, quality: number): Promise<Blob | null> {
  return new Promise((resolve) => {
    canvas.toBlob(resolve, "image/jpeg", quality);
  });
}
