import { sql } from 'kysely'
import type { Tx } from '#server/db/actor-tx.ts'

/** Under what a guess is counted: the device where it is a known one, else account and address together, address, account. */
export interface AttemptKeys {
  /** What is being guessed at: a name, under one kind of secret. */
  readonly target: string
  readonly device: Buffer | null
  readonly pair: Buffer
  readonly address: Buffer
  readonly account: Buffer
}

/** Counts an attempt; milliseconds to wait if it does not count yet, 0 if it may go on. */
export async function beginAttempt(tx: Tx, keys: AttemptKeys, now: Date): Promise<number> {
  const { rows } = await sql<{ ms: number }>`
    select ceil(extract(epoch from app.begin_attempt(${keys.device}, ${keys.pair}, ${keys.address}, ${keys.account}, ${now}::timestamptz)) * 1000)::int as ms
  `.execute(tx)
  return rows[0]?.ms ?? 0
}

export const failAttempt = (tx: Tx, keys: AttemptKeys, now: Date): Promise<unknown> =>
  sql`select app.fail_attempt(${keys.address}, ${keys.account}, ${now}::timestamptz)`.execute(tx)

export const passAttempt = (tx: Tx, deviceKey: Buffer | null, keys: AttemptKeys, now: Date): Promise<unknown> =>
  sql`select app.pass_attempt(${deviceKey}, ${keys.pair}, ${now}::timestamptz)`.execute(tx)
