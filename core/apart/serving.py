"""The child's side: frames in, frames out, each answered within limits of memory and processor time.

A frame is a big-endian length of four bytes, then as many bytes.
"""

import os
import signal
import struct
import sys
from collections.abc import Callable
from typing import BinaryIO

LENGTH = struct.Struct(">I")

Answer = Callable[[bytes], bytes]
Seconds = Callable[[int], int]
"""Processor time for a frame of so many bytes."""


def run(answer: Answer, *, memory: int, cpu_seconds: Seconds) -> None:
    """Answer frames on the standard streams for as long as they are open. `memory`: bytes of address space."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends us by closing our input
    _limit_memory(memory)
    try:
        serve(answer, sys.stdin.buffer, sys.stdout.buffer, cpu_seconds)
    except BrokenPipeError:
        os._exit(0)  # the parent was killed: nobody reads the rest


def serve(answer: Answer, requests: BinaryIO, answers: BinaryIO, cpu_seconds: Seconds) -> None:
    """Answer frames until the other side closes."""
    while len(head := requests.read(LENGTH.size)) == LENGTH.size:
        (size,) = LENGTH.unpack(head)
        received = requests.read(size)
        if len(received) < size:
            return
        _allow_cpu(cpu_seconds(size))
        answered = answer(received)
        answers.write(LENGTH.pack(len(answered)))
        answers.write(answered)
        answers.flush()


def _limit_memory(memory: int) -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _allow_cpu(seconds: int) -> None:
    """Processor time for one more frame; the hard limit is left alone so that it can be raised again."""
    if sys.platform != "win32":
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        soft = int(used.ru_utime + used.ru_stime) + 1 + seconds
        resource.setrlimit(resource.RLIMIT_CPU, (soft if hard < 0 else min(soft, hard), hard))
