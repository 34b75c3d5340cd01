/** Subjects with a table of their own, for what their lists sort and their constraints hold; the others share app.entity. */
const OWN_TABLES = ['unit', 'station', 'worker', 'posting'] as const
/** Every table of records; app.fact is the view over all of them. */
export const RECORD_TABLES = ['entity', ...OWN_TABLES] as const
export type RecordTable = (typeof RECORD_TABLES)[number]

/** The table that keeps the records of a subject. */
export const tableOf = (subject: string): RecordTable => OWN_TABLES.find((one) => one === subject) ?? 'entity'
