type Facts = Readonly<Record<string, unknown>>

/** What makes a paper citable: undefined where nobody has said, null where it is known that the text shows none. */
export interface DocumentMarks {
  readonly docNo: string | null | undefined
  readonly issuedOn: string | null | undefined
  readonly issuerCodes: readonly string[] | null | undefined
  /** Whether number, day and issuer are all there: else it is a text of uncertain source. */
  readonly isWhole: boolean
}

const one = (x: unknown): string | null | undefined => (typeof x === 'string' && x !== '' ? x : x === null ? null : undefined)

/** Number, day and issuer of a paper, without inventing any. */
export function marksOf(facts: Facts): DocumentMarks {
  const docNo = one(facts['docNo'])
  const issuedOn = one(facts['issuedOn'])
  const raw = facts['issuerCodes']
  const codes = Array.isArray(raw) ? raw.filter((x) => typeof x === 'string') : raw === null ? null : undefined
  const issuerCodes = codes?.length === 0 ? null : codes
  return {
    docNo,
    issuedOn,
    issuerCodes,
    isWhole: typeof docNo === 'string' && typeof issuedOn === 'string' && issuerCodes != null,
  }
}

/** Receipts of a paper: how many units it went to, and which have not confirmed; undefined where nobody said to whom it went. */
export function receiptsOf(
  facts: Facts,
  today: string,
): { readonly total: number; readonly received: number; readonly waitingIds: readonly string[] } | undefined {
  const rows = facts['addressees']
  if (!Array.isArray(rows)) return rows === null ? { total: 0, received: 0, waitingIds: [] } : undefined
  const sent = rows as readonly Facts[]
  const waiting = sent.filter(({ receivedOn }) => !(typeof receivedOn === 'string' && receivedOn <= today))
  return {
    total: sent.length,
    received: sent.length - waiting.length,
    waitingIds: waiting.map(({ unitId }) => (typeof unitId === 'string' ? unitId : '')),
  }
}
