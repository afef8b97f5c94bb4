// urql as its users set it up: a query with variables, a mutation that is refused by role, a request error.
import assert from "node:assert/strict";
import { Client, cacheExchange, fetchExchange, gql } from "@urql/core";

const [url, token] = process.argv.slice(2);
const client = new Client({ url, exchanges: [cacheExchange, fetchExchange], preferGetMethod: true, fetchOptions: { headers: { Authorization: `Bearer ${token}` } } });

const found = await client.query(gql`query Find($search: String!) { tasks(search: $search) { nodes { id label title } } }`, { search: "cum cong nghiep" }).toPromise();
assert.equal(found.error, undefined);
assert.ok(found.data.tasks.nodes.length > 0);

const refused = await client.mutation(gql`mutation Close($input: ClosePlanInput!) { closePlan(input: $input) { plan { id } } }`,
  { input: { planId: "x", expectedVersion: 1 } }).toPromise();
assert.equal(refused.error.graphQLErrors[0].extensions.code, "AUTH_NOT_AUTHORIZED");

const wrong = await client.query(gql`{ nothing }`, {}).toPromise();
assert.equal(wrong.error.graphQLErrors[0].extensions.code, "HC0009");
console.log("urql: queries, refusals and request errors work");
