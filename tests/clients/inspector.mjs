// graphql-inspector's rules: no breaking change from the released schema to the present one, unless the changelog's chapter "Unreleased" names it, as in
// `Task.title`:  node inspector.mjs RELEASED PRESENT [CHANGELOG]
import { CriticalityLevel, diff } from "@graphql-inspector/core";
import { readFileSync } from "node:fs";
import { buildSchema } from "graphql";

const [released, present, changelog] = process.argv.slice(2).map(file => readFileSync(file, "utf8"));
const unreleased = changelog?.split(/^## /m).find(chapter => chapter.startsWith("Unreleased")) ?? "";
const breaking = (await diff(buildSchema(released), buildSchema(present)))
  .filter(change => change.criticality.level === CriticalityLevel.Breaking && !unreleased.includes(`\`${change.path}\``));
for (const change of breaking) console.error(`${change.path}: ${change.message}`);
if (breaking.length > 0) process.exit(1);
console.log("inspector: no breaking change");
