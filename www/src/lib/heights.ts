/** The heights of many rows below one another, in pixels. Finds and changes one in logarithmic time. */
export class Heights {
  readonly #heights: Float64Array;
  /** Sums of spans of rows that double (a Fenwick tree). */
  readonly #sums: Float64Array;
  #total = 0;

  constructor(count: number, heightOf: (index: number) => number) {
    this.#heights = Float64Array.from({ length: count }, (_one, index) => heightOf(index));
    this.#sums = new Float64Array(count + 1);
    for (let at = 1; at <= count; at += 1) {
      const height = this.of(at - 1);
      this.#total += height;
      this.#sums[at] = (this.#sums[at] ?? 0) + height;
      const parent = at + (at & -at);
      if (parent <= count) this.#sums[parent] = (this.#sums[parent] ?? 0) + (this.#sums[at] ?? 0);
    }
  }

  get count(): number {
    return this.#heights.length;
  }

  /** Of all rows together. */
  get total(): number {
    return this.#total;
  }

  of(index: number): number {
    return this.#heights[index] ?? 0;
  }

  set(index: number, height: number): void {
    if (index < 0 || index >= this.count) return;
    const change = height - this.of(index);
    this.#heights[index] = height;
    this.#total += change;
    for (let at = index + 1; at <= this.count; at += at & -at) this.#sums[at] = (this.#sums[at] ?? 0) + change;
  }

  /** Where a row begins. */
  topOf(index: number): number {
    let top = 0;
    for (let at = Math.min(index, this.count); at > 0; at -= at & -at) top += this.#sums[at] ?? 0;
    return top;
  }

  /** The row at a height; the first or the last one where there is none. */
  at(pixels: number): number {
    let index = 0;
    let left = Math.max(0, pixels);
    for (let step = 2 ** Math.floor(Math.log2(Math.max(1, this.count))); step >= 1; step /= 2) {
      const sum = this.#sums[index + step];
      if (sum === undefined || sum > left) continue;
      index += step;
      left -= sum;
    }
    return Math.max(0, Math.min(index, this.count - 1));
  }
}
