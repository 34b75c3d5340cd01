/** Address parameters are plain text: `?q=40` stays the text `40`. */
export const parseAddress = (search: string): Record<string, string> => Object.fromEntries(new URLSearchParams(search))

export function writeAddress(search: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(search).flatMap(([name, value]) =>
    typeof value === 'string' && value !== '' ? [[name, value]] : [],
  )
  return entries.length === 0 ? '' : `?${new URLSearchParams(entries)}`
}
