// Says whether two answers tell the same, once names, ids and connections are brought to one form. Usage: node equal.mjs A.json B.json
import { readFileSync } from "node:fs";
import { deepStrictEqual } from "node:assert";

const kinds = {
  tasks: {
    status: ["NOT_STARTED", "IN_PROGRESS", "COMPLETED", "SUSPENDED", "CANCELLED"],
    deliverableKind: ["SCHEME", "PLAN", "PROGRAMME", "PLANNING", "LIST", "EVENT", "REPORT", "PUBLICATION", "ORGANISATION", "PROPOSAL", "OTHER"],
  },
  deadlines: { kind: ["QUARTER", "MONTH", "BEFORE_DATE", "ON_DATE"] },
};
const lists = new Set(["coordinators", "deadlines", "localities", "legalDocuments"]);

function normal(value, key, enums) {
  if (value === null) return null;
  if (Array.isArray(value)) return value.map((item) => normal(item, key, enums));
  // A connection where the contract has a plain list, and a link row around the object itself.
  if (lists.has(key) && value.nodes) return normal(value.nodes, key, key === "deadlines" ? kinds.deadlines : enums);
  if (typeof value === "object") {
    const fields = Object.entries(value);
    if (lists.has(key) && fields.length === 1 && typeof fields[0][1] === "object") return normal(fields[0][1], key, enums);
    const own = key === "deadlines" ? kinds.deadlines : kinds.tasks;
    return Object.fromEntries(fields.map(([name, field]) => [name, normal(field, name, own)]));
  }
  if (key === "id") return /^\d+$/.test(value) ? Number(value) : Number(Buffer.from(value, "base64").toString().split(":")[1]);
  if (key === "updatedAt") return new Date(value).getTime();
  if (typeof value === "number" && enums?.[key]) return enums[key][value];
  return value;
}

const [first, second] = process.argv.slice(2).map((file) => normal(JSON.parse(readFileSync(file, "utf8")).data, "data"));
try {
  deepStrictEqual(first, second);
} catch (difference) {
  console.error(difference.message.split("\n").slice(0, 40).join("\n"));
  process.exit(1);
}
