import type { AccountView } from '#contract/account.ts'
import type { Place, Places } from './use-places.ts'

type Grant = AccountView['grants'][number]

const nameIn = (list: readonly Place[], id: string | null): string | undefined => list.find((one) => one.id === id)?.name

/** Where a grant holds, by name as far as names are known. */
export function whereInWords(
  { scopeCode, agencyId, stationId, towns, isOwn, roundId }: Grant,
  { divisions, agencies, stations, rounds }: Places,
): string {
  const division = scopeCode === '0' ? '全国' : (divisions.find(({ code }) => code === scopeCode)?.name ?? `区划 ${scopeCode}`)
  const narrower = [
    ...(agencyId === null ? [] : [nameIn(agencies, agencyId) ?? '所属机构']),
    ...(stationId === null ? [] : [nameIn(stations, stationId) ?? '所在社工站']),
    ...(towns ?? []).map((town) => divisions.find(({ code }) => code === town)?.name ?? `区划 ${town}`),
    ...(isOwn ? ['指派给本人的对象与个案'] : []),
    ...(roundId === null ? [] : [`${nameIn(rounds, roundId) ?? '一轮评估'}的样本，只读`]),
  ]
  return narrower.length === 0 ? division : `${division}（限${narrower.join('、')}）`
}

/** From when to when. */
export const whenInWords = ({ validFrom, validTo }: Grant): string =>
  validTo === null ? `${validFrom} 起` : `${validFrom} 至 ${validTo} 前`

/** On what it rests. */
export function groundInWords({ ground, isActing }: Grant, { contracts, postings }: Places): string {
  const words = [
    ...(isActing ? ['代理职务'] : []),
    ...(ground === null
      ? []
      : [
          ground.subject === 'contract'
            ? `协议：${nameIn(contracts, ground.id) ?? '已登记'}`
            : `岗位：${nameIn(postings, ground.id) ?? '已登记'}`,
        ]),
  ]
  return words.length === 0 ? '—' : words.join('；')
}
