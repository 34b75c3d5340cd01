/** A rule said no. Data, not an exception: a code for machines, the clause it rests on for people. */
export interface Refusal {
  readonly refused: true
  readonly code: string
  /** Clause of a plan, `county90-8.4-1`, where one stands behind the refusal. */
  readonly clause?: string
  /** What a reader needs beside the code's own message, 中文. */
  readonly detail?: string
  /** Seconds after which asking again makes sense. */
  readonly retryAfter?: number
  /** What is wrong with which field of what was sent, 中文. */
  readonly fields?: readonly { readonly path: string; readonly message: string }[]
}

/** Says no with `code`; the message and the HTTP status stand in the module's code table. */
export const refuse = (code: string, why: Pick<Refusal, 'clause' | 'detail' | 'retryAfter' | 'fields'> = {}): Refusal => ({
  refused: true,
  code,
  ...why,
})

/** Whether `x` is a refusal. */
export const isRefusal = (x: unknown): x is Refusal =>
  typeof x === 'object' && x !== null && 'refused' in x && x.refused === true && 'code' in x
