/** Where an arrow key leads among the cells of a map: left and right in their order, up and down by where they are. */
export function neighbour(cells: readonly Element[], from: Element, key: string): Element | null {
  const at = cells.indexOf(from);
  const before = at > 0 ? cells[at - 1] : undefined;
  const to: Readonly<Record<string, () => Element | null | undefined>> = {
    ArrowLeft: () => before,
    ArrowRight: () => cells[at + 1],
    ArrowUp: () => nearest(cells, from, -1),
    ArrowDown: () => nearest(cells, from, 1),
    Home: () => cells[0],
    End: () => cells.at(-1),
  };
  return to[key]?.() ?? null;
}

function nearest(cells: readonly Element[], from: Element, way: 1 | -1): Element | null {
  const here = middleOf(from);
  let best: Element | null = null;
  let least = Infinity;
  for (const cell of cells) {
    const { x, y } = middleOf(cell);
    const away = (y - here.y) * way;
    if (away < 4) continue;
    // Straight on is better than aside.
    const cost = away * 2 + Math.abs(x - here.x);
    if (cost < least) [best, least] = [cell, cost];
  }
  return best;
}

function middleOf(cell: Element): { readonly x: number; readonly y: number } {
  const box = cell.getBoundingClientRect();
  return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
}
