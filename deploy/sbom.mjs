// The packages that ship as a bill of materials, CycloneDX 1.6: node deploy/sbom.mjs > sbom.json
// They are those of docs/packages.md, which a test compares with the lock files.
import { readFileSync } from 'node:fs';

const read = (path) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const version = /<Version>(.*)<\/Version>/.exec(read('Directory.Build.props'))[1];
const spdx = /^(MIT|Apache-2\.0|PostgreSQL|BSD-[23]-Clause)$/;

const rows = (heading) => read('docs/packages.md').split(`\n## ${heading}\n`)[1].split('\n## ')[0].split('\n')
  .filter((line) => line.startsWith('| ')).slice(2).map((line) => line.split('|').map((cell) => cell.trim()).slice(1, 4));

const component = (purl) => ([name, version, licence]) => ({
  type: 'library',
  'bom-ref': purl(name, version),
  name,
  version,
  licenses: [{ license: spdx.test(licence) ? { id: licence } : { name: licence } }],
  purl: purl(name, version),
});

const components = [
  ...rows('Ships, from NuGet').map(component((name, version) => `pkg:nuget/${name}@${version}`)),
  ...rows('Ships, from npm').map(component((name, version) => `pkg:npm/${name.replace('@', '%40')}@${version}`)),
];
console.log(JSON.stringify({
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  version: 1,
  metadata: { component: { type: 'application', 'bom-ref': 'kgplangraph', name: 'KGPlanGraph', version } },
  components,
}, null, 2));
