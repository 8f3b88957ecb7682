"""The settings that docs/hosting.md shows for servers, as they are typed there, in the real servers."""

from __future__ import annotations

import http.client
import re
import socket
import ssl
import subprocess
import time
from pathlib import Path

import pytest
from tests.building import ROOT
from tests.tools import server_path

from exchange.editions.host_files import host_files
from exchange.editions.published_files import Publication
from exchange.editions.redirects import Redirects

pytestmark = pytest.mark.servers

_PAGE = (ROOT / "docs" / "hosting.md").read_text(encoding="utf-8")
_CERTIFICATE = "/etc/letsencrypt/live/www.example.org"
_DEBIAN = """\
ServerRoot {work}
PidFile {work}/pid
ErrorLog {work}/error.log
TypesConfig /dev/null
{modules}
Listen 127.0.0.1:{port}
<Directory />
  Require all denied
</Directory>
"""
"""What Debian's Apache says before a site's own file, with the modules that are on and those of the page."""
_MODULES = "mpm_event authz_core authz_host dir mime alias unixd headers socache_shmcb ssl"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a folder with a page and the files for hosts, and a certificate beside it."""
    folder = tmp_path / "site"
    published = Publication(pages={}, files=frozenset(), events=frozenset())
    for path, text in host_files(Redirects(), published, ["en"], url="https://www.example.org/").items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (folder / "index.html").write_text("<p>It works</p>", encoding="utf-8")
    names = ["-subj", "/CN=www.example.org", "-keyout", "privkey.pem", "-out", "fullchain.pem"]
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *names]
    subprocess.run(command, check=True, cwd=tmp_path, capture_output=True)
    return folder


def _typed(name: str, site: Path, port: int) -> str:
    """Return what the page shows for a server, for the folder, the certificate and the port of the test."""
    block = re.search(rf"```{name}\n(.*?)```", _PAGE, re.DOTALL)
    assert block
    text = block[1].replace("/srv/site", str(site)).replace(_CERTIFICATE, str(site.parent))
    return re.sub(
        r"(?<=listen )443|(?<=\*:)443|(?<=^www\.example\.org)(?= \{)",
        lambda found: f"{port}" if found[0] else f":{port}",
        text,
        flags=re.MULTILINE,
    )


def _command(name: str, site: Path, port: int) -> list[str]:
    work, typed = site.parent, _typed(name, site, port)
    file = work / f"{name}.conf"
    if name == "nginx":
        folders = "".join(
            f"{one}_temp_path {work}/{one};" for one in "client_body proxy fastcgi uwsgi scgi".split()
        )
        head = f"user root; pid {work}/pid; daemon off; error_log stderr;\nevents {{}}\n"
        file.write_text(f"{head}http {{ access_log off; {folders}\n{typed}}}\n", encoding="utf-8")
        return [server_path("nginx"), "-p", str(work), "-c", str(file)]
    if name == "caddyfile":
        own = "{\n  admin off\n  skip_install_trust\n  local_certs\n  auto_https disable_redirects\n}\n"
        file.write_text(f"{own}{typed}", encoding="utf-8")
        return [server_path("caddy"), "run", "--adapter", "caddyfile", "--config", str(file)]
    folder = Path("/usr/lib/apache2/modules")
    found = (module for module in _MODULES.split() if (folder / f"mod_{module}.so").is_file())
    modules = "\n".join(f"LoadModule {module}_module {folder}/mod_{module}.so" for module in found)
    file.write_text(_DEBIAN.format(work=work, port=port, modules=modules) + typed, encoding="utf-8")
    return [server_path("apache2"), "-f", str(file), "-D", "FOREGROUND"]


@pytest.mark.parametrize("name", ["nginx", "caddyfile", "apache"])
def test_what_the_page_shows_serves_the_site(site: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """By HTTPS, with the headers of the file that the build made."""
    for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(variable, str(site.parent))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = site.parent / "server.log"
    with log.open("w", encoding="utf-8") as said:
        server = subprocess.Popen(_command(name, site, port), stdout=said, stderr=said)
    try:
        status, policy, text = _answer(port, server, log)
    finally:
        server.terminate()
        server.wait()
    assert (status, policy, text) == (200, "frame-ancestors 'none'", "<p>It works</p>")


def _answer(port: int, server: subprocess.Popen[bytes], log: Path) -> tuple[int, str | None, str]:
    """Return status, policy and text of the first page, as soon as the server answers."""
    trusting = ssl._create_unverified_context()  # noqa: S323 -- the certificate is the test's own
    ends = time.monotonic() + 20
    while time.monotonic() < ends and server.poll() is None:
        connection = http.client.HTTPSConnection("www.example.org", port, context=trusting)
        try:
            raw = socket.create_connection(("127.0.0.1", port), timeout=5)
            connection.sock = trusting.wrap_socket(raw, server_hostname="www.example.org")
            connection.request("GET", "/")
            answer = connection.getresponse()
            return answer.status, answer.headers["Content-Security-Policy"], answer.read().decode()
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    raise AssertionError(log.read_text(encoding="utf-8"))
