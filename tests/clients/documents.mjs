// The documents of the server's own pages, held against schema.graphql: node documents.mjs FOLDER
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { buildSchema, parse, validate } from "graphql";

const folder = process.argv[2];
const schema = buildSchema(readFileSync(new URL("../../schema.graphql", import.meta.url), "utf8"));
const faults = readdirSync(folder).flatMap(name => {
  const document = parse(readFileSync(join(folder, name), "utf8"));
  const operations = document.definitions.filter(definition => definition.kind === "OperationDefinition");
  // The scripts ask for a file by its name.
  const misnamed = operations.length !== 1 || `${operations[0].name?.value}.graphql` !== name ? ["must hold one operation of the file's name"] : [];
  return [...misnamed, ...validate(schema, document).map(fault => fault.message)].map(message => `${name}: ${message}`);
});
if (faults.length > 0) {
  console.error(faults.join("\n"));
  process.exit(1);
}
console.log("documents: valid");
