"""`python -m tandem`: the command line where the console script is not on the path."""

from tandem.cli import main

if __name__ == "__main__":
    main(prog_name="tandem")
