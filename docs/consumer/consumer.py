#!/usr/bin/env python3
"""Keeps an exact copy of what a token may see in a SQLite file: the same as the C# program beside it, with Python's own library alone.

usage: KGPLANGRAPH_TOKEN=… consumer.py http://host FILE [--once]
"""
import hashlib
import http.client
import json
import os
import random
import sqlite3
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

LONGEST_SILENCE = 30
LONGEST_PAUSE = 15


class Refused(Exception):
    """The server refuses: trying again would not help."""


class Tokens:
    """The token of the environment, or tokens that the provider gives the client itself (client credentials), each used until the server refuses it."""

    def __init__(self):
        self.current = os.environ.get("KGPLANGRAPH_TOKEN")
        self.endpoint = os.environ.get("KGPLANGRAPH_TOKEN_URL")

    def take(self, is_refused):
        if self.current and not (is_refused and self.endpoint):
            return self.current
        form = {
            "grant_type": "client_credentials",
            "client_id": os.environ.get("KGPLANGRAPH_CLIENT_ID", ""),
            "client_secret": os.environ.get("KGPLANGRAPH_CLIENT_SECRET", ""),
        }
        try:
            with urllib.request.urlopen(self.endpoint, urllib.parse.urlencode(form).encode(), timeout=30) as response:
                self.current = json.load(response)["access_token"]
        except urllib.error.HTTPError as refusal:
            if refusal.code == 429 or refusal.code >= 500:
                raise
            raise Refused("", f"The provider gives no token: {refusal}") from refusal
        return self.current


def send(address, tokens, is_refused=False, **headers):
    request = urllib.request.Request(address, headers={"Authorization": "Bearer " + tokens.take(is_refused), **headers})
    try:
        return urllib.request.urlopen(request, timeout=2 * LONGEST_SILENCE)
    except urllib.error.HTTPError as refusal:
        if refusal.code == 429 or refusal.code >= 500:
            raise
        if refusal.code == 401 and tokens.endpoint and not is_refused:
            # Replaced once: where a fresh one is refused too, another would be as well.
            return send(address, tokens, True, **headers)
        problem = json.loads(refusal.read() or b"{}")
        raise Refused(problem.get("code"), problem.get("detail", str(refusal))) from refusal


def lines(response):
    """The lines of an export without its last one, which says whether they are whole."""
    digest, count = hashlib.sha256(), 0
    for line in response:
        read = json.loads(line)
        if "end" in read:
            if read["lines"] != count or read["sha256"] != digest.hexdigest():
                raise ConnectionError("the export is not what was sent")
            return
        digest.update(line)
        count += 1
        yield read
    raise ConnectionError("the export broke off")


def copy(database, host, tokens):
    """Takes everything, or what changed behind the cursor, in one transaction."""
    found = database.execute("SELECT value FROM progress WHERE name = 'cursor'").fetchone()
    query = "?" + urllib.parse.urlencode({"after": found[0]}) if found else ""
    with send(host + "/export.jsonl" + query, tokens) as response, database:
        if not found:
            database.execute("DELETE FROM objects")
        for line in lines(response):
            if "manifest" in line:
                database.execute("INSERT OR REPLACE INTO progress VALUES ('cursor', ?)", (line["manifest"]["cursor"],))
            elif "data" in line:
                database.execute(
                    "INSERT OR REPLACE INTO objects VALUES (?, ?, ?)", (line["id"], line["type"], json.dumps(line["data"], ensure_ascii=False))
                )
            else:
                database.execute("DELETE FROM objects WHERE id = ?", (line["id"],))


def follow(database, host, tokens):
    """Listens, and copies at each event, and after 30 seconds without one. The listening begins first, so that nothing falls between."""
    query = urllib.parse.urlencode({"query": "subscription { onChange { sequence } }"})
    with send(host + "/graphql?" + query, tokens, Accept="text/event-stream") as events:
        copy(database, host, tokens)
        copied = time.monotonic()
        # The server sends a comment now and then while nothing happens.
        for line in events:
            if line.startswith(b"event: next") or time.monotonic() - copied > LONGEST_SILENCE:
                copy(database, host, tokens)
                copied = time.monotonic()


def main(host, file, once):
    tokens = Tokens()
    database = sqlite3.connect(file)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("CREATE TABLE IF NOT EXISTS objects (id TEXT PRIMARY KEY, type TEXT NOT NULL, json TEXT NOT NULL) WITHOUT ROWID")
    database.execute("CREATE TABLE IF NOT EXISTS progress (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID")
    pause = 0.2
    while True:
        listening = None
        try:
            copy(database, host, tokens)
            if once:
                return 0
            listening = time.monotonic()
            follow(database, host, tokens)
            fault = ConnectionError("the server has ended the event stream")
        except Refused as refusal:
            code, detail = refusal.args
            with database:
                # Where the database was restored from a backup, the copy begins anew.
                if code not in ("HC0078", "CHANGES_LOST") or not database.execute("DELETE FROM progress").rowcount:
                    print(f"The server refuses: {detail}", file=sys.stderr)
                    return 1
            fault = detail
        except (OSError, http.client.HTTPException, json.JSONDecodeError) as broken:
            fault = broken
        # Only a stream that has held says that all is well: a server may give exports and end every stream at once.
        if listening and time.monotonic() - listening > LONGEST_PAUSE:
            pause = 0.2
        wait = float(getattr(fault, "headers", None) and fault.headers.get("Retry-After") or pause * random.uniform(0.5, 1.5))
        print(f"Trying again in {wait:.1f} s: {fault}", file=sys.stderr, flush=True)
        time.sleep(wait)
        pause = min(pause * 2, LONGEST_PAUSE)


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4) or sys.argv[3:] not in ([], ["--once"]) or not {"KGPLANGRAPH_TOKEN", "KGPLANGRAPH_TOKEN_URL"} & os.environ.keys():
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1].rstrip("/").removesuffix("/graphql"), sys.argv[2], len(sys.argv) == 4))
