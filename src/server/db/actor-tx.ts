import { CompiledQuery, type Kysely, type Transaction } from 'kysely'
import { reachOf } from '#domain/access/index.ts'
import { COUNTRY_CODE, type Actor } from '#domain/kernel/actor.ts'
import { isId, type Id } from '#domain/kernel/id.ts'
import { isRefusal, refuse, type Refusal } from '#domain/kernel/refusal.ts'
import type { DB } from './types.ts'

export type Tx = Transaction<DB>

const NIL = '00000000-0000-0000-0000-000000000000' as Id

/** The program itself, loading schemes and reference data: the whole country. Never the actor of a request. */
export const SYSTEM_ACTOR: Actor = {
  accountId: NIL,
  grantId: NIL,
  name: '系统',
  role: 'system-admin',
  scope: { code: COUNTRY_CODE },
}

/** What the database raises where somebody files under a code that was given up. */
const PLACE_LEFT = 'SG001'

/** Carries a refusal out of the transaction, so that it rolls back as an error would. */
class Rollback extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}

/**
 * Runs `work` in one transaction whose row-level security sees `actor` (undefined: nobody, who sees public tables only).
 * The only way to get a `Tx`. A refusal rolls back and is returned, not thrown.
 */
export async function actorTx<T>(
  db: Kysely<DB>,
  actor: Actor | undefined,
  work: (tx: Tx) => Promise<T | Refusal>,
): Promise<T | Refusal> {
  try {
    return await db.transaction().execute(async (tx) => {
      await tx.executeQuery(CompiledQuery.raw(settingsOf(actor, true)))
      const result = await work(tx)
      if (isRefusal(result)) throw new Rollback(result)
      return result
    })
  } catch (error) {
    if (error instanceof Rollback) return error.refusal
    if (error instanceof Error && 'code' in error && error.code === PLACE_LEFT)
      return refuse('PLACE_LEFT', { detail: error.message })
    throw error
  }
}

/** Like {@link actorTx} as the program itself, where a refusal would be a bug. */
export async function systemTx<T>(db: Kysely<DB>, work: (tx: Tx) => Promise<T>): Promise<T> {
  const result = await actorTx<T>(db, SYSTEM_ACTOR, work)
  if (isRefusal(result)) throw new Error(`refused: ${result.code}`)
  return result
}

/** Makes the running transaction `actor`'s, whoever's it was. */
export async function setActor(tx: Tx, actor: Actor | undefined): Promise<void> {
  await tx.executeQuery(CompiledQuery.raw(settingsOf(actor, false)))
}

/**
 * `set local` with checked literals: unlike set_config() it reaches the workers of a distributed PostgreSQL. In a transaction that
 * has just begun, what does not narrow need not be said: row-level security asks for it only when `app.reach` says so.
 */
function settingsOf(actor: Actor | undefined, isFresh: boolean): string {
  const { scope } = actor ?? {}
  const narrowing = (name: string, value: string): string =>
    isFresh && value === `''` ? '' : `; set local app.${name} = ${value}`
  return (
    `set local app.account_id = ${literal(actor?.accountId, isIdOrNil)}` +
    `; set local app.role = ${literal(actor?.role, isRole)}` +
    `; set local app.scope = ${literal(scope?.code, isCode)}` +
    `; set local app.scope_above = ${literal(scope && ancestorsOf(scope.code).join(','), isCodes)}` +
    `; set local app.reach = ${literal(scope && reachOf(scope), isReach)}` +
    narrowing('agency_id', literal(scope?.agencyId, isId)) +
    narrowing('station_id', literal(scope?.stationId, isId)) +
    narrowing('zone', literal(scope?.towns?.join(','), isTowns)) +
    narrowing('round_id', literal(scope?.roundId, isId))
  )
}

function literal(value: string | undefined, isGood: (text: string) => boolean): string {
  if (value === undefined || value === '') return `''`
  if (!isGood(value)) throw new TypeError(`not a setting: ${JSON.stringify(value)}`)
  return `'${value}'`
}

const isRole = (text: string): boolean => /^[a-z-]+$/.test(text)
const isReach = (text: string): boolean => /^[a-z]+$/.test(text)
const isCodes = (text: string): boolean => /^[0-9,]*$/.test(text)
const isTowns = (text: string): boolean => /^[0-9]{9}(,[0-9]{9})*$/.test(text)
const isCode = (text: string): boolean => /^[0-9]{1,12}$/.test(text)
const isIdOrNil = (text: string): boolean => isId(text) || text === NIL

/** The codes above `code`: country, province (2), city (4), county (6), town (9). */
function ancestorsOf(code: string): readonly string[] {
  if (code === COUNTRY_CODE) return []
  return [COUNTRY_CODE, ...[2, 4, 6, 9].filter((length) => length < code.length).map((length) => code.slice(0, length))]
}
