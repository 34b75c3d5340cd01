/** Communities (居委会) are numbered below 200, villages (村委会) from 200 on. */
const FIRST_VILLAGE = 200
const LAST = 999

/** A code for a village in another town: its own number where free, else the next free one of its kind. */
export function allocateVillageCode(code: string, town: string, taken: ReadonlySet<string>): string {
  const own = Number(code.slice(9))
  const [first, last] = own < FIRST_VILLAGE ? [1, FIRST_VILLAGE - 1] : [FIRST_VILLAGE, LAST]
  const numbers = [own, ...Array.from({ length: last - first + 1 }, (_, i) => first + i)]
  const free = numbers.map((n) => town + String(n).padStart(3, '0')).find((one) => !taken.has(one))
  if (free === undefined) throw new RangeError(`no free number below ${town}`)
  return free
}
