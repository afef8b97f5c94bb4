// graphql-codegen makes types of the schema and of a consumer's operations; tsc --strict must accept code that uses them.
import { generate } from "@graphql-codegen/cli";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
// The settings that docs/start-developer.md tells; strictScalars refuses a scalar that they leave out.
const [, scalars] = /scalars: (\{.*?\})/.exec(readFileSync(join(here, "../../docs/start-developer.md"), "utf8"));
const folder = mkdtempSync(join(tmpdir(), "kgplangraph-codegen."));
try {
  await generate({
    silent: true,
    schema: process.argv[2],
    documents: join(here, "operations.graphql"),
    generates: {
      [join(folder, "types.ts")]: {
        plugins: ["typescript-operations"],
        config: { scalars: Function(`return ${scalars}`)(), strictScalars: true },
      },
    },
  }, true);
  writeFileSync(join(folder, "use.ts"), `
import type { TasksOfAgencyQuery, TasksOfAgencyQueryVariables, ReportMutation, AnyObjectQuery } from "./types";
const variables: TasksOfAgencyQueryVariables = { code: "SCT" };
export function overdue(answer: TasksOfAgencyQuery): string[] {
  return (answer.tasks?.edges ?? []).filter(edge => edge.node.timeliness === "OVERDUE").map(edge => edge.node.label + variables.code);
}
export function problems(answer: ReportMutation): string[] {
  return (answer.submitProgressReport.errors ?? []).map(error => error.__typename === "ValidationError" ? error.field + error.message : error.message);
}
export function named(answer: AnyObjectQuery): string | undefined {
  return answer.node?.__typename === "Task" ? answer.node.label : answer.node?.id;
}
`);
  execFileSync(process.execPath, [join(here, "node_modules/typescript/bin/tsc"), "--strict", "--noEmit", "--skipLibCheck", "--target", "es2022",
    "--module", "esnext", "--moduleResolution", "bundler", join(folder, "use.ts")], { stdio: "inherit" });
  console.log("codegen: the generated types compile");
} finally {
  rmSync(folder, { recursive: true });
}
