import { describe, expect, it } from "vitest";
import { attaching } from "./attaching";

const limits = { max_bytes: 5 * 1024 * 1024, max_files: 3, formats_of_people: ["PDF"] };
const file = (name: string, size = 1) => ({ name, size });

describe("files of a message", () => {
  it("are each as large as the service takes, to the byte", () => {
    const { files, tooLarge } = attaching([], [file("whole.pdf", limits.max_bytes), file("more.pdf", limits.max_bytes + 1)], limits);
    expect(files.map(({ name }) => name)).toEqual(["whole.pdf"]);
    expect(tooLarge.map(({ name }) => name)).toEqual(["more.pdf"]);
  });

  it("are as many as the service takes, the first chosen first", () => {
    const { files, tooMany } = attaching([file("a")], [file("b"), file("c"), file("d")], limits);
    expect(files.map(({ name }) => name)).toEqual(["a", "b", "c"]);
    expect(tooMany).toBe(true);
    expect(attaching([file("a")], [file("b"), file("c")], limits).tooMany).toBe(false);
  });
});
