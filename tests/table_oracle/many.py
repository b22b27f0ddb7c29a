"""The command line that the generators of tables share."""
import argparse


def run(generate, count):
    """So many packages of a seed; `count` where nothing is asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=count)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    for number in range(args.count):
        generate(number, args.seed)
