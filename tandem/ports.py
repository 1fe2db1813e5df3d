"""The port that people choose: whether it is free, asked before anything else has begun."""

import errno
import os
import socket

from tandem.settings import SettingsError


def require_free(host: str, port: int) -> None:
    """Raise SettingsError where this machine cannot listen there; port 0 is any free one."""
    if os.name == "nt":  # there a second program may bind what the first one listens on: only listening itself tells
        return
    try:
        for family, kind, protocol, _, address in socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        ):
            with socket.socket(family, kind, protocol) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(address)
    except OSError as error:
        raise refusal(error, host, port) from None


def refusal(error: OSError, host: str, port: int) -> SettingsError:
    """What to tell people about an address that cannot be listened on."""
    if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
        return SettingsError(f"HTTP_HOST {host} is no address of this machine: 127.0.0.1 always is.")
    if error.errno == errno.EADDRINUSE:
        return SettingsError(f"HTTP_PORT {port} is taken by another program: set a free one, HTTP_PORT=8090 say.")
    if error.errno == errno.EACCES:
        return SettingsError(f"HTTP_PORT {port} is not open to this user: set one above 1023, HTTP_PORT=8090 say.")
    return SettingsError(f"HTTP_PORT {port} cannot be listened on ({error.strerror}): set another one.")
