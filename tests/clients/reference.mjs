// The reference of the schema, docs/reference.md, written from schema.graphql and from the table of rights that the tests hold:
//   node tests/clients/reference.mjs > docs/reference.md
import { readFileSync } from "node:fs";
import { buildSchema, isEnumType, isInputObjectType, isInterfaceType, isObjectType, isScalarType, isSpecifiedDirective, isSpecifiedScalarType, isUnionType } from "graphql";

const root = new URL("../../", import.meta.url);
const read = path => readFileSync(new URL(path, root), "utf8");
const schema = buildSchema(read("schema.graphql"));
const types = Object.values(schema.getTypeMap()).filter(type => !type.name.startsWith("__") && !(isScalarType(type) && isSpecifiedScalarType(type)));
const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
const lines = [];
const write = (...texts) => lines.push(...texts);
const oneLine = text => (text ?? "").replace(/\s+/g, " ").trim();
const anchor = name => `#${name.toLowerCase()}`;
const builtIn = new Set(["ID", "Int", "Float", "String", "Boolean"]);

function link(type) {
  const name = String(type).replace(/[[\]!]/g, "");
  const [before, after] = String(type).split(name);
  return builtIn.has(name) ? `\`${type}\`` : `${before ? `\`${before}\`` : ""}[\`${name}\`](${anchor(name)})${after ? `\`${after}\`` : ""}`;
}

function directiveArgument(node, directive, argument) {
  const found = node?.directives?.find(used => used.name.value === directive)?.arguments.find(used => used.name.value === argument)?.value;
  return found && (found.values?.map(value => value.value) ?? found.value);
}

function notes(element) {
  const roles = directiveArgument(element.astNode, "authorize", "roles");
  const cost = directiveArgument(element.astNode, "cost", "weight");
  return [
    roles && !/Needs (the|one of the) roles?/.test(element.description) && `Needs ${roles.join(", ").replace(/, ([^,]*)$/, " or $1")}.`,
    cost && `Cost ${cost}.`,
    element.deprecationReason && `**Deprecated:** ${element.deprecationReason}`,
  ].filter(Boolean).map(note => ` *${note}*`).join("");
}

const value = (element, indent = "") => {
  const standing = element.defaultValue === undefined ? "" : ` = \`${directiveDefault(element)}\``;
  return `${indent}- \`${element.name}\`: ${link(element.type)}${standing} – ${oneLine(element.description)}${notes(element)}`;
};

const directiveDefault = element => {
  const text = element.astNode.defaultValue;
  return text.kind === "StringValue" ? JSON.stringify(text.value) : text.value ?? JSON.stringify(element.defaultValue);
};

function writeType(type) {
  write("", `### ${type.name}`, "");
  const of = type.getInterfaces?.().map(link) ?? [];
  if (of.length > 0) write(`Implements ${of.join(", ")}.`, "");
  write(oneLine(type.description) + notes(type), "");
  if (isScalarType(type) && type.specifiedByURL) write(`Specified by <${type.specifiedByURL}>.`);
  if (isUnionType(type)) write(`One of ${type.getTypes().map(link).join(", ")}.`);
  if (isInterfaceType(type)) write(`Implemented by ${schema.getPossibleTypes(type).map(link).join(", ")}.`, "");
  if (isInputObjectType(type) && type.isOneOf) write("Exactly one of:", "");
  if (isEnumType(type)) for (const member of type.getValues()) write(`- \`${member.name}\` – ${oneLine(member.description)}${notes(member)}`);
  if (isInputObjectType(type)) for (const field of Object.values(type.getFields())) write(value(field));
  if (isObjectType(type) || isInterfaceType(type)) {
    for (const field of Object.values(type.getFields())) {
      write(value(field));
      for (const argument of field.args) write(value(argument, "  "));
    }
  }
}

write("# Reference of the schema", "",
  "Written from [schema.graphql](../schema.graphql) by `node tests/clients/reference.mjs > docs/reference.md`; a test holds it to the schema. How to use it all: [guide.md](guide.md).",
  "Errors' codes: [errors.md](errors.md). What changed: [changelog.md](changelog.md).", "",
  "## Who may do what", "",
  "Roles of a token add up. What a caller may not see does not exist for it: not in lists, counts, filters, sorts, statistics, `node`, events, nor in the wording of an error.",
  "Where a field or mutation needs certain roles, its entry says so.", "",
  read("tests/Schema/Authorization/permissions.md").split("\n").filter(line => line.startsWith("|")).join("\n"), "");

const groups = [
  ["Operations", "The root types: what can be read, written and followed.", roots],
  ["Objects", "", types.filter(type => isObjectType(type) && !roots.includes(type))],
  ["Interfaces", "", types.filter(isInterfaceType)],
  ["Unions", "", types.filter(isUnionType)],
  ["Enums", "", types.filter(isEnumType)],
  ["Inputs", "", types.filter(isInputObjectType)],
  ["Scalars", "", types.filter(isScalarType)],
];
write("## Contents", "");
for (const [title, , members] of groups) write(`- [${title}](${anchor(title)}): ${members.map(type => `[${type.name}](${anchor(type.name)})`).join(", ")}`);
write("- [Directives](#directives)");
for (const [title, words, members] of groups) {
  write("", `## ${title}`);
  if (words) write("", words);
  members.forEach(writeType);
}

write("", "## Directives");
for (const directive of schema.getDirectives().filter(found => !isSpecifiedDirective(found))) {
  write("", `### @${directive.name}`, "", oneLine(directive.description), "", `On ${directive.locations.join(", ")}.`, "");
  for (const argument of directive.args) write(value(argument));
}

// One empty line at most, and none at the end: process.stdout.write adds the line feed.
process.stdout.write(lines.join("\n").replace(/\n{3,}/g, "\n\n").trimEnd() + "\n");
