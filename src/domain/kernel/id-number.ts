const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECKS = '10X98765432'

/**
 * Whether `text` is a citizen's identity number (GB 11643): eighteen places, a day that exists, the right check digit. The
 * first six say where it was issued, perhaps long ago: they are not held against any list.
 */
export function isIdNumber(text: string): boolean {
  if (!/^\d{17}[\dX]$/.test(text)) return false
  const day = `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`
  const at = new Date(`${day}T00:00:00Z`)
  if (Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== day) return false
  return CHECKS[WEIGHTS.reduce((sum, weight, i) => sum + weight * Number(text[i]), 0) % 11] === text[17]
}
