/** Functions that change nothing, and words that stand before a bracket as a function does. A test asks the database. */
export const QUIET: readonly string[] = [
  'all and any array as by case cast coalesce else exists filter from greatest in least not nullif on or over select then values',
  'when where with array_agg bool_or count jsonb_agg jsonb_build_object left length lower max min sum to_char to_jsonb unnest upper',
  'find_records iso_day scope_above scope_below scope_from',
].flatMap((words) => words.split(' '))
const quiet = new Set(QUIET)

const WRITES = /\b(insert|update|delete|merge|into|share|call|lock)\b/i
const MOST_KNOWN = 300
const known = new Map<string, boolean>()

/** Whether a statement cannot have written anything: what it is not sure of, it says no to. */
export function isRead(text: string): boolean {
  const before = known.get(text)
  if (before !== undefined) return before
  const found = /^\s*(select|with)\b/i.test(text) && !WRITES.test(text) && callsIn(text).every((name) => quiet.has(name))
  // lists of varying length are many texts: the oldest known goes
  const [oldest] = known.keys()
  if (known.size >= MOST_KNOWN && oldest !== undefined) known.delete(oldest)
  known.set(text, found)
  return found
}

/** Whatever stands before a bracket, without its schema; quoted or not. */
const callsIn = (text: string): readonly string[] =>
  [...text.matchAll(/([\w$"]+)\s*\(/g)].map(([, name = '']) => name.replaceAll('"', '').toLowerCase())
