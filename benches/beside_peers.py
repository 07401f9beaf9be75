#!/usr/bin/env python3
"""Times the same work with bitacora and with other trackers of the command line.

    cargo build --release
    python3 benches/beside_peers.py [--sizes 100,1000,5000] [--rounds 7] [--only NAME,...]

Each is run as its manual says for scripts, in a folder of its own, the programs
in turn (A B C A B C), once before counting; the table has medians of wall time.
One ticket in ten is active. Programs are looked for in PATH, and those that are
not there are skipped by name:

    apt-get install taskwarrior fossil
    npm install --global backlog.md
    cargo install git-issue

To close is `resolve` here, with the judgement it needs. To count by status is
`report backlog`, which counts what is active; taskwarrior and git-issue have no
command for it and print the status of every ticket. Backlog.md is told to
commit.

The first tickets of a store are not made one by one: bitacora and taskwarrior
import them, and of Backlog.md and git-issue, which have no import, the first
ticket that the program made is copied.
"""

import argparse
import json
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TITLE = "Invoices are rejected since this morning"
# One ticket in so many is active.
ACTIVE = 10


class Peer:
    """A program and the folder it works in."""

    name = program = keeps = ""
    version_flags = ["--version"]

    def __init__(self, folder, home):
        self.folder = folder
        folder.mkdir()
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "USER": "ana",
            "LC_ALL": "C.UTF-8",
            "NO_COLOR": "1",
            "EDITOR": "true",
            "GIT_EDITOR": "true",
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": "/dev/null",
            "TASKRC": "/dev/null",
            "TASKDATA": str(folder),
        }

    @classmethod
    def found(cls):
        return shutil.which(cls.program)

    @classmethod
    def version(cls):
        run = subprocess.run([cls.found(), *cls.version_flags], capture_output=True, text=True)
        number = re.search(r"\d+\.\d+(\.\d+)?", run.stdout)
        return number.group() if number else "unknown"

    def run(self, *words, text=None):
        """What a command prints; it must succeed."""
        run = subprocess.run(
            words, cwd=self.folder, env=self.environment, input=text or "", capture_output=True, text=True
        )
        if run.returncode != 0:
            sys.exit(f"{' '.join(words)}\n{run.stdout}{run.stderr}")
        return run.stdout

    def git(self):
        self.run("git", "init", "-q", "-b", "main")
        self.run("git", "config", "user.name", "Ana Torres")
        self.run("git", "config", "user.email", "ana@soft.example")

    def commit(self):
        self.run("git", "add", "-A")
        self.run("git", "commit", "-q", "-m", "the first tickets")

    def timed(self, words):
        start = time.perf_counter()
        run = subprocess.run(
            words,
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        taken = time.perf_counter() - start
        if run.returncode != 0:
            sys.exit(f"{' '.join(words)}\n{run.stderr.decode()}")
        return taken


def is_active(number):
    return number % ACTIVE == 1


class Bitacora(Peer):
    name = "bitacora"
    program = str(ROOT / "target/release/bitacora")
    keeps = "a commit, waited for until it is on disk"

    def fill(self, count):
        self.git()
        self.run(self.program, "init", ".", "--timezone", "UTC")
        rows = ["number,opened,what,state"]
        for number in range(1, count + 1):
            day = f"2026-{1 + number % 11:02}-{1 + number % 28:02} 09:14"
            rows.append(f"{number},{day},{TITLE} {number},{'New' if is_active(number) else 'Done'}")
        mapping = (
            "system: desk\nrows: ticket\ndates: {format: '%Y-%m-%d %H:%M'}\nid: number\nopened_at: opened\nat: opened\n"
            "columns: {what: title, state: status}\nvalues: {status: {New: open, Done: closed}}\n"
        )
        (self.folder.parent / "mapping.yaml").write_text(mapping)
        (self.folder.parent / "tickets.csv").write_text("\n".join(rows) + "\n")
        self.run(self.program, "import", "csv", "../tickets.csv", "--mapping", "../mapping.yaml")
        self.ids = self.run(self.program, "list", "--format", "csv", "--columns", "id").split()[1:]

    def create(self, turn):
        return [self.program, "open", TITLE, "-m", "Since this morning."]

    def active(self, turn):
        return [self.program, "list"]

    def show(self, turn):
        return [self.program, "show", self.ids[-1]]

    def close(self, turn):
        judged = ["--impact", "low", "--urgency", "low"]
        return [self.program, "resolve", self.ids[turn], *judged, "-m", "It works again."]

    def count(self, turn):
        return [self.program, "report", "backlog"]


class Taskwarrior(Peer):
    name = "taskwarrior"
    program = "task"
    keeps = "a line in a file"
    quiet = ["rc.confirmation=off", "rc.verbose=nothing", "rc.gc=off"]

    def fill(self, count):
        tasks = []
        for number in range(1, count + 1):
            task = {
                "uuid": f"00000000-0000-4000-8000-{number:012}",
                "description": f"{TITLE} {number}",
                "entry": "20260102T091400Z",
                "status": "pending" if is_active(number) else "completed",
            }
            if not is_active(number):
                task["end"] = "20260103T091400Z"
            tasks.append(task)
        self.run("task", "rc.verbose=nothing", "import", "-", text=json.dumps(tasks))
        # Moves what is completed out of the way, as the first list would.
        self.run("task", "rc.verbose=nothing", "list")

    def create(self, turn):
        return ["task", *self.quiet, "add", TITLE]

    def active(self, turn):
        return ["task", *self.quiet, "status:pending", "list"]

    def show(self, turn):
        return ["task", *self.quiet, f"00000000-0000-4000-8000-{ACTIVE * 9 + 1:012}", "information"]

    def close(self, turn):
        return ["task", *self.quiet, f"00000000-0000-4000-8000-{ACTIVE * turn + 1:012}", "done"]

    def count(self, turn):
        return ["task", *self.quiet, "rc.report.all.columns=status", "rc.report.all.labels=S", "all"]


class Fossil(Peer):
    name = program = "fossil"
    version_flags = ["version"]
    keeps = "a transaction of SQLite"

    def fill(self, count):
        self.run("fossil", "init", "-A", "ana", "desk.fossil")
        for number in range(1, count + 1):
            status = "Open" if is_active(number) else "Closed"
            self.run("fossil", *self.add(f"{TITLE} {number}", status))
        query = "select tkt_uuid from ticket where status = 'Open' order by tkt_id"
        printed = self.run("fossil", "sql", "-R", "desk.fossil", query)
        self.ids = printed.replace("'", "").split()

    def add(self, title, status):
        return ["ticket", "add", "title", title, "status", status, "comment", "Since this morning.", *self.store]

    store = ["-R", "desk.fossil"]

    def create(self, turn):
        return ["fossil", *self.add(TITLE, "Open")]

    def active(self, turn):
        return ["fossil", "ticket", "show", "0", "status='Open'", *self.store]

    def show(self, turn):
        return ["fossil", "ticket", "show", "0", f"tkt_uuid='{self.ids[-1]}'", *self.store]

    def close(self, turn):
        return ["fossil", "ticket", "set", self.ids[turn], "status", "Closed", *self.store]

    def count(self, turn):
        return ["fossil", "sql", *self.store, "select status, count(*) from ticket group by status"]


class Backlog(Peer):
    name = "Backlog.md"
    program = "backlog"
    keeps = "a commit"

    def fill(self, count):
        self.git()
        flags = ["--integration-mode", "none", "--check-branches", "false", "--include-remote", "false"]
        self.run("backlog", "init", "desk", "--defaults", *flags)
        self.run("backlog", "config", "set", "autoCommit", "true")
        self.run(*self.create(0))
        first = next((self.folder / "backlog/tasks").glob("task-1 *"))
        text = first.read_text()
        for number in range(1, count + 1):
            status = "To Do" if is_active(number) else "Done"
            copy = text.replace("TASK-1", f"TASK-{number}").replace("status: To Do", f"status: {status}")
            first.with_name(first.name.replace("task-1 ", f"task-{number} ")).write_text(copy)
        self.commit()

    def create(self, turn):
        return ["backlog", "task", "create", TITLE, "-d", "Since this morning.", "--plain"]

    def active(self, turn):
        return ["backlog", "task", "list", "-s", "To Do", "--plain"]

    def show(self, turn):
        return ["backlog", "task", str(ACTIVE * 9 + 1), "--plain"]

    def close(self, turn):
        return ["backlog", "task", "edit", str(ACTIVE * turn + 1), "-s", "Done", "--plain"]

    def count(self, turn):
        return ["backlog", "overview"]


class GitIssue(Peer):
    name = program = "git-issue"
    keeps = "a commit"

    def fill(self, count):
        self.git()
        self.run("git", "config", "core.editor", "true")
        self.run("git-issue", "init")
        self.run(*self.create(0))
        issues = self.folder / ".gitissues/issues"
        first = next(path for path in issues.iterdir() if path.is_dir())
        for number in range(1, count + 1):
            copy = first.with_name(str(number).zfill(len(first.name)))
            if number > 1:
                shutil.copytree(first, copy)
            meta = copy / "meta.yaml"
            text = re.sub(r"(?m)^id: 1$", f"id: {number}", meta.read_text())
            status = "new" if is_active(number) else "closed"
            meta.write_text(re.sub(r"(?m)^state: .*$", f"state: {status}", text))
        self.commit()

    def create(self, turn):
        return ["git-issue", "new", TITLE]

    def active(self, turn):
        return ["git-issue", "list", "--filter", "state=new,active", "--no-color"]

    def show(self, turn):
        return ["git-issue", "show", str(ACTIVE * 9 + 1)]

    def close(self, turn):
        return ["git-issue", "set", str(ACTIVE * turn + 1), "--state", "closed"]

    def count(self, turn):
        return ["git-issue", "list", "--columns", "state", "--no-color"]


PEERS = [Bitacora, Taskwarrior, Fossil, Backlog, GitIssue]
WORK = [
    ("create", "create"),
    ("list the active", "active"),
    ("show one", "show"),
    ("close one", "close"),
    ("count by status", "count"),
]


def measured(peers, work, rounds):
    """The median of each peer in milliseconds, all of them in turn."""
    taken = {peer.name: [] for peer in peers}
    for turn in range(rounds + 1):
        for peer in peers:
            seconds = peer.timed(getattr(peer, work)(turn))
            if turn > 0:
                taken[peer.name].append(seconds)
    return {name: statistics.median(times) * 1e3 for name, times in taken.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", default="100,1000,5000")
    parser.add_argument("--rounds", type=int, default=7, choices=range(1, 9), metavar="1..8")
    parser.add_argument("--only", default=",".join(peer.name for peer in PEERS))
    arguments = parser.parse_args()
    wanted = [peer for peer in PEERS if peer.name in arguments.only.split(",")]
    there = [peer for peer in wanted if peer.found()]
    for peer in wanted:
        if peer not in there:
            print(f"skipped: {peer.name} is not installed ({peer.program})", file=sys.stderr)
    versions = ", ".join(f"{peer.name} {peer.version()}" for peer in there)
    print(f"{date.today()}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}, {arguments.rounds} rounds")
    print(f"{versions}\n")
    print("| work | tickets | " + " | ".join(peer.name for peer in there) + " |")
    print("|---|---|" + "---|" * len(there))
    lines = []
    for size in map(int, arguments.sizes.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            home = Path(folder) / "home"
            home.mkdir()
            peers = []
            for peer in there:
                room = Path(folder) / peer.name
                room.mkdir()
                peers.append(peer(room / "desk", home))
                print(f"{peer.name}: {size} tickets", file=sys.stderr)
                peers[-1].fill(size)
            for place, (title, work) in enumerate(WORK):
                costs = measured(peers, work, arguments.rounds)
                figures = " | ".join(f"{costs[peer.name]:.0f} ms" for peer in there)
                lines.append((place, size, f"| {title} | {size} | {figures} |"))
    for _, _, line in sorted(lines):
        print(line)
    print("\nWhat a change leaves: " + "; ".join(f"{peer.name}, {peer.keeps}" for peer in there) + ".")


if __name__ == "__main__":
    main()
