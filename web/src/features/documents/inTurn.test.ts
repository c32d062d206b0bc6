import { expect, test } from "vitest";
import { inTurn } from "./inTurn";

test("two run at once, the others in their order, and what is given up not at all", async () => {
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const given = new AbortController();
  const job = (number: number, signal = new AbortController().signal) => inTurn(() => {
    begun.push(number);
    return new Promise<void>((end) => ends.push(end));
  }, signal);
  const all = [job(1), job(2), job(3, given.signal), job(4)].map((each) => each.catch(() => "given up"));
  await Promise.resolve();
  expect(begun).toEqual([1, 2]);
  given.abort();
  ends[0]?.();
  await expect.poll(() => begun).toEqual([1, 2, 4]);
  ends.forEach((end) => end());
  expect(await Promise.all(all)).toEqual([undefined, undefined, "given up", undefined]);
});
