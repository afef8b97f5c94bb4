// mercurius with hand-written resolvers and loaders: what a careful Node.js team would write. Usage: node server.mjs PORT CONNECTION PROCESSES
import cluster from "node:cluster";
import Fastify from "fastify";
import mercurius from "mercurius";
import pg from "pg";
import { readFile } from "node:fs/promises";

const [port, connectionString, processes] = process.argv.slice(2);

if (cluster.isPrimary && Number(processes) > 1) {
  for (let number = 0; number < Number(processes); number++) cluster.fork();
} else {
  await serve();
}

async function serve() {
  const pool = new pg.Pool({ connectionString, max: 4 });
  // Days stay texts, keys are small enough for numbers.
  pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
  pg.types.setTypeParser(pg.types.builtins.INT8, Number);
  const app = Fastify({ logger: false });
  const schema = await readFile(new URL("schema.graphql", import.meta.url), "utf8");
  app.register(mercurius, { schema, resolvers: resolvers(pool), loaders: loaders(pool), jit: 1, graphiql: false });
  await app.listen({ port: Number(port), host: "127.0.0.1" });
}

const statuses = ["NOT_STARTED", "IN_PROGRESS", "COMPLETED", "SUSPENDED", "CANCELLED"];
const deadlineKinds = ["QUARTER", "MONTH", "BEFORE_DATE", "ON_DATE"];
const deliverableKinds = ["SCHEME", "PLAN", "PROGRAMME", "PLANNING", "LIST", "EVENT", "REPORT", "PUBLICATION", "ORGANISATION", "PROPOSAL", "OTHER"];

function resolvers(pool) {
  const columns = `id, label, title, content, deliverable_kind, status, percent_complete, plan_id, section_id, lead_agency_id, version, updated_at`;
  const read = async (name, text, values) => (await pool.query({ name, text, values })).rows;
  return {
    Query: {
      tasks: async (_, { first, where }) => ({
        nodes: await read(
          "tasks",
          `SELECT ${columns} FROM tasks WHERE lead_agency_id = (SELECT id FROM agencies WHERE code = $1) AND draft_plan_id IS NULL
           ORDER BY document_order, id LIMIT $2`,
          [where.leadAgency.code.eq, first],
        ),
      }),
      task: async (_, { id }) => {
        const key = Number(Buffer.from(id, "base64").toString("ascii").slice("Task:".length));
        return (await read("task", `SELECT ${columns} FROM tasks WHERE id = $1 AND draft_plan_id IS NULL`, [key]))[0] ?? null;
      },
    },
    Task: {
      id: (task) => Buffer.from(`Task:${task.id}`).toString("base64"),
      status: (task) => statuses[task.status],
      deliverableKind: (task) => deliverableKinds[task.deliverable_kind],
      percentComplete: (task) => task.percent_complete,
      updatedAt: (task) => task.updated_at.toISOString(),
    },
    Deadline: {
      kind: (deadline) => deadlineKinds[deadline.kind],
      dueOn: (deadline) => deadline.due_on,
      originalDueOn: (deadline) => deadline.original_due_on,
      metOn: (deadline) => deadline.met_on,
    },
  };
}

function loaders(pool) {
  // One statement a level and request: rows by the key of their task, or of the one row that a task refers to.
  const one = (name, key, text) => async (queries) => {
    const keys = queries.map(({ obj }) => obj[key]);
    const { rows } = await pool.query({ name, text, values: [keys.filter((value) => value !== null)] });
    const byKey = new Map(rows.map((row) => [row.id, row]));
    return keys.map((value) => byKey.get(value) ?? null);
  };
  const many = (name, text) => async (queries) => {
    const { rows } = await pool.query({ name, text, values: [queries.map(({ obj }) => obj.id)] });
    const byTask = grouped(rows);
    return queries.map(({ obj }) => byTask.get(obj.id) ?? []);
  };
  return {
    Task: {
      plan: one("plan", "plan_id", "SELECT id, code, title, year FROM plans WHERE id = ANY ($1::bigint[])"),
      section: one("section", "section_id", "SELECT id, label, heading FROM plan_sections WHERE id = ANY ($1::bigint[])"),
      leadAgency: one("lead", "lead_agency_id", "SELECT id, code, name FROM agencies WHERE id = ANY ($1::bigint[])"),
      coordinators: many(
        "coordinators",
        `SELECT l.task_id, a.code, a.name FROM task_assignments l JOIN agencies a ON a.id = l.agency_id
         WHERE l.task_id = ANY ($1::bigint[]) AND l.role = 2 ORDER BY l.position`,
      ),
      deadlines: many(
        "deadlines",
        `SELECT task_id, kind, phrase, due_on, original_due_on, met_on FROM deadlines
         WHERE task_id = ANY ($1::bigint[]) AND draft_plan_id IS NULL ORDER BY due_on, position`,
      ),
      localities: many(
        "localities",
        `SELECT l.task_id, o.code, o.name FROM task_localities l JOIN localities o ON o.id = l.locality_id
         WHERE l.task_id = ANY ($1::bigint[]) AND o.draft_plan_id IS NULL ORDER BY l.position`,
      ),
      legalDocuments: many(
        "legal",
        `SELECT l.task_id, d.number, d.title FROM task_legal_documents l JOIN legal_documents d ON d.id = l.legal_document_id
         WHERE l.task_id = ANY ($1::bigint[]) AND d.draft_plan_id IS NULL ORDER BY l.position`,
      ),
    },
  };
}

function grouped(rows) {
  const groups = new Map();
  for (const row of rows) {
    const group = groups.get(row.task_id);
    if (group) group.push(row);
    else groups.set(row.task_id, [row]);
  }
  return groups;
}
