"""The child that opens sheets, which also says what that took. Run as a module."""

import json
import time
from pathlib import Path

from core.apart.serving import run
from core.sheets.opening import MEMORY, cpu_seconds, examine, pack


def weigh(content: bytes) -> bytes:
    """A line of JSON with seconds of processor time and the most bytes held, then the answer."""
    began = time.process_time()
    answer = pack(examine(content))
    told = Path("/proc/self/status").read_text()
    most = int(told.partition("VmHWM:")[2].split()[0]) * 1024
    return json.dumps({"seconds": time.process_time() - began, "bytes": most}).encode() + b"\n" + answer


if __name__ == "__main__":
    run(weigh, memory=MEMORY, cpu_seconds=cpu_seconds)
