interface Numbering {
  readonly digits: number
  /** First numbers of each kind; a kind ends where the next begins. */
  readonly kinds: readonly number[]
}

/** What the last digits of a code say of its kind, by the length of the code. */
const NUMBERING: Readonly<Record<number, Numbering>> = {
  // districts, counties, cities of a county's rank
  6: { digits: 2, kinds: [1, 21, 81] },
  // the first digit is the kind of town
  9: { digits: 3, kinds: [1, 100, 200, 300, 400, 500, 600, 700, 800, 900] },
  // communities (居委会) below 200, villages (村委会) from 200 on
  12: { digits: 3, kinds: [1, 200] },
}

/** A code for a division that goes to another one above: its own number where free, else the next free one of its kind. */
export function allocateCode(code: string, above: string, taken: ReadonlySet<string>): string {
  const { digits, kinds } = NUMBERING[code.length] ?? { digits: 3, kinds: [1] }
  const own = Number(code.slice(-digits))
  const first = kinds.findLast((one) => one <= own) ?? 1
  const end = kinds.find((one) => one > own) ?? 10 ** digits
  const numbers = [own, ...Array.from({ length: end - first }, (_, i) => first + i)]
  const free = numbers.map((n) => above + String(n).padStart(digits, '0')).find((one) => !taken.has(one))
  if (free === undefined) throw new RangeError(`no free number below ${above}`)
  return free
}
