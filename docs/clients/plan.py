#!/usr/bin/env python3
"""A small client in Python's standard library: ask, page, write, handle refusals, follow with resume, renew the token.

    export KGPLANGRAPH_URL=http://localhost:5080/graphql
    export KGPLANGRAPH_TOKEN=...                # or TOKEN_ENDPOINT, CLIENT_ID and CLIENT_SECRET of your OpenID provider
    python3 plan.py overdue SKHDT 2022-07-01    # deadlines of an agency that were overdue on a day
    python3 plan.py report Task:KG-CN-2022/II.3.c 2022-05-20 IN_PROGRESS 60 "Đã xây dựng dự thảo."
    python3 plan.py follow cursor.txt           # prints changes; go on with the same file after an interruption;
                                                # with a number behind it, it ends after so many changes
"""
import http.client
import json
import os
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid


class Refused(Exception):
    """A refusal that the caller can act on: the payload's errors, each with its type."""


class Failed(Exception):
    """The request is wrong, or the caller may not do it: the code of the first error."""

    def __init__(self, error):
        super().__init__(f"{error['extensions']['code']}: {error['message']}")
        self.code = error["extensions"]["code"]


class Plan:
    def __init__(self):
        self.url = os.environ["KGPLANGRAPH_URL"]
        self.token, self.renew_at = os.environ.get("KGPLANGRAPH_TOKEN"), float("inf")
        if "TOKEN_ENDPOINT" in os.environ:
            self.renew_at = 0

    def bearer(self):
        """The token; a new one (client credentials) a minute before the old one ends."""
        if time.time() >= self.renew_at:
            form = urllib.parse.urlencode({"grant_type": "client_credentials", "client_id": os.environ["CLIENT_ID"], "client_secret": os.environ["CLIENT_SECRET"]})
            with urllib.request.urlopen(os.environ["TOKEN_ENDPOINT"], form.encode(), timeout=30) as response:
                given = json.load(response)
            self.token, self.renew_at = given["access_token"], time.time() + given["expires_in"] - 60
        return f"Bearer {self.token}"

    def open(self, document, variables, accept, timeout):
        """Sends an operation; waits and sends it again where the server is busy, so give each mutation an idempotencyKey."""
        body = json.dumps({"query": document, "variables": variables}).encode()
        for attempt in range(5):
            request = urllib.request.Request(self.url, body, {"Authorization": self.bearer(), "Content-Type": "application/json", "Accept": accept})
            try:
                return urllib.request.urlopen(request, timeout=timeout)
            except urllib.error.HTTPError as error:
                if error.code not in (429, 503) or attempt == 4:
                    if "json" in error.headers.get_content_type():
                        return error
                    raise
                time.sleep(float(error.headers.get("Retry-After", 1)))

    def ask(self, document, **variables):
        with self.open(document, variables, "application/graphql-response+json", 60) as response:
            answer = json.load(response)
        if answer.get("errors"):
            raise Failed(answer["errors"][0])
        return answer["data"]

    def pages(self, document, **variables):
        """All nodes of a query with one connection that takes $after."""
        after = None
        while True:
            (page,) = self.ask(document, after=after, **variables).values()
            yield from page["nodes"]
            if not page["pageInfo"]["hasNextPage"]:
                return
            after = page["pageInfo"]["endCursor"]

    def do(self, document, **fields):
        """One mutation, sent under a key of its own: it is done once, however often it is sent."""
        (payload,) = self.ask(document, input={"idempotencyKey": str(uuid.uuid4()), **fields}).values()
        if payload["errors"]:
            raise Refused("; ".join(f"{error['__typename']}: {error['message']}" for error in payload["errors"]))
        return payload

    def newest(self):
        """The cursor behind everything that has happened."""
        after = None
        while True:
            page = self.ask("query ($after: String) { changes(first: 100, after: $after) { pageInfo { hasNextPage endCursor } } }", after=after)["changes"]["pageInfo"]
            after = page["endCursor"] or after
            if not page["hasNextPage"]:
                return after

    def follow(self, after):
        """Changes behind the cursor, each with the cursor to go on from; for ever, over lost connections and restarts of the server."""
        document = "subscription ($after: String) { onChange(after: $after) { kind subject subjectId changedFields } }"
        while True:
            try:
                with self.open(document, {"after": after}, "text/event-stream", 60) as events:
                    if events.headers.get_content_type() != "text/event-stream":
                        raise Failed(json.load(events)["errors"][0])
                    cursor = after
                    for line in events:
                        name, _, value = line.decode().rstrip("\n").partition(": ")
                        if name == "id":
                            cursor = value
                        elif name == "data" and value:
                            answer = json.loads(value)
                            if answer.get("errors"):
                                raise Failed(answer["errors"][0])
                            after = cursor
                            yield answer["data"]["onChange"], after
            except urllib.error.HTTPError as error:
                if error.code not in (429, 502, 503, 504):
                    raise
            except (OSError, http.client.HTTPException):
                pass  # the connection was lost: again behind the cursor
            time.sleep(1)


OVERDUE = """query ($agency: String!, $day: LocalDate!, $after: String) @asOf(day: $day) {
  deadlines(first: 2, after: $after, where: { timeliness: { eq: OVERDUE }, task: { leadAgency: { code: { eq: $agency } } } }) {
    nodes { dueOn phrase task { label } }
    pageInfo { hasNextPage endCursor }
  }
}"""

REPORT = """mutation ($input: SubmitProgressReportInput!) {
  submitProgressReport(input: $input) { progressReport { id status } errors { __typename ... on Error { message } } }
}"""


def main(arguments):
    plan = Plan()
    match arguments:
        case ["overdue", agency, day]:
            for deadline in plan.pages(OVERDUE, agency=agency, day=day):
                print(deadline["dueOn"], deadline["task"]["label"], deadline["phrase"])
        case ["report", task, day, status, percent, summary]:
            fields = {"taskId": task, "reportedOn": day, "taskStatus": status, "percentComplete": int(percent), "summary": summary}
            print(plan.do(REPORT, **fields)["progressReport"]["status"])
        case ["follow", file, *most]:
            after = open(file).read().strip() if os.path.exists(file) else plan.newest()
            print("following", flush=True)
            for number, (change, after) in enumerate(plan.follow(after), 1):
                print(change["kind"], change["subject"], change["subjectId"], *change["changedFields"], flush=True)
                with open(file + ".new", "w") as stored:
                    stored.write(after)
                os.replace(file + ".new", file)
                if most and number == int(most[0]):
                    return
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except (Refused, Failed) as refusal:
        sys.exit(str(refusal))
    except KeyboardInterrupt:
        pass
