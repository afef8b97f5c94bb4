// Writes docs/packages.md, the list of all packages, and src/Api/THIRD-PARTY-NOTICES.txt, which ships, from the lock files and from what the packages say of
// themselves. Restore first; then: node deploy/packages.mjs
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..'));
const byName = (a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1);
const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

// Licences of packages that bring a text instead of a name.
const named = readJson('deploy/licences/named.json');

// NuGet's lock files; projects of our own are no packages.
const nugetFolder = execFileSync('dotnet', ['nuget', 'locals', 'global-packages', '--list'], { encoding: 'utf8' }).replace(/^global-packages:\s*/, '').trim();
const nugetLocks = execFileSync('git', ['ls-files', '*packages.lock.json'], { encoding: 'utf8' }).trim().split('\n');

function nuget(lock) {
  const found = Object.entries(readJson(lock).dependencies).flatMap(([, packages]) => Object.entries(packages));
  const kept = new Map();
  for (const [name, { type, resolved }] of found) {
    // The same package again, for one processor, says Transitive.
    if (type !== 'Project' && !kept.has(name)) kept.set(name, { name, version: resolved, direct: type === 'Direct' || type === 'CentralTransitive', ...nuspec(name, resolved) });
  }
  return [...kept.values()];
}

function nuspec(name, version) {
  const id = name.toLowerCase();
  const xml = readFileSync(join(nugetFolder, id, version.toLowerCase(), `${id}.nuspec`), 'utf8');
  const element = (tag) => (xml.match(new RegExp(`<${tag}[^>]*>([^<]*)<`)) ?? [])[1]?.trim().replaceAll('&amp;', '&').replaceAll('&#169;', '©');
  const expression = (xml.match(/<license type="expression"[^>]*>([^<]*)</) ?? [])[1];
  return { licence: named[name] ?? expression ?? 'unknown', owner: element('copyright') || `© ${element('authors')}` };
}

// npm's lock files, version 3: folders of packages with the licences that they say.
function npm(folder) {
  const { packages } = readJson(join(folder, 'package-lock.json'));
  const direct = { ...packages[''].dependencies, ...packages[''].devDependencies };
  return Object.entries(packages).filter(([path]) => path !== '').map(([path, { version, license }]) => {
    const name = path.split('node_modules/').pop();
    return { name, version, direct: name in direct && path === `node_modules/${name}`, licence: named[name] ?? license ?? installed(folder, path) };
  });
}

function installed(folder, path) {
  const file = join(folder, path, 'package.json');
  const { license, licenses } = existsSync(file) ? readJson(file) : {};
  return license?.type ?? license ?? licenses?.[0]?.type ?? 'unknown';
}

function table(packages) {
  const rows = [...new Map(packages.map((each) => [`${each.name} ${each.version}`, each])).values()].sort(byName);
  return ['| package | version | licence |', '| --- | --- | --- |', ...rows.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`)].join('\n');
}

function counted(packages) {
  const counts = new Map();
  for (const { licence } of new Map(packages.map((each) => [`${each.name} ${each.version}`, each])).values()) counts.set(licence, (counts.get(licence) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([licence, count]) => `${licence} ${count}`).join(', ');
}

const shipping = nuget('src/Api/packages.lock.json');
const ide = npm('src/Api/Ide');
const shipped = new Set(shipping.map(({ name, version }) => `${name} ${version}`));
const tools = nugetLocks.flatMap(nuget).filter(({ name, version }) => !shipped.has(`${name} ${version}`));
const clients = execFileSync('git', ['ls-files', '*package-lock.json'], { encoding: 'utf8' }).trim().split('\n').map(dirname).filter((folder) => folder !== 'src/Api/Ide').flatMap(npm);
const direct = ({ direct }) => direct;

writeFileSync('docs/packages.md', `# Packages

The packages that the product uses, with versions and licences. \`node deploy/packages.mjs\` writes this page from the lock files, and a test compares them. The published
server contains the licences in \`THIRD-PARTY-NOTICES.txt\`. Every run of all tests checks for packages with known vulnerabilities (\`tests/vulnerable\`), if the package
registries provide that information.

## Ships, from NuGet

The .NET and ASP.NET Core runtimes come from the machine or the image. Analyzers in this list are used only at build.

${table(shipping)}

## Ships, from npm

For the IDE. If Node.js is missing at build, none of it ships.

${table(ide)}

## For development, from NuGet

Asked for by a project; what these bring along besides: ${counted(tools.filter((each) => !each.direct))}.

${table(tools.filter(direct))}

## For development, from npm

Clients that the tests run, and the benchmark's peers; what these bring along besides: ${counted(clients.filter((each) => !each.direct))}.

${table(clients.filter(direct))}
`);

const texts = [...new Set(shipping.map(({ licence }) => licence))].sort();
const rule = '='.repeat(120);
writeFileSync('src/Api/THIRD-PARTY-NOTICES.txt', `KGPlanGraph ships the packages below, unchanged. The IDE's files have their licence beside them (ide/LICENSE). SQLite, in libe_sqlite3, is in the public domain.

${shipping.sort(byName).map(({ name, version, licence, owner }) => `${name} ${version} - ${licence}\n    ${owner}`).join('\n')}

${texts.map((licence) => `${rule}\n${licence}\n${rule}\n\n${readFileSync(`deploy/licences/${licence}.txt`, 'utf8').trim()}\n`).join('\n')}`);
