// PostGraphile on the database of the benchmark. Usage: node server.mjs PORT CONNECTION PROCESSES
import cluster from "node:cluster";
import { createServer } from "node:http";
import { grafserv } from "postgraphile/grafserv/node";
import { makePgService } from "postgraphile/adaptors/pg";
import { PostGraphileAmberPreset } from "postgraphile/presets/amber";
import { PostGraphileConnectionFilterPreset } from "postgraphile-plugin-connection-filter";
import { postgraphile } from "postgraphile";

const [port, connectionString, processes] = process.argv.slice(2);

if (cluster.isPrimary && Number(processes) > 1) {
  for (let number = 0; number < Number(processes); number++) cluster.fork();
} else {
  const instance = postgraphile({
    extends: [PostGraphileAmberPreset, PostGraphileConnectionFilterPreset],
    pgServices: [makePgService({ connectionString, schemas: ["public"], poolConfig: { max: 4 } })],
    grafserv: { graphqlPath: "/graphql", graphiql: false, watch: false },
    grafast: { explain: false },
    // The filter on a relation by a unique column is what the plugin is here for.
    schema: { connectionFilterRelations: true, defaultBehavior: "+connection" },
  });
  const server = createServer();
  await instance.createServ(grafserv).addTo(server);
  server.listen(Number(port), "127.0.0.1");
}
