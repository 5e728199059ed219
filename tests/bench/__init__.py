"""How quick the program is, each figure beside a yardstick of the same run: `make bench`."""
