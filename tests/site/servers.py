"""Start the real servers with the files that the build makes for them, on the loopback interface."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.tools import server_path

_MODULES = "mpm_event authz_core dir headers mime alias unixd"
_PATIENCE = 20.0  # seconds for a server to begin to answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Where a server runs: the folder of the whole host, what is its own, its port, the site's path there."""

    root: Path
    work: Path
    port: int
    base: str  # "" or "/repo"

    def host_file(self, name: str) -> Path:
        """Return a file that the build has made for a server."""
        return Path(f"{self.root}{self.base}") / "hosting" / name


Command = tuple[Sequence[str], dict[str, str]]


def nginx(setting: Setting) -> Command:
    """Return what starts nginx."""
    folders = "".join(
        f"{name}_temp_path {setting.work}/{name};"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (setting.work / "nginx.conf").write_text(
        f"pid {setting.work}/pid; daemon off; error_log stderr; {_as_user()} events {{}}\n"
        f"http {{ access_log off; {folders} default_type application/octet-stream;\n"
        f"server {{ listen 127.0.0.1:{setting.port}; root {setting.root};\n"
        f"include {setting.host_file('nginx.conf')}; }} }}\n",
        encoding="utf-8",
    )
    program = server_path("nginx")
    return [program, "-p", str(setting.work), "-c", str(setting.work / "nginx.conf")], {}


def _as_user() -> str:
    """Return the line without which nginx, started by root, reads files as somebody else."""
    return "user root;" if os.geteuid() == 0 else ""


def caddy(setting: Setting) -> Command:
    """Return what starts Caddy; `CADDY` names another program than the system's."""
    file = setting.work / "Caddyfile"
    file.write_text(
        f"{{\n\tadmin off\n}}\nhttp://127.0.0.1:{setting.port} {{\n\troot * {setting.root}\n"
        f"\timport {setting.host_file('Caddyfile')}\n}}\n",
        encoding="utf-8",
    )
    own = {"XDG_DATA_HOME": str(setting.work), "XDG_CONFIG_HOME": str(setting.work)}
    program = os.environ.get("CADDY") or server_path("caddy")
    return [program, "run", "--adapter", "caddyfile", "--config", str(file)], own


def apache(setting: Setting) -> Command:
    """Return what starts Apache with the file in its virtual host."""
    return _apache(setting, f"Include {setting.host_file('apache.conf')}")


def apache_by_folder(setting: Setting) -> Command:
    """Return what starts Apache with the file as .htaccess in the site's folder."""
    file = setting.host_file("apache.conf")
    (file.parent.parent / ".htaccess").write_bytes(file.read_bytes())
    return _apache(setting, "")


def _apache(setting: Setting, site: str) -> Command:
    modules = Path("/usr/lib/apache2/modules")
    loaded = "".join(
        f"LoadModule {name}_module {modules}/mod_{name}.so\n"
        for name in _MODULES.split()
        if (modules / f"mod_{name}.so").is_file()
    )
    file = setting.work / "apache.conf"
    file.write_text(
        f"{loaded}ServerRoot {setting.work}\nServerName 127.0.0.1\nListen 127.0.0.1:{setting.port}\n"
        f"PidFile {setting.work}/pid\nErrorLog {setting.work}/error.log\nTypesConfig /dev/null\n"
        f"<Directory {setting.root}>\nAllowOverride All\nRequire all granted\n</Directory>\n"
        f"<VirtualHost *:{setting.port}>\nDocumentRoot {setting.root}\n{site}\n</VirtualHost>\n",
        encoding="utf-8",
    )
    program = server_path("apache2")
    return [program, "-f", str(file), "-D", "FOREGROUND"], {}


SERVERS: dict[str, Callable[[Setting], Command]] = {
    "nginx": nginx,
    "Caddy": caddy,
    "Apache": apache,
    "Apache, .htaccess": apache_by_folder,
}


@contextmanager
def running(name: str, root: Path, work: Path, *, base: str) -> Iterator[str]:
    """Run a server over a folder; give its address, without a slash at the end."""
    work.mkdir(parents=True, exist_ok=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command, own = SERVERS[name](Setting(root=root, work=work, port=port, base=base))
    log = work / "server.log"
    with log.open("w", encoding="utf-8") as said:
        process = subprocess.Popen(command, stdout=said, stderr=said, env={**os.environ, **own})
    try:
        _wait(process, port, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    ends = time.monotonic() + _PATIENCE
    while time.monotonic() < ends and process.poll() is None:
        with socket.socket() as asking:
            if asking.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise AssertionError(f"the server does not answer: {log.read_text(encoding='utf-8')}")
