"""Keep compiled templates from one build to the next, in a folder that never grows beyond a limit."""

from __future__ import annotations

import contextlib
import hashlib
import os
from pathlib import Path

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from exchange.build.removal import remove, remove_tree

FOLDER = "templates"
_SEAL_SIZE = 16  # bytes
_LIMIT = 200  # files; the site has fewer than a hundred templates


def use_bytecode(env: Environment, cache: Path) -> None:
    """Compile templates once for all builds of a project; where nothing can be written, in each build."""
    env.bytecode_cache = SealedBytecodeCache(cache / FOLDER)


class SealedBytecodeCache(BytecodeCache):
    """One file a template, by its name; one that was damaged since it was written is not run.

    Jinja compares the digest of the source, so a template that has changed is compiled again.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002 -- Jinja's names
        """Return a file name that does not depend on where the project is."""
        return hashlib.sha256(name.encode()).hexdigest()[:32]

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket, or leave it empty."""
        file = self._file(bucket)
        try:
            if not file.is_file():  # a pipe would be waited for
                return
            bytecode = file.read_bytes()
        except OSError:
            return
        seal, code = bytecode[:_SEAL_SIZE], bytecode[_SEAL_SIZE:]
        if seal == _seal(bucket, code):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Replace the file whole, or leave it as it is."""
        code = bucket.bytecode_to_string()
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            self._make_room()
            file = self._file(bucket)
            if file.is_dir() and not file.is_symlink():
                remove_tree(file)
            new = self._folder / f"{bucket.key}.{os.getpid()}"
            new.write_bytes(_seal(bucket, code) + code)
            new.replace(file)

    def _make_room(self) -> None:
        """Remove everything where there is too much, such as templates that are gone."""
        entries = list(self._folder.iterdir())
        if len(entries) >= _LIMIT:
            for entry in entries:
                remove(entry)

    def _file(self, bucket: Bucket) -> Path:
        return self._folder / bucket.key


def _seal(bucket: Bucket, code: bytes) -> bytes:
    return hashlib.blake2b(code, digest_size=_SEAL_SIZE, key=bucket.key.encode()).digest()
