import { refuse, type Refusal } from '#domain/kernel/refusal.ts'
import { actorTx } from '#server/db/actor-tx.ts'
import type { Context } from '#server/http/context.ts'
import { beginAttempt, failAttempt, passAttempt, type AttemptKeys } from './attempt-repository.ts'
import type { Identity } from './identity.ts'
import { keyedHash, newToken } from './token.ts'

type Origin = Pick<Context, 'address' | 'device' | 'now'>

/**
 * `target`: what is guessed at, such as `password li`. Delays only, capped and forgotten: after four failures from one address
 * against one account, forty from one address, sixty against one account. A browser the person signed in from before has a
 * count of its own, so that nobody's guessing keeps the owner out.
 */
export function attemptKeys({ appKey }: Identity, target: string, { address, device }: Origin): AttemptKeys {
  const net = networkOf(address)
  return {
    target,
    device: device === undefined ? null : keyedHash(appKey, 'device', target, device),
    pair: keyedHash(appKey, 'pair', target, net),
    address: keyedHash(appKey, 'address', net),
    account: keyedHash(appKey, 'account', target),
  }
}

/** Counts the attempt before it is looked at, in a transaction of its own. @refuses SIGN_IN_TOO_OFTEN */
export async function countAttempt({ db }: Identity, keys: AttemptKeys, now: Date): Promise<Refusal | undefined> {
  const waitMs = await actorTx(db, undefined, (tx) => beginAttempt(tx, keys, now))
  if (typeof waitMs !== 'number') return waitMs
  if (waitMs <= 0) return undefined
  const retryAfter = Math.ceil(waitMs / 1000)
  return refuse('SIGN_IN_TOO_OFTEN', { detail: `请 ${retryAfter} 秒后再试`, retryAfter })
}

/** Says no, and counts that too. */
export async function failed({ db }: Identity, keys: AttemptKeys, now: Date, code: string): Promise<Refusal> {
  await actorTx(db, undefined, async (tx) => void (await failAttempt(tx, keys, now)))
  return refuse(code)
}

/** The secret was right and something else was not: that was no guess. */
export const forgiven = ({ db }: Identity, keys: AttemptKeys, now: Date): Promise<unknown> =>
  actorTx(db, undefined, async (tx) => void (await passAttempt(tx, keys.device, keys, now)))

/** Forgets the failures, and marks the browser as one the person uses. */
export async function passed({ appKey }: Identity, context: Context, keys: AttemptKeys): Promise<void> {
  const mark = context.device ?? newToken().slice(0, 32)
  context.setDevice(mark)
  await passAttempt(context.tx, keyedHash(appKey, 'device', keys.target, mark), keys, context.now)
}

/** An address of version 6 stands for its /64: one subscriber has them all. */
function networkOf(address: string): string {
  if (!address.includes(':') || /^::ffff:\d+\./i.test(address)) return address.replace(/^::ffff:/i, '')
  const [head = '', tail] = address.split('::')
  const left = head.split(':').filter(Boolean)
  const right = (tail ?? '').split(':').filter(Boolean)
  const all =
    tail === undefined ? left : [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right]
  return all.slice(0, 4).join(':')
}

export type { AttemptKeys }
