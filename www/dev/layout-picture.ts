/** A drawn lot as a camera on a pole sees it: two rows of places, the far one smaller. */
const WIDTH = 1280;
const HEIGHT = 720;
const CARS = ["#7d1f2b", "#26384f", "#d8d8d4", "#2f3134", "#5d7a52", "#b98b2f"];

/** The corners of place `n` of a row's ten, front left first. */
export function placeAt(row: "A" | "B", n: number): readonly (readonly [number, number])[] {
  const [y0, y1] = row === "A" ? [640, 520] : [330, 255];
  const [x0, x1, x2, x3] = row === "A" ? [40, 90, 1240, 1190] : [190, 225, 1090, 1055];
  const at = (left: number, right: number, share: number): number => Math.round(left + (right - left) * share);
  return [
    [at(x0, x2, n / 10), y0],
    [at(x0, x2, (n + 1) / 10), y0],
    [at(x1, x3, (n + 1) / 10), y1],
    [at(x1, x3, n / 10), y1],
  ];
}

/** The lot as a data address; `shift` as if the camera had turned. */
export function lotPicture(shift = 0): string {
  const places = (["B", "A"] as const).flatMap((row) => Array.from({ length: 10 }, (_one, n) => place(row, n)));
  const inner = `<rect width="${String(WIDTH)}" height="${String(HEIGHT)}" fill="#757d80"/>
    <path d="M0 0H1280V190L900 175 400 170 0 195Z" fill="#87a06f"/><path d="M60 20h420v150H60z" fill="#b9a58c"/>
    <path d="M820 40h300v130H820z" fill="#a39a94"/><path d="M0 380L1280 380 1280 470 0 470Z" fill="#6b7275"/>
    <g transform="translate(${String(shift)} ${String(shift / 3)})">${places.join("")}</g>`;
  const text = `<svg xmlns="http://www.w3.org/2000/svg" width="${String(WIDTH)}" height="${String(HEIGHT)}">${inner}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(text)}`;
}

function place(row: "A" | "B", n: number): string {
  const points = placeAt(row, n);
  const line = points.map((point) => point.join(",")).join(" ");
  const taken = (n * 7 + (row === "A" ? 3 : 0)) % 5 < 3;
  return `<polygon points="${line}" fill="none" stroke="#dfe3e2" stroke-width="3"/>${taken ? car(points, n, row) : ""}`;
}

function car(points: readonly (readonly [number, number])[], n: number, row: "A" | "B"): string {
  const [a, b, c] = points;
  if (a === undefined || b === undefined || c === undefined) return "";
  const [width, depth] = [b[0] - a[0], a[1] - c[1]];
  const [x, y] = [a[0] + width * 0.16, c[1] - depth * 0.1];
  const size = [width * 0.68, depth * 0.98].map((one) => one.toFixed(0));
  const colour = CARS[(n * 5 + (row === "A" ? 1 : 0)) % CARS.length] ?? "#333";
  return `<rect x="${x.toFixed(0)}" y="${y.toFixed(0)}" width="${size[0] ?? ""}" height="${size[1] ?? ""}" rx="${(width * 0.14).toFixed(0)}" fill="${colour}"/>
    <rect x="${(x + width * 0.08).toFixed(0)}" y="${(y + depth * 0.28).toFixed(0)}" width="${(width * 0.52).toFixed(0)}" height="${(depth * 0.22).toFixed(0)}" rx="6" fill="#1b2026" opacity=".8"/>`;
}
