"""Pictures drawn ahead of a training, in files that are mapped, not loaded.

python -m reader.shards --out DIR [--first 0] [--count 1] [--seed 1]
"""

import argparse
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .crops import Photo, photo

EACH = 4096
"""How many pictures a shard holds."""

MOST = 12
"""How many characters a plate may have."""


@dataclass(frozen=True, slots=True)
class Shard:
    """Pictures one after another in `pixels`, and what is known of each: `sizes` (height, width), where it starts."""

    pixels: NDArray[np.uint8]
    starts: NDArray[np.int64]
    sizes: NDArray[np.int32]
    corners: NDArray[np.float32]
    texts: NDArray[np.str_]
    rows: NDArray[np.int8]
    glyphs: NDArray[np.float32]
    countries: NDArray[np.int8]

    def __len__(self) -> int:
        """Return how many pictures there are."""
        return len(self.texts)

    def photo(self, n: int) -> Photo:
        """Return one of them."""
        height, width = self.sizes[n]
        image = self.pixels[self.starts[n] : self.starts[n] + height * width * 3].reshape(height, width, 3)
        text = str(self.texts[n])
        return Photo(
            image=image,
            corners=self.corners[n].astype(np.float64),
            text=text,
            rows=tuple(self.rows[n, : len(text)].tolist()),
            glyphs=self.glyphs[n, : len(text)],
            country=int(self.countries[n]),
        )


def write(folder: Path, number: int, seed: int) -> None:
    """Draw a shard; the same number and seed give the same pictures."""
    dice = np.random.default_rng((seed, number))
    photos = [photo(dice) for _ in range(EACH)]
    glyphs = np.zeros((EACH, MOST, 4, 2), np.float32)
    rows = np.full((EACH, MOST), -1, np.int8)
    for n, one in enumerate(photos):
        glyphs[n, : len(one.text)], rows[n, : len(one.text)] = one.glyphs, one.rows
    ends = np.cumsum([one.image.size for one in photos])
    folder.mkdir(parents=True, exist_ok=True)
    np.concatenate([one.image.ravel() for one in photos]).tofile(folder / f"{number:04d}.pixels")
    unready = folder / f"{number:04d}.part.npz"
    np.savez(
        unready,
        starts=np.r_[0, ends[:-1]],
        sizes=np.array([one.image.shape[:2] for one in photos], np.int32),
        corners=np.array([one.corners for one in photos], np.float32),
        texts=np.array([one.text for one in photos]),
        rows=rows,
        glyphs=glyphs,
        countries=np.array([one.country for one in photos], np.int8),
    )
    # Whoever reads beside this looks for the index: it appears when all is there.
    unready.rename(folder / f"{number:04d}.npz")


def known(folder: Path) -> list[Path]:
    """Return the indices of the shards that are ready, in their order."""
    return sorted(path for path in folder.glob("????.npz"))


def opened(index: Path) -> Shard:
    """Return a shard, its pixels mapped."""
    with np.load(index) as stored:
        parts = {name: stored[name] for name in stored.files}
    return Shard(pixels=np.memmap(index.with_suffix(".pixels"), np.uint8, "r"), **parts)


def main() -> None:
    """Draw shards."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--count", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    for number in range(arguments.first, arguments.first + arguments.count):
        write(arguments.out, number, arguments.seed)


if __name__ == "__main__":
    main()
