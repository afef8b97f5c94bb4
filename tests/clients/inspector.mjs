// graphql-inspector's rules: no breaking change from the last released schema to the present one.
import { CriticalityLevel, diff } from "@graphql-inspector/core";
import { readFileSync } from "node:fs";
import { buildSchema } from "graphql";

const [released, present] = process.argv.slice(2).map(file => buildSchema(readFileSync(file, "utf8")));
const breaking = (await diff(released, present)).filter(change => change.criticality.level === CriticalityLevel.Breaking);
for (const change of breaking) console.error(`${change.path}: ${change.message}`);
if (breaking.length > 0) process.exit(1);
console.log("inspector: no breaking change");
