"""The speed budgets, measured: one line each, with its bare yardstick, the ratio, the budget, and whether it holds.

It makes its own database of the demo programme, and starts the portal as production does, with one worker. The
yardstick is a bare Django that hands out a ready-made response of the same size, on the same server, right after.
CPU is what the worker itself used (so a busy machine changes it little); requests a second are for one worker.
"""

from __future__ import annotations

import argparse
import http.client
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HUIS = Path(__file__).resolve().parent.parent
DEMO = HUIS / "verkenning" / "demo" / "meerwaarde-van-samenwerking"
SLUG = f"/{DEMO.name}/"
PADEN = ("", "route/", "sessies/samen-een-controller/", "kaart/", "bibliotheek/", "berichten/", "berichten/1/", "feed/")
TEGELIJK = 8
BUDGET = 0.8  # of the requests a second of a ready-made response
KOPPEN = {"Host": "bench.example", "X-Forwarded-Proto": "https"}
GUNICORN = "--worker-class gthread --workers 1 --threads 4 --no-control-socket --log-level warning".split()


def kaal() -> None:
    """The yardstick as a WSGI module of its own: /1234 answers with 1234 bytes that were ready."""
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application
    from django.http import HttpRequest, HttpResponse
    from django.urls import path

    def klaar(request: HttpRequest, bytes_: int) -> HttpResponse:
        return HttpResponse(b"x" * bytes_)

    class Adressen:
        urlpatterns = (path("<int:bytes_>", klaar),)

    settings.configure(ALLOWED_HOSTS=["*"], ROOT_URLCONF=Adressen, SECRET_KEY=secrets.token_hex())
    globals()["application"] = get_wsgi_application()


def omgeving(map_: Path) -> dict[str, str]:
    """Production, with everything it keeps in this folder."""
    eigen = {
        "ALLOWED_HOSTS": "bench.example",
        "BASE_URL": "https://bench.example",
        "DATABASE_URL": f"sqlite:///{map_}/bench.sqlite3",
        "EMAIL_URL": "smtp://mail.bench.example:25",
        "MEDIA_ROOT": f"{map_}/media",
        "PROXIES": "1",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "STATIC_ROOT": f"{map_}/static",
    }
    weg = {"DEBUG", "DEMO", "S3_BUCKET"}
    return {naam: waarde for naam, waarde in os.environ.items() if naam not in weg} | eigen


@contextmanager
def server(module: str, waar: Path, env: dict[str, str]) -> Iterator[tuple[int, int]]:
    """A server with one worker: its port, and the process of that worker."""
    with socket.create_server(("127.0.0.1", 0)) as vrij:
        poort = vrij.getsockname()[1]
    gunicorn = [sys.executable, "-m", "gunicorn", module, "--bind", f"127.0.0.1:{poort}", *GUNICORN]
    with subprocess.Popen(gunicorn, cwd=waar, env=env) as proces:
        try:
            wacht_op(poort, proces)
            kinderen = Path(f"/proc/{proces.pid}/task/{proces.pid}/children").read_text(encoding="ascii")
            yield poort, int(kinderen.split()[0])
        finally:
            proces.terminate()


def wacht_op(poort: int, proces: subprocess.Popen[bytes]) -> None:
    while proces.poll() is None:
        try:
            haal(http.client.HTTPConnection("127.0.0.1", poort), "/")
            return
        except ConnectionRefusedError:
            time.sleep(0.2)
    sys.exit("bench: the server did not start; its reason stands above")


def haal(verbinding: http.client.HTTPConnection, pad: str) -> bytes:
    verbinding.request("GET", pad, headers=KOPPEN)
    return verbinding.getresponse().read()


def cpu(pid: int) -> float:
    """Seconds of CPU that this process has used."""
    velden = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(velden[11]) + int(velden[12])) / os.sysconf("SC_CLK_TCK")


def meet(poort: int, pid: int, pad: str, keer: int) -> tuple[float, float, int]:
    """CPU ms a request, requests a second, and the size, with eight readers at once."""
    grootte = len(haal(http.client.HTTPConnection("127.0.0.1", poort), pad))

    def lezer() -> None:
        verbinding = http.client.HTTPConnection("127.0.0.1", poort)
        for _ in range(keer // TEGELIJK):
            haal(verbinding, pad)

    lezers = [threading.Thread(target=lezer) for _ in range(TEGELIJK)]
    begin, verbruikt = time.perf_counter(), cpu(pid)
    for draad in lezers:
        draad.start()
    for draad in lezers:
        draad.join()
    aantal = keer // TEGELIJK * TEGELIJK
    return (cpu(pid) - verbruikt) / aantal * 1000, aantal / (time.perf_counter() - begin), grootte


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--keer", type=int, default=400, help="requests for each page")
    keer = parser.parse_args().keer
    map_ = Path(tempfile.mkdtemp(prefix="bench-"))
    env = omgeving(map_)
    try:
        for opdracht in (["migrate"], ["createcachetable"], ["collectstatic", "--noinput"], ["importeer", str(DEMO)]):
            subprocess.run(
                [sys.executable, "manage.py", *opdracht], cwd=HUIS, env=env, check=True, stdout=subprocess.DEVNULL
            )
        with (
            server("verkenning.wsgi:application", HUIS, env) as (poort, pid),
            server("bench:application", HUIS / "script", env | {"BENCH_KAAL": "1"}) as (kaal_poort, kaal_pid),
        ):
            print(
                f"{'B1':<34} {'KB':>4} {'CPU ms':>7} {'bare':>6} {'req/s':>6} {'bare':>6} {'ratio':>6}  budget {BUDGET}"
            )
            for pad in ("/", *(SLUG + rest for rest in PADEN)):
                ms, per_s, grootte = meet(poort, pid, pad, keer)
                kaal_ms, kaal_per_s, _ = meet(kaal_poort, kaal_pid, f"/{grootte}", keer)
                houdt = "holds" if per_s >= BUDGET * kaal_per_s else "does not hold"
                print(
                    f"{pad.replace(SLUG, '/…/'):<34} {grootte / 1024:>4.0f} {ms:>7.2f} {kaal_ms:>6.2f}"
                    f" {per_s:>6.0f} {kaal_per_s:>6.0f} {per_s / kaal_per_s:>6.2f}  {houdt}"
                )
    finally:
        shutil.rmtree(map_)


if __name__ == "__main__":
    main()
elif os.environ.get("BENCH_KAAL"):
    kaal()
