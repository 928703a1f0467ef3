"""Read by Python before a program that tests start: it listens on 127.0.0.1 alone, keeps nothing in /tmp, and ends with them.

localstripe listens on every address of the machine and writes its store to one file that all of its processes share; it has no
switch for either. Nothing of it is changed or imported here.
"""

import builtins
import os
import socket
import sys
import threading

STORE = "/tmp/localstripe.pickle"

bind, opened = socket.socket.bind, builtins.open


def bind_here(self, address):
    if self.family == socket.AF_INET6:
        # As an IPv6 socket has it.
        address = ("::ffff:127.0.0.1", address[1])
    elif self.family == socket.AF_INET:
        address = ("127.0.0.1", address[1])
    return bind(self, address)


def open_elsewhere(file, *args, **kwargs):
    return opened(os.devnull if file == STORE else file, *args, **kwargs)


def end_with_the_tests():
    # They hold the other end, and nobody else: it closes when they end, however they end.
    sys.stdin.buffer.read()
    os._exit(0)


threading.Thread(target=end_with_the_tests, daemon=True).start()
socket.socket.bind = bind_here
builtins.open = open_elsewhere
