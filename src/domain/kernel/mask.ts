/** The one place that says what a reader sees of a number or a name who may not see all of it. */

const STAR = '*'
/** From `head` characters to `tail`, stars between; what is too short to hide anything is all stars. */
function hideMiddle(text: string, head: number, tail: number): string {
  const letters = [...text.trim()]
  if (letters.length <= head + tail) return STAR.repeat(letters.length)
  return [
    ...letters.slice(0, head),
    ...letters.slice(head, letters.length - tail).map(() => STAR),
    ...letters.slice(letters.length - tail),
  ].join('')
}

/** 652301********1234: where it was issued and the last four. */
export const maskIdNumber = (text: string): string => hideMiddle(text, 6, 4)

/** 138****5678. */
export const maskPhone = (text: string): string => hideMiddle(text, 3, 4)

/** The last four of an account number. */
export const maskBank = (text: string): string => hideMiddle(text, 0, 4)

/** 张*花, 张*, 张**花: the first letter, and the last of three and more. */
export function maskName(text: string): string {
  const letters = [...text.trim()]
  const [first] = letters
  if (first === undefined) return ''
  if (letters.length === 1) return STAR
  return letters.length === 2 ? first + STAR : hideMiddle(text, 1, 1)
}

/** Masks every number in `text` that could be an ID card, a phone or a bank account: for what people type freely. */
export const maskNumbers = (text: string): string =>
  text.replace(/(?<!\d)\d{6,18}[\dXx](?!\d)/g, (found) =>
    found.length === 18 ? maskIdNumber(found) : found.length === 11 ? maskPhone(found) : maskBank(found),
  )
