"""A child that does what a frame says. Run as a module."""

import os

from core.apart.serving import run


def obey(frame: bytes) -> bytes:
    match frame:
        case b"burn":
            while True:
                pass
        case b"hoard":
            try:
                return b"%d" % len(bytes(400_000_000))
            except MemoryError:
                return b"out of memory"
        case b"die":
            os._exit(3)
        case _:
            return frame[::-1]


if __name__ == "__main__":
    run(obey, memory=256 * 1024 * 1024, cpu_seconds=lambda _: 0)
