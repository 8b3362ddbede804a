// Reads cases as JSON from stdin, runs each through pseudonyms.js, and writes what came out.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { fingerprint, normalise, pseudonym } = await import(pathToFileURL(process.argv[2]).href);
const { cases, keys } = JSON.parse(readFileSync(0, "utf8"));
const bytes = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));

async function attempt(run) {
  try {
    return await run();
  } catch (error) {
    return { code: error.code ?? `unexpected: ${error.name}`, sv: error.sv, en: error.en };
  }
}

const answers = [];
for (const { number, today, key } of cases) {
  answers.push({
    normal: await attempt(() => normalise(number, today)),
    pseudonym: key === undefined ? null : await attempt(() => pseudonym(number, bytes(key), today)),
  });
}
const prints = [];
for (const key of keys) {
  prints.push(await attempt(() => fingerprint(bytes(key))));
}
process.stdout.write(JSON.stringify({ answers, prints }));
