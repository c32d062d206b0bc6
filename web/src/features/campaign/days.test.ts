import { describe, expect, it } from "vitest";
import { everyDay } from "./days";

const zero = { invited: 0, delivered: 0, failed: 0, activated: 0, opposed: 0, auto_created: 0 };

describe("the days of a wave", () => {
  it("are filled where nothing happened, over the end of a month and a change of hour", () => {
    const whole = everyDay([{ ...zero, day: "2026-03-28", invited: 5 }, { ...zero, day: "2026-04-01", opposed: 1 }]);
    expect(whole.map((day) => day.day)).toEqual(["2026-03-28", "2026-03-29", "2026-03-30", "2026-03-31", "2026-04-01"]);
    expect(whole.map((day) => day.invited)).toEqual([5, 0, 0, 0, 0]);
  });

  it("are none before anything happened", () => {
    expect(everyDay([])).toEqual([]);
  });
});
