// Markdown and spelling of the pages, English and Vietnamese: node tests/clients/prose.mjs
// Words that dictionaries do not have: cspell.json. A word of ours that is misspelt is corrected, not added.
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const pages = ["../../*.md", "../../docs/**/*.md"];
const checks = [
  ["markdownlint-cli2", "markdownlint-cli2-bin.mjs", "--config", ".markdownlint-cli2.jsonc", ...pages, "#../../docs/benchmarks.md", "#../../docs/decisions.md", "#../../**/node_modules", "#../../**/bin", "#../../**/obj"],
  ["cspell", "bin.mjs", "--config", "cspell.json", "--no-progress", "--unique", ...pages],
];
for (const [tool, script, ...options] of checks) {
  const { status } = spawnSync(process.execPath, [join(here, "node_modules", tool, script), ...options], { cwd: here, stdio: "inherit" });
  if (status !== 0) process.exitCode = 1;
}
