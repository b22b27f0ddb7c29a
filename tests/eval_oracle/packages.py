"""What the generators of packages share: their command line options, and their output format."""

import argparse
import sys


def options(about, *flags):
    """`--count` and `--seed` of the command line, and flags that are off unless they are given."""
    parser = argparse.ArgumentParser(description=about.splitlines()[0])
    parser.add_argument("--count", type=int, required=True)
    parser.add_argument("--seed", type=int, required=True)
    for flag in flags:
        parser.add_argument(flag, action="store_true")
    return parser.parse_args()


def write(packages, seen):
    """The lines of each package; then, to the error stream, how often each thing was made."""
    for lines in packages:
        print("\n".join(lines))
    print(", ".join(f"{count} {what}" for what, count in seen.most_common()), file=sys.stderr)
