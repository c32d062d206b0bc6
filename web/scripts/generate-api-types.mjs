// Writes src/api/generated/<service>.ts from contracts/http/<service>.yaml. Run with --check to compare only.
import { readFile, readdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";

const contracts = new URL("../../contracts/http/", import.meta.url);
const generated = new URL("../src/api/generated/", import.meta.url);
const HEADER = "// Generated from contracts/http by `npm run contracts`. Do not edit.\n";
const checkOnly = process.argv.includes("--check");

// common.yaml holds shared parts only.
const services = (await readdir(contracts))
  .filter((name) => name.endsWith(".yaml") && name !== "common.yaml")
  .map((name) => name.replace(/\.yaml$/, ""))
  .sort();

const stale = [];
for (const service of services) {
  const target = new URL(`${service}.ts`, generated);
  const text = HEADER + astToString(await openapiTS(new URL(`${service}.yaml`, contracts), { alphabetize: true }));
  if (checkOnly) {
    const committed = await readFile(target, "utf8").catch(() => "");
    if (committed !== text) stale.push(fileURLToPath(target));
  } else {
    await writeFile(target, text);
  }
}
if (stale.length > 0) {
  console.error(`Out of step with the contracts: ${stale.join(", ")}\nRun: npm run contracts`);
  process.exit(1);
}
