// Apollo Client as its users set it up: normalized cache by id, a page after another, APQ by GET, an error of a field.
import { createHash } from "node:crypto";
import assert from "node:assert/strict";
import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, gql } from "@apollo/client/core/index.js";
import { createPersistedQueryLink } from "@apollo/client/link/persisted-queries/index.js";
import { relayStylePagination } from "@apollo/client/utilities/index.js";

const [uri, token] = process.argv.slice(2);
const client = new ApolloClient({
  cache: new InMemoryCache({ typePolicies: { Query: { fields: { tasks: relayStylePagination(["where", "order"]) } } } }),
  link: ApolloLink.from([
    createPersistedQueryLink({ sha256: text => createHash("sha256").update(text).digest("hex"), useGETForHashedQueries: true }),
    new HttpLink({ uri, headers: { Authorization: `Bearer ${token}` } }),
  ]),
});
const TASKS = gql`query Tasks($after: String) { tasks(first: 20, after: $after) { edges { cursor node { id label leadAgency { id code } } } pageInfo { hasNextPage endCursor } } }`;

const observed = client.watchQuery({ query: TASKS });
const first = await observed.result();
assert.equal(first.data.tasks.edges.length, 20);
await observed.fetchMore({ variables: { after: first.data.tasks.pageInfo.endCursor } });
const labels = client.readQuery({ query: TASKS }).tasks.edges.map(edge => edge.node.label);
assert.equal(new Set(labels).size, 37, "both pages are in the cache, each task once");
assert.ok(Object.keys(client.extract()).some(key => key.startsWith("Task:")), "objects are normalized by id");

const refused = await client.query({ query: gql`{ changes(first: 1) { nodes { id before } } }`, errorPolicy: "all", fetchPolicy: "no-cache" });
assert.equal(refused.errors[0].extensions.code, "AUTH_NOT_AUTHORIZED");
assert.equal(refused.data.changes.nodes[0].before, null);
client.stop();
console.log("apollo: cache, pages, persisted queries and field errors work");
