"""What the sweeps of submissions share: a sandbox in a process of its own, a client, and the verdict.

The sandbox's log is the oracle: a line is on the disk before its answer leaves."""

import contextlib
import itertools
import json
import os
import pathlib
import signal
import subprocess
import tempfile
import time

MODEL = "bytedance/seedance-1-0/pro/fast/text-to-video"

ROOT = pathlib.Path(__file__).resolve().parent.parent

# States from which more is to come, and from which nothing is.
OPEN = {"submitted", "queued", "running", "completed"}
UNKNOWN = {"outcome-unknown", "sending"}

_seeds = itertools.count(1)


def debug_build():
    """Brings the debug build, which has the named points, up to date."""
    # As the tests are built, so that nothing is built twice.
    words = ["swift", "build", "--build-tests", "--explicit-target-dependency-import-check", "error"]
    subprocess.run(words, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)


class Sandbox:
    """A sandbox that runs as long as the `with` statement does."""

    def __init__(self, binary, scenario=None):
        self._folder = tempfile.TemporaryDirectory(prefix="preflight-trial-")
        self.folder = pathlib.Path(self._folder.name)
        self.ready = self.folder / "ready.json"
        self.log = self.folder / "log.ndjson"
        words = [str(binary), "sandbox", str(self.folder), "--ready-file", str(self.ready)]
        words += ["--log", str(self.log)]
        if scenario is not None:
            path = self.folder / "scenario.json"
            path.write_text(json.dumps(scenario))
            words += ["--scenario", str(path)]
        self._process = subprocess.Popen(words, stdout=subprocess.DEVNULL)

    def __enter__(self):
        deadline = time.monotonic() + 60
        while not self.ready.exists():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise SystemExit("the sandbox does not start")
            time.sleep(0.01)
        return self

    def __exit__(self, *_):
        self._process.send_signal(signal.SIGINT)
        self._process.wait(timeout=30)
        self._folder.cleanup()

    def lines(self):
        """What was asked and answered, in its order."""
        text = self.log.read_text() if self.log.exists() else ""
        return [json.loads(line) for line in text.splitlines()]

    def accepted(self):
        """The accepted requests, by the SHA-256 of their bodies."""
        jobs = {}
        for line in self.lines():
            if line["accepted"]:
                jobs.setdefault(line["body_sha256"], []).append(line["request_id"])
        return jobs


class Trial:
    """A folder with payloads that nobody else sends, a ledger and results."""

    def __init__(self, sandbox, binary, jobs=3, parent=None, ledger=None):
        self.sandbox = sandbox
        self.binary = str(binary)
        self._folder = tempfile.TemporaryDirectory(prefix="preflight-trial-", dir=parent)
        self.folder = pathlib.Path(self._folder.name)
        self.payloads = self.folder / "jobs.ndjson"
        self.ledger = pathlib.Path(ledger) if ledger else self.folder / "ledger.sqlite"
        self.results = self.folder / "results"
        lines = [
            json.dumps({"text": "a kite", "duration": 5, "seed": next(_seeds)})
            for _ in range(jobs)
        ]
        self.payloads.write_text("\n".join(lines) + "\n")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._folder.cleanup()

    def words(self, *more):
        """The command that submits all payloads."""
        return [
            self.binary, "submit", str(self.payloads), "--model", MODEL, "--quiet",
            "--sandbox-at", str(self.sandbox.ready), "--ledger", str(self.ledger),
            "--results", str(self.results), "--format", "json", *more,
        ]  # fmt: skip

    def start(self, *more, before=(), environment=None, **options):
        """Begins to submit."""
        return subprocess.Popen(
            [*before, *self.words(*more)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=os.environ | (environment or {}),
            **options,
        )

    def submit(self, *more, before=(), environment=None, **options):
        """Submits; the exit code and the text of both streams."""
        process = self.start(*more, before=before, environment=environment, **options)
        out, errors = process.communicate(timeout=120)
        self.stdout = out.decode(errors="replace")
        self.stderr = errors.decode(errors="replace")
        return process.returncode

    def rows(self):
        """What the ledger says."""
        out = subprocess.run(
            [self.binary, "jobs", "list", "--ledger", str(self.ledger), "--format", "json"],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
        return json.loads(out.stdout) if out.returncode == 0 else None

    def reported(self):
        """The names of jobs in the last report."""
        with contextlib.suppress(ValueError):
            subjects = json.loads(self.stdout)["subjects"]
            return {s.get("submission", {}).get("request_id") for s in subjects} - {None}
        return set()

    def verdict(self, before, allows_unknown=True):
        """What is wrong after the last run, in words; `before` are the bodies that were accepted
        earlier."""
        faults = []
        jobs = {body: ids for body, ids in self.sandbox.accepted().items() if body not in before}
        rows = self.rows()
        if rows is None:
            return ["the ledger cannot be read"]
        for body, ids in jobs.items():
            if len(ids) > 1:
                faults.append(f"submitted {len(ids)} times: {ids}")
        sent = len(jobs) + sum(row["state"] in UNKNOWN and row["digest"] not in jobs for row in rows)
        if sent != len(self.payloads.read_text().splitlines()):
            faults.append(f"{sent} payloads were sent or may have been")
        known = {row["request_id"]: row for row in rows if row.get("request_id")}
        unknown = [row for row in rows if row["state"] in UNKNOWN]
        for body, ids in jobs.items():
            if not any(name in known for name in ids):
                # By the digest: a canonical payload is what is sent.
                if not any(row["digest"] == body for row in unknown):
                    faults.append(f"lost: {ids}")
        if unknown and not allows_unknown:
            faults.append(f"unknown: {[row['id'] for row in unknown]}")
        for row in known.values():
            if row["state"] in OPEN:
                faults.append(f"not done with: row {row['id']} is {row['state']}")
        faults += self.file_faults(rows)
        return faults

    def file_faults(self, rows):
        """What is wrong with the files under final names."""
        faults = []
        if not self.results.exists():
            return faults
        for path in self.results.iterdir():
            data = path.read_bytes()
            if path.name.startswith("."):
                continue
            if not data.endswith(path.stem[:36].encode()) or data[4:8] != b"ftyp":
                faults.append(f"{path.name} is not whole")
        for row in rows:
            for result in row["results"]:
                if not pathlib.Path(result["path"]).exists():
                    faults.append(f"{result['path']} is not there")
        return faults
