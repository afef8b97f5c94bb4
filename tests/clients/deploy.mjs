// Reads what containers are made of, as their own tools do: the Dockerfile with the parser and checks of Docker's language server, compose.yaml with its merges.
//   node deploy.mjs DOCKERFILE COMPOSE   prints {dockerfile: {problems, instructions}, compose}
import { readFileSync } from 'node:fs';
import { DockerfileParser } from 'dockerfile-ast';
import { validate } from 'dockerfile-utils';
import { parse } from 'yaml';

const [dockerfile, compose] = process.argv.slice(2, 4).map((file) => readFileSync(file, 'utf8'));
const instructions = DockerfileParser.parse(dockerfile).getInstructions().map((instruction) => ({
  keyword: instruction.getKeyword(),
  flags: (instruction.getFlags?.() ?? []).map((flag) => `${flag.getName()}=${flag.getValue()}`),
  arguments: instruction.getArguments().map((argument) => argument.getValue()),
  text: instruction.getTextContent(),
}));
const problems = validate(dockerfile).map((problem) => `${problem.range.start.line + 1}: ${problem.message}`);
console.log(JSON.stringify({ dockerfile: { problems, instructions }, compose: parse(compose, { merge: true, strict: true }) }));
