/** Drawn stand-ins for camera pictures. */
export function platePicture(plate: string): string {
  return svg(
    240,
    96,
    `<rect width="240" height="96" fill="#4a5058"/><rect x="12" y="22" width="216" height="52" rx="6" fill="#e9e9e2" stroke="#222" stroke-width="3"/>
     <text x="120" y="60" font-family="monospace" font-size="34" font-weight="700" text-anchor="middle" fill="#1a1a1a">${plate}</text>`,
  );
}

export function framePicture(plate: string): string {
  return svg(
    960,
    540,
    `<rect width="960" height="540" fill="#8d99a6"/><path d="M380 200h200l260 340H120z" fill="#5d6369"/>
     <rect x="330" y="210" width="300" height="210" rx="34" fill="#7d1f2b"/><rect x="372" y="226" width="216" height="80" rx="16" fill="#222c38"/>
     <rect x="405" y="362" width="150" height="36" rx="4" fill="#e9e9e2"/>
     <text x="480" y="389" font-family="monospace" font-size="24" font-weight="700" text-anchor="middle" fill="#1a1a1a">${plate}</text>`,
  );
}

function svg(width: number, height: number, inner: string): string {
  const text = `<svg xmlns="http://www.w3.org/2000/svg" width="${String(width)}" height="${String(height)}">${inner}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(text)}`;
}
