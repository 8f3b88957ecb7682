"""Ask whether a preview could listen at an address."""

from __future__ import annotations

import os
import socket


def port_is_free(host: str, port: int) -> bool:
    """Return True if nothing else listens at a host and port; also where that cannot be found out here."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError:
        return True
    with socket.socket(family, kind) as probe:
        if os.name == "posix":  # as the preview's own server does: a port just left is free
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
            probe.listen()
        except OSError:
            return False
    return True
