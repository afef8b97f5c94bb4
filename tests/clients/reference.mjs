// The reference of the schema, the pages of docs/reference, written from schema.graphql and from the table of rights that the tests hold:
//   node tests/clients/reference.mjs docs/reference
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildSchema, getNamedType, isEnumType, isInputObjectType, isInterfaceType, isObjectType, isScalarType, isSpecifiedDirective, isSpecifiedScalarType, isUnionType } from "graphql";

const root = new URL("../../", import.meta.url);
const read = path => readFileSync(new URL(path, root), "utf8");
const schema = buildSchema(read("schema.graphql"));
const types = Object.values(schema.getTypeMap()).filter(type => !type.name.startsWith("__") && !(isScalarType(type) && isSpecifiedScalarType(type)));
const [query, mutation, subscription] = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
const payloads = new Set(Object.values(mutation.getFields()).map(field => getNamedType(field.type)));
const connections = types.filter(type => isObjectType(type) && type.getFields().pageInfo);
const paging = new Set(connections.flatMap(type => [type, ...["edges", "pageInfo"].map(name => getNamedType(type.getFields()[name].type))]));
const isError = type => type.name === "Error" || type.getInterfaces?.().some(of => of.name === "Error") || (isUnionType(type) && type.getTypes().every(isError));

// A type stands on the first page that takes it.
const pages = [
  ["queries", "Queries and subscriptions", "The queries, and the subscriptions to changes.", type => type === query || type === subscription],
  ["mutations", "Mutations", "The mutations, and the payloads that they return.", type => type === mutation || payloads.has(type)],
  ["lists", "Lists", "The pages of lists. [howto-lists.md](../howto-lists.md) shows how to page.", type => paging.has(type)],
  ["error-types", "Types of errors", "The errors that mutations return in `errors` of their payloads. [errors.md](../errors.md) has the codes of all other errors.", isError],
  ["filters", "Filters and sorts", "The inputs of `where` and `order`. [howto-lists.md](../howto-lists.md) shows how to filter and sort.", type => isInputObjectType(type) && /(Filter|Sort)Input$/.test(type.name)],
  ["inputs", "Inputs of mutations", "", isInputObjectType],
  ["enums", "Enums and scalars", "New values may be added to an enum at any time.", type => isEnumType(type) || isScalarType(type)],
  ["types", "Types", "The objects of a plan, and their interfaces.", () => true],
].map(([file, title, words, takes]) => ({ file, title, words, takes, members: [] }));
const pageOf = new Map(types.map(type => [type.name, pages.find(page => page.takes(type))]));
for (const type of types) pageOf.get(type.name).members.push(type);

let [page, lines] = [null, []];
const write = (...texts) => lines.push(...texts);
const oneLine = text => (text ?? "").replace(/\s+/g, " ").trim();
const target = name => `${pageOf.get(name) === page ? "" : `${pageOf.get(name).file}.md`}#${name.toLowerCase()}`;
const builtIn = new Set(["ID", "Int", "Float", "String", "Boolean"]);

function link(type) {
  const name = String(type).replace(/[[\]!]/g, "");
  const [before, after] = String(type).split(name);
  return builtIn.has(name) ? `\`${type}\`` : `${before ? `\`${before}\`` : ""}[\`${name}\`](${target(name)})${after ? `\`${after}\`` : ""}`;
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
  write("", `## ${type.name}`, "");
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

function writePage(next) {
  [page, lines] = [next, []];
  write(`# ${page.title}`, "", "Written from [schema.graphql](../../schema.graphql); all pages: [README.md](README.md).");
  if (page.words) write("", page.words);
  page.members.forEach(writeType);
  if (page.file === "enums") schema.getDirectives().filter(found => !isSpecifiedDirective(found)).forEach(writeDirective);
  save(page.file);
}

function writeDirective(directive) {
  write("", `## @${directive.name}`, "", oneLine(directive.description), "", `On ${directive.locations.join(", ")}.`, "");
  for (const argument of directive.args) write(value(argument));
}

function writeContents() {
  [page, lines] = [null, []];
  write("# Reference", "",
    "| page | contents |", "| --- | --- |",
    ...pages.map(({ file, title, members }) => `| [${title}](${file}.md) | ${members.length === 1 ? `\`${members[0].name}\`` : `${members.length} types`}${file === "enums" ? ", directives" : ""} |`),
    "| [Errors](../errors.md) | all codes, their meaning and what to do |",
    "| [Addresses](../addresses.md) | `/api/v1`, `/export.jsonl`, spreadsheets |",
    "| [Settings and commands](../settings.md) | for administrators |",
    "| [Metrics](../monitoring.md#metrics) | `/metrics`, the access record, traces |",
    "| [Limits](../limits.md) | limits and their values |",
    "| [Từ điển dữ liệu](../vi/tu-dien-du-lieu.md) | every type, field and value in Vietnamese |", "",
    "The pages of the schema are written from [schema.graphql](../../schema.graphql) by `node tests/clients/reference.mjs docs/reference`; a test compares them. What changed: [changelog.md](../changelog.md).", "",
    "## Who may do what", "",
    "A caller with several roles has the rights of all of them. An object that a caller may not see does not exist for the caller: it is not in lists, counts, filters, sorts, statistics, `node` or events, and no error message mentions it.",
    "If a field or mutation needs certain roles, its entry says so.", "",
    read("tests/Schema/Authorization/permissions.md").split("\n").filter(line => line.startsWith("|")).join("\n"), "",
    "## All types", "");
  for (const { title, members } of pages) write(`- **${title}**: ${members.map(type => `[${type.name}](${target(type.name)})`).join(", ")}`);
  save("README");
}

// One empty line at most, and one line feed at the end.
const save = file => writeFileSync(join(folder, `${file}.md`), lines.join("\n").replace(/\n{3,}/g, "\n\n").trimEnd() + "\n");

const [folder] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
writeContents();
pages.forEach(writePage);
