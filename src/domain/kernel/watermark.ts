import type { Actor } from './actor.ts'

const MINUTE = 16

/** Who took it, where and when: what is laid over a screen or stands at the foot of an export. `at` in Beijing time. */
export const watermarkText = (actor: Pick<Actor, 'name' | 'accountId' | 'scope'>, at: Date): string =>
  `${actor.name} ${actor.accountId.slice(-8)} ${actor.scope.code} ${beijingMinute(at)}`

const BEIJING_MS = 8 * 3_600_000
const beijingMinute = (at: Date): string => new Date(at.getTime() + BEIJING_MS).toISOString().slice(0, MINUTE).replace('T', ' ')
