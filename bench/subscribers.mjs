// The client of bench/subscribers: node subscribers.mjs CLIENTS URL TOKEN SERVER_PID [NUMBER …]
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [clients, url, token, pid, ...given] = process.argv.slice(2);
const WebSocket = createRequire(`${clients}/package.json`)('ws');
const numbers = given.filter(Boolean).map(Number);
const ROUNDS = 10;

const sockets = [];
let onEvent = () => {};

const open = () => new Promise((resolve, reject) => {
  const socket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws', { perMessageDeflate: false });
  socket.on('error', reject);
  socket.on('close', (code, reason) => { throw new Error(`closed: ${code} ${reason}`); });
  socket.on('open', () => socket.send(JSON.stringify({ type: 'connection_init', payload: { Authorization: `Bearer ${token}` } })));
  socket.on('message', (data) => {
    // Only as much of a message is read as the measurement needs: the client shares the machine.
    const text = data.toString('latin1');
    if (text.includes('"connection_ack"')) {
      socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: {
        query: 'subscription { onChange { sequence kind subject subjectId object { __typename ... on Agency { code name } } } }' } }));
      // The answer to a ping behind the subscription: it has been taken.
      socket.send('{"type":"ping"}');
    } else if (text.includes('"pong"')) resolve(socket);
    else if (text.includes('"next"')) onEvent(performance.now());
    else throw new Error(text);
  });
});

const change = async (code) => {
  const answer = await (await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({
      query: 'mutation ($input: CreateAgencyInput!) { createAgency(input: $input) { agency { id } errors { __typename } } }',
      variables: { input: { code, name: `Sở ${code}`, kind: 'PROVINCIAL_DEPARTMENT' } },
    }),
  })).json();
  if (!answer.data?.createAgency?.agency) throw new Error(JSON.stringify(answer));
};

// Resolves when each socket has had one event more; gives the times of the first and the last.
const all = () => new Promise((resolve) => {
  let count = 0;
  let first = 0;
  onEvent = (now) => {
    if (count++ === 0) first = now;
    if (count === sockets.length) resolve([first, now]);
  };
});

const memory = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

let made = 0;
const empty = memory();
console.log('subscribers   opened   first    all (median, worst of ' + ROUNDS + ')   server memory   per subscriber');
for (const number of numbers.length ? numbers : [1000, 2000, 3000, 4000, 5000]) {
  const opening = performance.now();
  while (sockets.length < number) {
    sockets.push(...await Promise.all(Array.from({ length: Math.min(50, number - sockets.length) }, open)));
  }
  const opened = performance.now() - opening;
  // Those that have been taken last begin a moment later: what is made until all hear of it does not count.
  for (let ready = false; !ready;) {
    const round = all();
    await change(`W${++made}`);
    ready = await Promise.race([round.then(() => true), new Promise((resolve) => setTimeout(resolve, 2000, false))]);
  }
  const firsts = [];
  const lasts = [];
  for (let round = 0; round < ROUNDS; round++) {
    const heard = all();
    const sent = performance.now();
    await change(`C${++made}`);
    const [first, last] = await heard;
    firsts.push(first - sent);
    lasts.push(last - sent);
  }
  const used = memory();
  console.log([
    String(number).padStart(11), `${(opened / 1000).toFixed(1)} s`.padStart(8), `${median(firsts).toFixed(0)} ms`.padStart(7),
    `${median(lasts).toFixed(0)} ms, ${Math.max(...lasts).toFixed(0)} ms`.padStart(29), `${used.toFixed(0)} MiB`.padStart(15),
    `${((used - empty) * 1024 / number).toFixed(1)} KiB`.padStart(16),
  ].join(' '));
}
process.exit(0);
