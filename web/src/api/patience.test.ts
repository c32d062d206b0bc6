import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { patiently } from "./patience";
import { ABORTED, Problem } from "./problem";

const busy = () => new Problem({ status: 503, code: "documents.busy", retryAfterSeconds: 3 });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("asked again only after the pause that the server names", async () => {
  const work = vi.fn<() => Promise<string>>().mockRejectedValueOnce(busy()).mockResolvedValueOnce("drawn");
  const done = patiently(work, new AbortController().signal);
  await vi.advanceTimersByTimeAsync(2_900);
  expect(work).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(work).toHaveBeenCalledTimes(2);
  expect(await done).toBe("drawn");
});

test("given up after a few tries, with the last problem", async () => {
  const work = vi.fn<() => Promise<string>>().mockRejectedValue(new Problem({ status: 0, code: "web.network" }));
  const done = patiently(work, new AbortController().signal).catch((problem: unknown) => problem);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(work).toHaveBeenCalledTimes(5);
  expect(await done).toMatchObject({ code: "web.network" });
});

test("what will not pass is not asked again", async () => {
  const work = vi.fn<() => Promise<string>>().mockRejectedValue(new Problem({ status: 422, code: "documents.preview-impossible" }));
  await expect(patiently(work, new AbortController().signal)).rejects.toMatchObject({ status: 422 });
  expect(work).toHaveBeenCalledTimes(1);
});

test("what is no longer wanted is not waited for", async () => {
  const left = new AbortController();
  const work = vi.fn<() => Promise<string>>().mockRejectedValue(busy());
  const done = patiently(work, left.signal).catch((problem: unknown) => problem);
  await vi.advanceTimersByTimeAsync(100);
  left.abort();
  expect(await done).toMatchObject({ code: ABORTED });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(work).toHaveBeenCalledTimes(1);
});
