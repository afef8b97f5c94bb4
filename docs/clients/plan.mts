// A small client in TypeScript without packages: ask, page, write, handle refusals, follow with resume, renew the token.
//
//   export KGPLANGRAPH_URL=http://localhost:5080/graphql
//   export KGPLANGRAPH_TOKEN=...                # or TOKEN_ENDPOINT, CLIENT_ID and CLIENT_SECRET of your OpenID provider
//   node plan.mts overdue SKHDT 2022-07-01      # deadlines of an agency that were overdue on a day
//   node plan.mts report Task:KG-CN-2022/II.3.c 2022-05-20 IN_PROGRESS 60 "Đã xây dựng dự thảo."
//   node plan.mts follow cursor.txt             # prints changes; go on with the same file after an interruption;
//                                               # with a number behind it, it ends after so many changes
import { randomUUID } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

type GraphQLError = { message: string; extensions: { code: string } };
type Variables = Record<string, unknown>;
type PageInfo = { hasNextPage: boolean; endCursor: string | null };
type Page<T> = { nodes: T[]; pageInfo: PageInfo };
type Payload = { errors: { __typename: string; message: string }[] | null };
type Change = { kind: string; subject: string; subjectId: string; changedFields: string[] };

/** A refusal that the caller can act on: the payload's errors, each with its type. */
class Refused extends Error {}

/** The request is wrong, or the caller may not do it: the code of the first error. */
class Failed extends Error {
  readonly code: string;
  constructor(error: GraphQLError) {
    super(`${error.extensions.code}: ${error.message}`);
    this.code = error.extensions.code;
  }
}

/** A status that says nothing in GraphQL's words. */
class BadStatus extends Error {
  readonly status: number;
  constructor(status: number) {
    super(`HTTP ${status}`);
    this.status = status;
  }
}

const setting = (name: string): string => process.env[name] ?? stop(`${name} is not set`);

class Plan {
  private readonly url = setting("KGPLANGRAPH_URL");
  private token = process.env.KGPLANGRAPH_TOKEN;
  private renewAt = process.env.TOKEN_ENDPOINT ? 0 : Infinity;

  /** The token; a new one (client credentials) a minute before the old one ends. */
  private async bearer(): Promise<string> {
    if (Date.now() >= this.renewAt) {
      const body = new URLSearchParams({ grant_type: "client_credentials", client_id: setting("CLIENT_ID"), client_secret: setting("CLIENT_SECRET") });
      const response = await fetch(setting("TOKEN_ENDPOINT"), { method: "POST", body, signal: AbortSignal.timeout(30_000) });
      if (!response.ok) throw new BadStatus(response.status);
      const given = await response.json() as { access_token: string; expires_in: number };
      this.token = given.access_token;
      this.renewAt = Date.now() + (given.expires_in - 60) * 1000;
    }
    return `Bearer ${this.token}`;
  }

  /** Sends an operation; waits and sends it again where the server is busy, so give each mutation an idempotencyKey. */
  private async open(query: string, variables: Variables, accept: string, signal: AbortSignal): Promise<Response> {
    const body = JSON.stringify({ query, variables });
    for (let attempt = 0; ; attempt++) {
      const headers = { Authorization: await this.bearer(), "Content-Type": "application/json", Accept: accept };
      const response = await fetch(this.url, { method: "POST", headers, body, signal });
      if (![429, 503].includes(response.status) || attempt === 4) {
        if (!response.ok && !response.headers.get("Content-Type")?.includes("json")) throw new BadStatus(response.status);
        return response;
      }
      await sleep(Number(response.headers.get("Retry-After") ?? 1) * 1000);
    }
  }

  async ask<Data>(query: string, variables: Variables = {}): Promise<Data> {
    const response = await this.open(query, variables, "application/graphql-response+json", AbortSignal.timeout(60_000));
    const { data, errors } = await response.json() as { data: Data; errors?: GraphQLError[] };
    if (errors) throw new Failed(errors[0]!);
    return data;
  }

  /** All nodes of a query with one connection that takes $after. */
  async *pages<Node>(query: string, variables: Variables): AsyncGenerator<Node> {
    for (let after: string | null = null; ;) {
      const page: Page<Node> = Object.values(await this.ask<Record<string, Page<Node>>>(query, { ...variables, after }))[0]!;
      yield* page.nodes;
      if (!page.pageInfo.hasNextPage) return;
      after = page.pageInfo.endCursor;
    }
  }

