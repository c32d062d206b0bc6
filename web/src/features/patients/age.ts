/** Whole years on `day`; a birth on 29 February counts from 1 March in other years. */
export function ageOn(birthDate: string, day: Date): number {
  const [year = 0, month = 1, date = 1] = birthDate.split("-").map(Number);
  const years = day.getFullYear() - year;
  const passed = day.getMonth() + 1 > month || (day.getMonth() + 1 === month && day.getDate() >= date);
  return passed ? years : years - 1;
}
