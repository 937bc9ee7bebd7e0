"""How well the eyes see: every engine and two public baselines, side by side on labelled pictures."""
