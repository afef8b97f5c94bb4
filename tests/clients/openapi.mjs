// An independent look at /openapi.json: it is valid, and a client that is generated from it calls the service.
//   node openapi.mjs ADDRESS TOKEN
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Validator } from '@seriousme/openapi-schema-validator';
import openapiTS, { astToString } from 'openapi-typescript';
import ts from 'typescript';

const [address, token] = process.argv.slice(2);
const headers = { Authorization: `Bearer ${token}` };
const description = await (await fetch(new URL('/openapi.json', address), { headers })).json();

const validator = new Validator();
const { valid, errors } = await validator.validate(structuredClone(description));
if (!valid) throw new Error(`not valid: ${JSON.stringify(errors)}`);
if (validator.version !== '3.1') throw new Error(`version ${validator.version}`);

const here = fileURLToPath(new URL('.', import.meta.url));
const folder = mkdtempSync(join(here, 'openapi-'));
try {
  writeFileSync(join(folder, 'service.d.ts'), astToString(await openapiTS(description)));
  // What a client's author would write: every name and type in it is checked against the description.
  writeFileSync(join(folder, 'client.ts'), `
import createClient from 'openapi-fetch';
import type { components, paths } from './service.d.ts';

export async function run(baseUrl: string, token: string) {
  const client = createClient<paths, 'application/json' | 'application/problem+json'>({ baseUrl, headers: { Authorization: \`Bearer \${token}\` } });
  const tasks = await client.GET('/api/v1/plans/{code}/tasks', { params: { path: { code: 'KG-CN-2022' }, query: { first: 2, asOf: '2022-07-01' } } });
  if (tasks.error) throw new Error(tasks.error.code);
  const rows: components['schemas']['PlanTasksRow'][] = tasks.data.nodes ?? [];
  const lead: string | undefined = rows[0].leadAgency?.code;
  const status: components['schemas']['TaskStatus'] = rows[0].status;
  const groups = await client.GET('/api/v1/plans/{code}/statistics', { params: { path: { code: 'KG-CN-2022' }, query: { groupBy: ['STATUS', 'AGENCY'] } } });
  const total = (groups.data ?? []).reduce((sum, group) => sum + group.total, 0);
  const missing = await client.GET('/api/v1/plans/{code}', { params: { path: { code: 'NONE' } } });
  const csv = await client.GET('/api/v1/agencies', { params: { query: { format: 'csv' } }, parseAs: 'text' });
  return { labels: rows.map((row) => row.label), lead, status, total, code: missing.error?.code, csv: csv.data as unknown as string };
}
`);
  const program = ts.createProgram([join(folder, 'client.ts')], {
    strict: true, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler, skipLibCheck: false,
    allowImportingTsExtensions: false, lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'], types: [], outDir: folder,
  });
  const emitted = program.emit();
  const faults = ts.getPreEmitDiagnostics(program).concat(emitted.diagnostics);
  if (faults.length > 0) throw new Error(ts.formatDiagnostics(faults, { getCanonicalFileName: (name) => name, getCurrentDirectory: () => folder, getNewLine: () => '\n' }));
  const { run } = await import(pathToFileURL(join(folder, 'client.js')));
  console.log(JSON.stringify(await run(address.replace(/\/$/, ''), token)));
} finally {
  rmSync(folder, { recursive: true });
}
