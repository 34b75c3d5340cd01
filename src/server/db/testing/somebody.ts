import type { Actor, Scope } from '#domain/kernel/actor.ts'
import type { Id } from '#domain/kernel/id.ts'
import type { Who } from './oracle.ts'
import { ACCOUNTS, AGENCIES, CODES, roleOf, ROUNDS, SCOPES, STATIONS, uuid, type Random } from './universe.ts'

export const WAYS = ['territory', 'agency', 'zone', 'station', 'own', 'sample', 'glass'] as const

/** Somebody, in every way a grant can be narrow, sensible or not; or in the one wanted. */
export function somebody(
  random: Random,
  how: (typeof WAYS)[number] = random.pick(WAYS),
): { readonly who: Who; readonly actor: Actor } {
  const { pick, isHit } = random
  const account = pick(ACCOUNTS) as Id
  const role = roleOf(random)
  const code = pick(SCOPES)
  const [agency, station, round] = [pick(AGENCIES) as Id, pick(STATIONS) as Id, pick(ROUNDS) as Id]
  const towns = CODES.filter((one) => one.length === 9 && isHit(0.3))
  const narrow: Scope = {
    code,
    ...(how === 'zone' && { towns: towns.length > 0 ? towns : ['990901101'] }),
    ...(how === 'agency' && { agencyId: agency }),
    // a worker's grant may name the agency, too: the station counts
    ...(how === 'station' && { stationId: station, ...(isHit(0.5) && { agencyId: agency }) }),
    ...(how === 'own' && { isOwn: true as const }),
    ...(how === 'sample' && { roundId: round }),
    ...(how === 'glass' && { glassId: uuid(6) as Id }),
  }
  const actor: Actor = { accountId: account, grantId: uuid(7) as Id, name: '', role: role as Actor['role'], scope: narrow }
  const who: Who = { account, role, code, how, agency, station, round, ...(narrow.towns && { towns: narrow.towns }) }
  return { who, actor }
}
