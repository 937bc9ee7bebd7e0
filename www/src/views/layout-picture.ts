import { Problem } from "../api/problem.js";
import type { Size } from "../types/layout.js";

/** How large a picture is, once it is there; rejects with Problem `picture_lost`. */
export async function pictureSize(address: string): Promise<Size> {
  const image = new Image();
  return new Promise((resolve, reject) => {
    image.onload = () => {
      resolve([image.naturalWidth, image.naturalHeight]);
    };
    image.onerror = () => {
      reject(new Problem("picture_lost"));
    };
    image.src = address;
  });
}
