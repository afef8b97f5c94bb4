// Runs the GraphQL over HTTP audit of graphql-http against a server: node audit.mjs URL [TOKEN]
// Prints a line for each audit that is not passed; ends with 1 where there is one.
import { serverAudits } from 'graphql-http';

const [url, token] = process.argv.slice(2);
const authorization = token ? { authorization: `Bearer ${token}` } : {};
const audits = serverAudits({
  url,
  fetchFn: (input, init = {}) => fetch(input, { ...init, headers: { ...init.headers, ...authorization } }),
});

const results = await Promise.all(audits.map((audit) => audit.fn()));
for (const result of results.filter((result) => result.status !== 'ok')) {
  console.log(`${result.status} ${result.id} ${result.name}: ${result.reason ?? ''}`);
}

const passed = results.filter((result) => result.status === 'ok').length;
console.log(`${passed} of ${results.length} passed`);
process.exitCode = passed === results.length ? 0 : 1;
