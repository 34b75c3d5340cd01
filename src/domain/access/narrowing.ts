import type { Role, Scope } from '../kernel/actor.ts'
import { covers, reachOf } from './scope.ts'

const TOWN = /^[0-9]{9}$/

/** Whether what narrows a scope is sound: towns of its own division, each once, and at most one of towns, own, sample. */
export function isSoundNarrowing(scope: Scope): boolean {
  const { code, towns, isOwn, roundId } = scope
  if ([towns, isOwn, roundId].filter((one) => one !== undefined).length > 1) return false
  if (towns === undefined) return true
  return (
    towns.length > 0 &&
    new Set(towns).size === towns.length &&
    towns.every((town) => TOWN.test(town) && covers({ code }, { code: town }))
  )
}

const TOWN_ROLES: readonly Role[] = ['town', 'child-officer', 'village']
const TOWN_DIGITS = 9

/** Whether a role that is somebody's in one town or village is given there and no higher. */
export const isLowEnough = (role: Role, { code }: Scope): boolean => !TOWN_ROLES.includes(role) || code.length >= TOWN_DIGITS

/** What narrows a scope, as it stands behind the name of its division; nothing where it goes over all of it. */
export function narrowingInWords(scope: Scope): string | undefined {
  switch (reachOf(scope)) {
    case 'zone':
      return `片区，${scope.towns?.length ?? 0} 个乡镇街道`
    case 'agency':
      return '本机构'
    case 'station':
      return '本站'
    case 'own':
      return '指派给本人的'
    case 'sample':
      return '一轮评估的样本'
    case 'territory':
    case 'glass':
      return undefined
  }
}