  /** One mutation, sent under a key of its own: it is done once, however often it is sent. */
  async do<Done extends Payload>(query: string, fields: Variables): Promise<Done> {
    const payload = Object.values(await this.ask<Record<string, Done>>(query, { input: { idempotencyKey: randomUUID(), ...fields } }))[0]!;
    if (payload.errors) throw new Refused(payload.errors.map(error => `${error.__typename}: ${error.message}`).join("; "));
    return payload;
  }

  /** The cursor behind everything that has happened. */
  async newest(): Promise<string | null> {
    for (let after: string | null = null; ;) {
      const { changes }: { changes: { pageInfo: PageInfo } } =
        await this.ask("query ($after: String) { changes(first: 100, after: $after) { pageInfo { hasNextPage endCursor } } }", { after });
      after = changes.pageInfo.endCursor ?? after;
      if (!changes.pageInfo.hasNextPage) return after;
    }
  }

  /** Changes behind the cursor, each with the cursor to go on from; for ever, over lost connections and restarts of the server. */
  async *follow(after: string | null): AsyncGenerator<[Change, string | null]> {
    for (; ; await sleep(1000)) {
      try {
        for await (const event of this.events(after)) {
          if (event.answer.errors) throw new Failed(event.answer.errors[0]!);
          after = event.id ?? after;
          yield [event.answer.data.onChange, after];
        }
      } catch (error) {
        // A lost connection is a TypeError of fetch, or an abort of our own: again behind the cursor.
        if (error instanceof Failed || (error instanceof BadStatus && ![429, 502, 503, 504].includes(error.status))) throw error;
      }
    }
  }

  private async *events(after: string | null): AsyncGenerator<{ id?: string; answer: { data: { onChange: Change }; errors?: GraphQLError[] } }> {
    // The server sends something at least every 15 seconds.
    const silence = new AbortController();
    const timer = setTimeout(() => silence.abort(), 60_000);
    try {
      const response = await this.open("subscription ($after: String) { onChange(after: $after) { kind subject subjectId changedFields } }", { after },
        "text/event-stream", silence.signal);
      if (!response.headers.get("Content-Type")?.startsWith("text/event-stream")) throw new Failed((await response.json() as { errors: GraphQLError[] }).errors[0]!);
      let [text, id] = ["", undefined as string | undefined];
      for await (const part of response.body!.pipeThrough(new TextDecoderStream())) {
        timer.refresh();
        const lines = (text + part).split("\n");
        text = lines.pop()!;
        for (const line of lines) {
          if (line.startsWith("id: ")) id = line.slice(4);
          if (line.startsWith("data: ") && line.length > 6) yield { id, answer: JSON.parse(line.slice(6)) };
        }
      }
    } finally {
      clearTimeout(timer);
      silence.abort();
    }
  }
}

const overdue = `query ($agency: String!, $day: LocalDate!, $after: String) @asOf(day: $day) {
  deadlines(first: 2, after: $after, where: { timeliness: { eq: OVERDUE }, task: { leadAgency: { code: { eq: $agency } } } }) {
    nodes { dueOn phrase task { label } }
    pageInfo { hasNextPage endCursor }
  }
}`;

const report = `mutation ($input: SubmitProgressReportInput!) {
  submitProgressReport(input: $input) { progressReport { id status } errors { __typename ... on Error { message } } }
}`;

async function main([command, ...given]: string[]): Promise<void> {
  const plan = new Plan();
  if (command === "overdue" && given.length === 2) {
    const [agency, day] = given;
    for await (const deadline of plan.pages<{ dueOn: string; phrase: string; task: { label: string } }>(overdue, { agency, day })) {
      console.log(deadline.dueOn, deadline.task.label, deadline.phrase);
    }
  } else if (command === "report" && given.length === 5) {
    const [taskId, reportedOn, taskStatus, percent, summary] = given;
    const done = await plan.do<Payload & { progressReport: { status: string } }>(report, { taskId, reportedOn, taskStatus, percentComplete: Number(percent), summary });
    console.log(done.progressReport.status);
  } else if (command === "follow" && given[0]) {
    const [file, most] = given;
    const from = existsSync(file) ? readFileSync(file, "utf8").trim() : await plan.newest();
    console.log("following");
    let number = 0;
    for await (const [change, after] of plan.follow(from)) {
      console.log(change.kind, change.subject, change.subjectId, ...change.changedFields);
      writeFileSync(`${file}.new`, after ?? "");
      renameSync(`${file}.new`, file);
      if (++number === Number(most)) return;
    }
  } else {
    stop("overdue AGENCY DAY | report TASK DAY STATUS PERCENT SUMMARY | follow FILE [NUMBER]");
  }
}

function stop(words: string): never {
  console.error(words);
  process.exit(1);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Refused || error instanceof Failed)) throw error;
  stop(error.message);
}
