// Relay's compiler holds the schema to Relay's rules (node, connections, cursors), and compiles a consumer's operations with it.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

const compiler = createRequire(import.meta.url).resolve("relay-compiler/cli.js");
const folder = mkdtempSync(join(tmpdir(), "kgplangraph-relay."));
try {
  mkdirSync(join(folder, "src"));
  cpSync(process.argv[2], join(folder, "schema.graphql"));
  writeFileSync(join(folder, "package.json"), "{}");
  writeFileSync(join(folder, "relay.config.json"), JSON.stringify({
    src: "./src", schema: "./schema.graphql", language: "typescript", noFutureProofEnums: true,
    customScalarTypes: { LocalDate: "string", DateTime: "string", Long: "number", URL: "string" },
  }));
  writeFileSync(join(folder, "src", "TaskList.ts"), `
import { graphql } from "relay-runtime";
graphql\`
  query TaskListQuery($count: Int = 20, $cursor: String) { ...TaskList_query @arguments(count: $count, cursor: $cursor) }
\`;
graphql\`
  fragment TaskList_query on Query @argumentDefinitions(count: { type: "Int" }, cursor: { type: "String" }) @refetchable(queryName: "TaskListPaginationQuery") {
    tasks(first: $count, after: $cursor, where: { status: { neq: CANCELLED } }) @connection(key: "TaskList_tasks") {
      edges { node { id label ...TaskList_task } }
    }
  }
\`;
graphql\`
  fragment TaskList_task on Task @refetchable(queryName: "TaskListTaskRefetchQuery") { title leadAgency { code } deadlines { dueOn } }
\`;
graphql\`
  mutation TaskListReportMutation($input: SubmitProgressReportInput!) {
    submitProgressReport(input: $input) { progressReport { id status } errors { __typename ... on Error { message } } }
  }
\`;
`);
  execFileSync(process.execPath, [compiler, "--noWatchman"], { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
  console.log("relay: the operations compile");
} finally {
  rmSync(folder, { recursive: true });
}
