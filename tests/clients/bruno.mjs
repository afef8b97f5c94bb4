// The requests of docs/kgplangraph.http as a collection for Bruno, docs/bruno:
//   node tests/clients/bruno.mjs docs/bruno
import bruno from "@usebruno/lang/v2/src/jsonToBru.js";
import environment from "@usebruno/lang/v2/src/jsonToEnv.js";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [folder] = process.argv.slice(2);
const [head, ...requests] = readFileSync(new URL("../../docs/kgplangraph.http", import.meta.url), "utf8").split(/^### /m);

// {{page.response.body.$.data.tasks.pageInfo.endCursor}} of an editor is a variable that the named request sets from its response.
const places = [...requests.join("").matchAll(/\{\{(\w+)\.response\.(?:body\.\$|headers)\.([\w.]+)\}\}/g)];
const variable = (name, path) => `${name}_${path.split(".").at(-1)}`;
const filled = text => text.replace(/\{\{(\w+)\.response\.(?:body\.\$|headers)\.([\w.]+)\}\}/g, (_, name, path) => `{{${variable(name, path)}}}`);
const taken = name => new Map(places.filter(([, of]) => of === name).map(([place, , path]) => [variable(name, path), place.includes(".headers.") ? `res.headers.${path.toLowerCase()}` : `res.body.${path}`]));

function converted(text, index) {
  const [title, ...lines] = text.trimEnd().split("\n");
  const name = lines.find(line => line.startsWith("# @name "))?.slice(8);
  const answer = lines.find(line => line.startsWith("# Answer: "))?.slice(10);
  const [line, ...rest] = filled(lines.filter(each => !each.startsWith("#")).join("\n")).split("\n");
  const [method, url] = line.split(" ");
  const empty = rest.indexOf("");
  const headers = (empty < 0 ? rest : rest.slice(0, empty)).map(each => each.split(": ")).map(([header, value]) => ({ name: header, value, enabled: true }));
  const body = empty < 0 ? null : rest.slice(empty + 1).join("\n");
  return [title, bruno({
    meta: { name: title, type: "http", seq: String(index + 1) },
    http: { method: method.toLowerCase(), url, body: body ? "json" : "none", auth: "none" },
    headers,
    ...(body && { body: { json: body } }),
    ...(name && { vars: { res: [...taken(name)].map(([key, value]) => ({ name: key, value, enabled: true, local: false })) } }),
    assertions: [/^\d+$/.test(answer ?? "") || !answer
      ? { name: "res.status", value: `eq ${answer ?? 200}`, enabled: true }
      : { name: "res.body.errors[0].extensions.code", value: `eq ${answer}`, enabled: true }],
  })];
}

mkdirSync(join(folder, "environments"), { recursive: true });
writeFileSync(join(folder, "bruno.json"), JSON.stringify({ version: "1", name: "KGPlanGraph", type: "collection" }, null, 2) + "\n");
const variables = [...head.matchAll(/^@(\w+) = (.*)$/gm)].map(([, name, value]) => ({ name, value: name === "host" ? value : "", enabled: true, secret: name !== "host" }));
writeFileSync(join(folder, "environments/Development.bru"), environment({ variables }).trimEnd() + "\n");
requests.map(converted).forEach(([title, text], index) =>
  writeFileSync(join(folder, `${String(index + 1).padStart(2, "0")} ${title.replace(/[?,:]/g, "")}.bru`), text.trimEnd() + "\n"));
