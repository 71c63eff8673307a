"""What tests of the server share: a program that serves, and a client that sees the bytes."""

import re
import socket
import subprocess
import tempfile

PATIENCE = 60  # seconds; only a server that hangs lets a test wait for it


class Failed(Exception):
    pass


def check(holds, *what):
    if not holds:
        raise Failed(" ".join(str(w) for w in what))


class Server:
    """A program that serves, for the length of a with block; it must end well. The last word of the first
    line that it writes is its address."""

    def __init__(self, *words, pass_fds=()):
        self.log = tempfile.TemporaryFile()
        self.process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.log,
                                        pass_fds=pass_fds)
        self.address = (self.process.stdout.readline().decode().split() or [""])[-1]
        self.port = int(self.address.split(":")[-1].rstrip("/")) if "http" in self.address else 0

    def __enter__(self):
        return self

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()

    def __exit__(self, kind, *rest):
        self.stop()
        try:
            code = self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            code = "no end"
        self.log.seek(0)
        text = self.log.read().decode()
        if code != 0 or "Sanitizer" in text:
            print(text[-4000:])
        if kind is None:
            check(code == 0, "it ended with", code)

    def connect(self):
        s = socket.create_connection(("127.0.0.1", self.port), PATIENCE) if self.port else None
        if not s:
            s = socket.socket(socket.AF_UNIX)
            s.settimeout(PATIENCE)
            s.connect(self.address)
        return Client(s, self.port)


class Client:
    def __init__(self, s, port):
        self.socket, self.port, self.left, self.broken = s, port, b"", False

    def __enter__(self):
        return self

    def __exit__(self, *rest):
        self.socket.close()

    def send(self, data):
        try:
            self.socket.sendall(data)
        except (BrokenPipeError, ConnectionResetError):
            self.broken = True  # a browser would say so, and not look for an answer

    def more(self):
        """False once the other side has closed."""
        try:
            piece = self.socket.recv(1 << 16)
        except ConnectionResetError:
            piece = b""
        self.left += piece
        return bool(piece)

    def reply(self, head_only=False):
        """(status, head, body)"""
        while b"\r\n\r\n" not in self.left:
            check(self.more(), "closed in the place of a reply, behind", self.left[:200])
        head, self.left = self.left.split(b"\r\n\r\n", 1)
        status = int(re.match(rb"HTTP/1\.[01] (\d{3}) ", head)[1])
        if status == 100:
            return self.reply(head_only)
        n = 0 if head_only else int(re.search(rb"\r\nContent-Length: (\d+)", head)[1])
        while len(self.left) < n:
            check(self.more(), "half a body")
        body, self.left = self.left[:n], self.left[n:]
        return status, head.decode(), body

    def get(self, path, more=""):
        self.send(f"GET {path} HTTP/1.1\r\nHost: {self.host()}\r\n{more}\r\n".encode())
        return self.reply()

    def post(self, path, kind, body, more=""):
        self.send((f"POST {path} HTTP/1.1\r\nHost: {self.host()}\r\nSec-Fetch-Site: same-origin\r\n"
                   f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n{more}\r\n").encode() + body)
        return self.reply()

    def host(self):
        return f"127.0.0.1:{self.port}" if self.port else "localhost"

    def check_closed(self):
        check(not self.left and not self.more(), "should be closed, but there came", self.left[:200])
