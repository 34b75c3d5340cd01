import type { ChangeEffect } from '#contract/territory/index.ts'
import { maskName } from '#domain/kernel/mask.ts'
import type { DecidedChange } from '#domain/territory/index.ts'
import type { Tx } from '#server/db/actor-tx.ts'
import type { SchemeOpener } from '#server/scheme/index.ts'
import { listAdoptionsIn } from '../adoption/adoption-repository.ts'
import { titleOf } from '../adoption/adopt-scheme.ts'
import { countBySubject, editsOf } from './apply-change.ts'
import type { Transferred } from './transfer-divisions.ts'
import { findZonesSince } from '../zone-repository.ts'

const [COUNTY, TOWN] = [6, 9] as const

/** What a transfer moved, what it left and why, and what is left for people to settle. */
export async function tellTransfer(
  tx: Tx,
  decided: DecidedChange,
  done: Transferred,
  plans: { readonly before: string; readonly after: string },
): Promise<ChangeEffect> {
  const files = [
    ...(done.attachments > 0 ? [`附件 ${done.attachments} 份抄到新县，原县留底`] : []),
    ...(done.secrets > 0 ? [`证件号、电话等 ${done.secrets} 项改用新县的密文，原县不再存`] : []),
  ]
  return {
    edits: editsOf(decided),
    moved: countBySubject(done.moved),
    grants: done.followed.grants,
    accounts: done.followed.accounts,
    warnings: [...decided.warnings, ...files],
    stays: [
      ...countBySubject(done.left).map(({ label, count, names }) => ({
        label,
        count,
        names,
        why: '仍在原县；转出的档案与它的联系自生效日起为未知，由新县补记',
      })),
      ...countBySubject(done.unlinked).map(({ label, count, names }) => ({
        label,
        count,
        names,
        why: '仍在原县；其中与转出档案的联系到生效日为止，此前各日照旧',
      })),
    ],
    byHand: [...undecidedOf(done), ...grantsOf(decided, done), ...(await zonesOf(tx, decided)), ...peopleOf(done)],
    plans: [`变更前：${plans.before}`, `变更后：${plans.after}${plans.after === NO_PLAN ? '，由新县或其上级采用' : ''}`],
  }
}

const undecidedOf = ({ undecided }: Transferred): readonly string[] => [
  ...(undecided.consequences > 0 ? [`尚未决定的拟议后果 ${undecided.consequences} 项留在原县，由原县办结`] : []),
  ...(undecided.acceptances > 0 ? [`尚未签署的验收结论 ${undecided.acceptances} 项留在原县，须在新县重新提出`] : []),
]

const grantsOf = (decided: DecidedChange, { followed: { zones, stays } }: Transferred): readonly string[] => [
  ...(zones > 0 ? [`限于片区的授权 ${zones} 项不再含转出的乡镇(街道)；只含它的已撤销`] : []),
  ...(stays > 0
    ? [
        `覆盖全县的授权 ${stays} 项留在原代码，只供查阅从前` +
          (isMerge(decided.transfers) ? '；并入后的职责由上级另行授权' : '；同一账号在新代码下照常办事'),
      ]
    : []),
]

/** Several counties end, or one goes over into one that was there. */
const isMerge = (transfers: DecidedChange['transfers']): boolean =>
  transfers.some(({ from, to }) => from.length === COUNTY && from.slice(0, 4) === to.slice(0, 4))

async function zonesOf(tx: Tx, { transfers, edits }: DecidedChange): Promise<readonly string[]> {
  const target = transfers[0]?.to.slice(0, COUNTY) ?? ''
  if ((await findZonesSince(tx, target)) === null || !transfers.some((t) => t.to.length === TOWN)) return []
  if (transfers.some(({ from }) => from.length === COUNTY) && !isMerge(transfers)) return []
  const names = transfers.flatMap(({ to }) => edits.find((e) => e.code === to && to.length === TOWN)?.name ?? [])
  return [`${names.join('、')}还不在任何片区，由新县划定`]
}

const peopleOf = ({ twice }: Transferred): readonly string[] =>
  twice.length > 0 ? [`${twice.map(maskName).join('、')}的证件号在新县已有人登记，多半是一人两档：以新县那份为准，须并档`] : []

const NO_PLAN = '没有采用中的方案'

/** Which plans hold in a place on a day, in words. */
export async function plansAt(tx: Tx, opener: SchemeOpener, code: string, day: string): Promise<string> {
  const above = ['0', ...[2, 4, 6, 9].filter((n) => n <= code.length).map((n) => code.slice(0, n))]
  const titles: string[] = []
  for (const { schemeId, unitName } of await listAdoptionsIn(tx, above, day))
    titles.push(`${await titleOf(tx, opener, schemeId)}（${unitName}采用）`)
  return titles.length > 0 ? titles.join('、') : NO_PLAN
}
