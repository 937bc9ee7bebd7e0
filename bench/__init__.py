"""Speed and memory of the real product, as ratios and percentiles of one run."""
