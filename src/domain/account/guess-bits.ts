import { LONGEST_WEAK_WORD, WEAK_WORDS } from './weak-words.ts'

/** How letters are commonly disguised. */
const DISGUISES: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  '3': 'e',
  '1': 'i',
  '!': 'i',
  '0': 'o',
  $: 's',
  '5': 's',
  '7': 't',
}
const SHIFTED: Readonly<Record<string, string>> = {
  '!': '1',
  '@': '2',
  '#': '3',
  $: '4',
  '%': '5',
  '^': '6',
  '&': '7',
  '*': '8',
  '(': '9',
  ')': '0',
}
const ROWS = [
  '01234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
  '1q2w3e4r5t6y7u8i9o0p',
  'q1w2e3r4t5y6',
  'qaqzwsxedcrfvtgb',
  '!@#$%^&*()',
]
const RUNS = ROWS.flatMap((row) => [row, [...row].reverse().join('')])
const LUCKY = /^(?:1314|520|521|5201314|1314520|888|666|168|518|110|119|120|88|66|99|00|01|11|12|123|321|000|007|996|2008)+$/

const BITS = {
  word: 9.5,
  disguised: 11,
  run: 6,
  repeat: 4,
  again: 2,
  year: 6,
  date: 12,
  lucky: 6,
  digit: 3.4,
  letter: 4.7,
  symbol: 5,
  wide: 11,
}

/**
 * About how many binary questions a guesser with lists of common words needs for this password: the cheapest way to build it
 * from words, keyboard runs, repetitions, years, dates and lucky numbers, with single characters for the rest. `known` are
 * words the guesser has anyway: the account's and the person's name.
 */
export function guessBits(password: string, known: readonly string[] = []): number {
  const text = [...password.normalize('NFKC').toLowerCase()].join('')
  const own = known.map((word) => word.normalize('NFKC').toLowerCase()).filter((word) => word.length >= 2)
  const plain = undisguise(text)
  const cheapest: number[] = [0]
  for (let end = 1; end <= text.length; end++) {
    let best = (cheapest[end - 1] ?? 0) + characterBits(text[end - 1] ?? '')
    for (let start = Math.max(0, end - Math.max(LONGEST_WEAK_WORD, 16)); start < end - 1; start++) {
      const bits = pieceBits(text.slice(start, end), plain.slice(start, end), text.slice(0, start), own)
      if (bits !== undefined) best = Math.min(best, (cheapest[start] ?? 0) + bits)
    }
    cheapest.push(best)
  }
  return cheapest[text.length] ?? 0
}

/** What it takes to guess a piece as a whole, where it is of a kind that is guessed as a whole. */
function pieceBits(piece: string, plain: string, before: string, own: readonly string[]): number | undefined {
  const found: number[] = []
  if (own.includes(piece) || own.includes(plain)) found.push(BITS.again)
  if (WEAK_WORDS.has(piece)) found.push(BITS.word)
  else if (WEAK_WORDS.has(plain)) found.push(BITS.disguised)
  if (piece.length >= 3 && RUNS.some((run) => run.includes(piece) || run.includes(unshift(piece)))) found.push(BITS.run)
  if ([...piece].every((char) => char === piece[0])) found.push(BITS.repeat + 1)
  if (piece.length >= 3 && (before.endsWith(piece) || before.endsWith([...piece].reverse().join('')))) found.push(BITS.again)
  if (LUCKY.test(piece)) found.push(BITS.lucky)
  if (/^(?:19[3-9]|20[0-4])\d$/.test(piece)) found.push(BITS.year)
  if (isDate(piece)) found.push(BITS.date)
  return found.length > 0 ? Math.min(...found) : undefined
}

/** 19900101, 900101, 0101 and their like. */
const isDate = (piece: string): boolean =>
  /^(?:(?:19|20)?\d{2})?(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/.test(piece) && piece.length >= 4

const undisguise = (text: string): string => [...text].map((char) => DISGUISES[char] ?? char).join('')

const unshift = (text: string): string => [...text].map((char) => SHIFTED[char] ?? char).join('')

const characterBits = (char: string): number =>
  /[0-9]/.test(char) ? BITS.digit : /[a-z]/.test(char) ? BITS.letter : char < '\u0080' ? BITS.symbol : BITS.wide
