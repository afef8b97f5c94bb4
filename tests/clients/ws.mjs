// Uses the server with graphql-ws as an application does: node ws.mjs URL TOKEN
// The token is an administrator's. Prints a line for each thing that went as it must; ends with 1 at the first that did not.
import { strict as assert } from 'node:assert';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

const [url, token] = process.argv.slice(2);
const open = (options = {}) => createClient({
  url: url.replace('http', 'ws'), webSocketImpl: WebSocket, connectionParams: { Authorization: `Bearer ${token}` }, retryAttempts: 0, ...options,
});
const first = async (client, query, variables) => {
  for await (const result of client.iterate({ query, variables })) return result;
};
const createAgency = 'mutation ($input: CreateAgencyInput!) { createAgency(input: $input) { agency { code } errors { __typename } } }';
const create = (client, code) => first(client, createAgency, { input: { code, name: `Sở ${code}`, kind: 'PROVINCIAL_DEPARTMENT' } });

const client = open();
assert.deepEqual((await first(client, '{ __typename }')).data, { __typename: 'Query' });
console.log('a query');

assert.equal((await create(client, 'WS0')).data.createAgency.agency.code, 'WS0');
console.log('a mutation');

const changes = client.iterate({ query: 'subscription { onChange(where: { subject: { eq: AGENCY } }) { kind object { ... on Agency { code } } } }' });
const event = changes.next();
// Nobody says when a subscription has begun: changes are made until one is heard of.
let heard = false;
event.then(() => (heard = true));
let made = 0;
while (!heard) await create(client, `WS${++made}`);
const from = Number((await event).value.data.onChange.object.code.slice(2));
for (let number = from + 1; number <= made; number++) {
  assert.deepEqual((await changes.next()).value.data.onChange, { kind: 'CREATED', object: { code: `WS${number}` } });
}
await changes.return();
assert.equal((await create(client, `WS${made + 1}`)).data.createAgency.agency.code, `WS${made + 1}`);
console.log('a subscription');

for (const [query, code] of [['{', 'HC0014'], ['subscription { onTaskChanged(taskId: "x") { id } }', 'TASK_NOT_FOUND']]) {
  await assert.rejects(first(client, query), (errors) => errors[0].extensions.code === code);
}
console.log('errors');
await client.dispose();

const pinging = open({ lazy: false, keepAlive: 50 });
await new Promise((resolve) => pinging.on('pong', (received) => received && resolve()));
await pinging.dispose();
console.log('pings');

await assert.rejects(first(open({ connectionParams: { Authorization: 'Bearer bad' } }), '{ __typename }'), (close) => close.code === 4403);
console.log('a bad token');
