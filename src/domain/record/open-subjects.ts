/** Subjects whose records concern everybody in the territory, whatever agency or station they belong to. */
const OPEN: ReadonlySet<string> = new Set([
  'unit',
  'centre',
  'station',
  'agency',
  'body',
  'document',
  'tender',
  'lot',
  'contract',
  'programme',
  'publication',
  'person',
])

export const isOpenSubject = (subject: string): boolean => OPEN.has(subject)
