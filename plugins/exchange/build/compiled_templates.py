"""Keep compiled templates outside the project, where only this user can write."""

from __future__ import annotations

import contextlib
import hashlib
import tempfile
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache
from jinja2.bccache import Bucket

_SEAL_SIZE = 16  # bytes


def use_bytecode(env: Environment) -> None:
    """Compile templates once for all builds of this user on this computer.

    They are programs, so they are not kept beside the content, where a pull request might put some. Jinja
    refuses a folder that others can write to; then each build compiles.
    """
    with contextlib.suppress(RuntimeError, OSError):
        env.bytecode_cache = SealedBytecodeCache(pattern="sealed_%s.cache")


class SealedBytecodeCache(FileSystemBytecodeCache):
    """Jinja's cache of files; one that was damaged since it was written is not run, and is made again."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket, or leave it empty."""
        try:
            bytecode = self._file(bucket).read_bytes()
        except OSError:
            return
        seal, code = bytecode[:_SEAL_SIZE], bytecode[_SEAL_SIZE:]
        if seal == _seal(bucket, code):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Replace the file whole, or leave it as it is."""
        code = bucket.bytecode_to_string()
        with contextlib.suppress(OSError), tempfile.TemporaryDirectory(dir=self.directory) as work:
            new = Path(work) / "new"
            new.write_bytes(_seal(bucket, code) + code)
            new.replace(self._file(bucket))

    def _file(self, bucket: Bucket) -> Path:
        return Path(self.directory) / (self.pattern % bucket.key)


def _seal(bucket: Bucket, code: bytes) -> bytes:
    return hashlib.blake2b(code, digest_size=_SEAL_SIZE, key=bucket.key.encode()).digest()
