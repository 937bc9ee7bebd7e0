import type { Point, Size } from "../types/layout.js";

/** What part of the picture is seen: its left upper corner in pixels of the picture, and screen pixels to one of them. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

const CLOSEST = 8;

/** The whole picture in a frame of that many screen pixels. */
export function fitted(picture: Size, frame: Size): View {
  const scale = Math.max(1e-6, Math.min(frame[0] / picture[0], frame[1] / picture[1]));
  return centred({ x: 0, y: 0, scale }, picture, frame);
}

/** The point of the picture under a point of the screen. */
export function onPicture(view: View, [x, y]: Point): Point {
  return [view.x + x / view.scale, view.y + y / view.scale];
}

/** Closer by a factor, with the point of the picture that was under `at` under `to` now. */
export function zoomed(view: View, factor: number, at: Point, picture: Size, frame: Size, to: Point = at): View {
  const least = fitted(picture, frame).scale;
  const scale = Math.min(Math.max(view.scale * factor, least), Math.max(CLOSEST, least));
  const [x, y] = onPicture(view, at);
  return centred({ x: x - to[0] / scale, y: y - to[1] / scale, scale }, picture, frame);
}

/** The picture dragged by so many screen pixels. */
export function panned(view: View, by: Point, picture: Size, frame: Size): View {
  return centred({ ...view, x: view.x - by[0] / view.scale, y: view.y - by[1] / view.scale }, picture, frame);
}

export function isCloser(view: View, picture: Size, frame: Size): boolean {
  return view.scale > fitted(picture, frame).scale * 1.001;
}

/** Moved, if need be, until a point of the picture is seen well. */
export function showing(view: View, point: Point, picture: Size, frame: Size): View {
  const [x, y] = [(point[0] - view.x) * view.scale, (point[1] - view.y) * view.scale];
  const seen = x > 32 && y > 32 && x < frame[0] - 32 && y < frame[1] - 32;
  if (seen || !isCloser(view, picture, frame)) return view;
  return panned(view, [frame[0] / 2 - x, frame[1] / 2 - y], picture, frame);
}

/** No further than to the picture's edges; in the middle where it is smaller than the frame. */
function centred(view: View, picture: Size, frame: Size): View {
  const hold = (start: number, whole: number, seen: number): number =>
    seen >= whole ? (whole - seen) / 2 : Math.min(Math.max(0, start), whole - seen);
  return {
    x: hold(view.x, picture[0], frame[0] / view.scale),
    y: hold(view.y, picture[1], frame[1] / view.scale),
    scale: view.scale,
  };
}
