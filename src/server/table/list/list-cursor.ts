import { isId } from '#domain/kernel/id.ts'

/** Where a page ended: the sort it belongs to, the value sorted by (as text; null comes last), and the row. */
export interface ListCursor {
  readonly sort: string
  readonly value: string | null
  readonly countyId: number
  readonly id: string
}

export const writeCursor = ({ sort, value, countyId, id }: ListCursor): string =>
  Buffer.from(JSON.stringify([sort, value, countyId, id])).toString('base64url')

/** The place that a mark says; undefined where it says none, or one of another sort. */
export function readCursor(text: string, sort: string): ListCursor | undefined {
  let read: unknown
  try {
    read = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
  if (!Array.isArray(read) || read.length !== 4) return undefined
  const [of, value, countyId, id] = read as unknown[]
  const isFit =
    of === sort &&
    (value === null || typeof value === 'string') &&
    Number.isSafeInteger(countyId) &&
    typeof id === 'string' &&
    isId(id)
  return isFit ? { sort, value, countyId: countyId as number, id } : undefined
}
