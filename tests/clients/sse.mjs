// Uses the server with graphql-sse (distinct connections) as an application does: node sse.mjs URL TOKEN
// The token is an administrator's. Prints a line for each thing that went as it must; ends with 1 at the first that did not.
import { strict as assert } from 'node:assert';
import { createClient } from 'graphql-sse';

const [url, token] = process.argv.slice(2);
const headers = { Authorization: `Bearer ${token}` };
const client = createClient({ url, headers, retryAttempts: 0 });
const first = async (query, variables) => {
  for await (const result of client.iterate({ query, variables })) return result;
};
const createAgency = 'mutation ($input: CreateAgencyInput!) { createAgency(input: $input) { agency { code } errors { __typename } } }';
const create = (code) => first(createAgency, { input: { code, name: `Sở ${code}`, kind: 'PROVINCIAL_DEPARTMENT' } });

assert.deepEqual((await first('{ __typename }')).data, { __typename: 'Query' });
console.log('a query');

assert.equal((await create('SSE0')).data.createAgency.agency.code, 'SSE0');
console.log('a mutation');

const changes = client.iterate({ query: 'subscription { onChange(where: { subject: { eq: AGENCY } }) { kind object { ... on Agency { code } } } }' });
const event = changes.next();
// The client does not tell when the stream is open: changes are made until one is heard of.
let heard = false;
event.then(() => (heard = true));
let made = 0;
while (!heard) await create(`SSE${++made}`);
const from = Number((await event).value.data.onChange.object.code.slice(3));
for (let number = from + 1; number <= made; number++) {
  assert.deepEqual((await changes.next()).value.data.onChange, { kind: 'CREATED', object: { code: `SSE${number}` } });
}
await changes.return();
console.log('a subscription');

for (const [query, code] of [['{', 'HC0014'], ['subscription { onTaskChanged(taskId: "x") { id } }', 'TASK_NOT_FOUND']]) {
  assert.equal((await first(query)).errors[0].extensions.code, code);
}
console.log('errors');

const refused = createClient({ url, headers: { Authorization: 'Bearer bad' }, retryAttempts: 0 });
await assert.rejects(refused.iterate({ query: '{ __typename }' }).next(), (error) => error.response.status === 401);
console.log('a bad token');
