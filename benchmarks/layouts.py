"""How well layouts are recognised from headers alone: whole, and with columns removed or renamed.

Prints, for each layout, how often its headers were recognised as what they are, as nothing, or as something else, then
the confusion matrix of the damaged headers. `--seeds N` draws more, `--share 0.3` is the damaged part of the columns.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.support.headers import HEADERS, UNUSED
from tests.support.recognition import Verdict, damaged, judged


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=40)
    parser.add_argument("--share", type=float, default=0.3)
    options = parser.parse_args()
    whole = [(kind, layout, judged(header)) for kind, layout, header in (*HEADERS, *UNUSED)]
    hurt = [
        (kind, layout, judged(columns))
        for kind, layout, header in (*HEADERS, *UNUSED)
        for seed in range(options.seeds)
        for columns in damaged(header, options.share, seed)
    ]
    _table("whole headers", whole)
    _table(f"{options.share:.0%} of the columns removed or renamed, {options.seeds} seeds each way", hurt)
    _confusion(hurt)


def _table(title: str, results: list[tuple[str, str, Verdict]]) -> None:
    print(f"\n{title}\n{'layout':34}{'n':>6}{'kind':>8}{'layout':>8}{'ready':>8}{'nothing':>9}{'wrong':>7}")
    for name in ["all", *sorted({layout for _, layout, _ in results})]:
        own = [(kind, layout, v) for kind, layout, v in results if name in ("all", layout)]
        right = sum(v.kind == kind for kind, _, v in own) / len(own)
        same = sum(v.layout == layout for _, layout, v in own) / len(own)
        ready = sum(v.ready for _, _, v in own) / len(own)
        nothing = sum(v.kind is None for _, _, v in own)
        wrong = sum(v.kind not in (kind, None) for kind, _, v in own)
        print(f"{name:34}{len(own):6}{right:8.1%}{same:8.1%}{ready:8.1%}{nothing:9}{wrong:7}")


def _confusion(results: list[tuple[str, str, Verdict]]) -> None:
    pairs = Counter((kind, v.kind or "nothing") for kind, _, v in results)
    kinds = sorted({kind for kind, _ in pairs} | {found for _, found in pairs})
    print("\nconfusion, rows as it is, columns as recognised (0 is left out)")
    for kind in kinds:
        cells = ", ".join(f"{found} {pairs[kind, found]}" for found in kinds if pairs[kind, found])
        if cells:
            print(f"{kind:20}{cells}")


if __name__ == "__main__":
    main()
