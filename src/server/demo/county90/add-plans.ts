import type { DemoFacts } from '../demo-scheme.ts'
import { AMOUNTS, PLAN_PARTS } from './add-contracts.ts'
import type { Cast, ZoneCast } from './cast.ts'

const PHASES: readonly (readonly [code: string, from: string, to: string])[] = [
  ['prepare', '2021-03-01', '2023-05-31'],
  ['launch', '2023-06-01', '2023-07-31'],
  ['follow-up', '2023-08-01', '2023-08-31'],
  ['review', '2023-09-01', '2023-12-31'],
  ['advance', '2024-01-01', '2024-06-30'],
]
const TASKS: readonly (readonly [
  id: string,
  what: string,
  supports: readonly string[],
  phase: string,
  owner: string,
  dueOn: string,
  doneOn: string | null,
])[] = [
  ['study', '学习考察调研', ['town'], 'prepare', 'bureau', '2022-12-31', '2022-11-18'],
  ['premises', '落实场地、人员和设备', ['bureau'], 'prepare', 'town', '2023-05-31', '2023-05-30'],
  ['tender', '公开招标选定承接机构', ['finance'], 'launch', 'bureau', '2023-06-30', '2023-06-30'],
  ['post', '社工上岗', ['town'], 'launch', 'agency', '2023-07-31', '2023-07-31'],
  ['visit-towns', '到站跟进，收集困难', ['agency'], 'follow-up', 'centre', '2023-08-31', '2023-08-29'],
  ['survey', '前期运行调研', ['centre'], 'review', 'evaluation-group', '2023-12-31', '2023-12-14'],
  ['method', '总结工作法', ['centre'], 'review', 'bureau', '2023-12-31', '2023-12-28'],
  ['expand', '拓展服务领域', ['agency'], 'advance', 'bureau', '2024-04-30', null],
  ['renew', '下一年度采购准备', ['finance'], 'advance', 'bureau', '2024-06-30', null],
]

/** The county's plan with its five phases, and the agencies' annual plans. */
export function addPlans(cast: Cast): void {
  const { book, county, place, centreId } = cast
  const attest = (itemId: string, on: string): DemoFacts => ({
    ruleId: 'preparation-outputs',
    itemId,
    byPersonId: centreId,
    on,
    evidenceIds: [],
    validUntilOn: null,
  })
  book.add('plan', 'county', place, '云岫县社工站建设实施方案', {
    unitId: county.id,
    lotId: null,
    agencyId: null,
    kindCode: 'county',
    partCodes: [],
    tagCodes: [],
    submittedOn: '2021-03-01',
    budgetFen: 90_000_000,
    phases: PHASES.map(([code, from, to]) => ({ code, from, to })),
    tasks: TASKS.map(([id, whatText, supportCodes, phaseCode, ownerCode, dueOn, doneOn]) => ({
      id,
      whatText,
      supportCodes,
      phaseCode,
      ownerCode,
      dueOn,
      doneOn,
      evidenceIds: [],
    })),
    attested: [attest('survey', '2021-09-10'), attest('funds', '2023-04-21'), attest('plan-text', '2023-05-18')],
  })
  for (const zone of cast.zones) addAnnualPlan(cast, zone)
}

function addAnnualPlan({ book }: Cast, zone: ZoneCast): void {
  const submittedOn = zone.no === 2 ? '2023-08-18' : '2023-07-28'
  book.add('plan', `annual${zone.no}`, zone.place, `${zone.unit.name}年度实施计划`, {
    unitId: zone.unit.id,
    lotId: zone.lotId,
    agencyId: zone.agencyId,
    kindCode: 'annual',
    partCodes: PLAN_PARTS,
    tagCodes: [],
    budgetFen: AMOUNTS[zone.no] ?? 0,
    submittedOn,
    approvals: [{ byRoleCode: 'bureau', on: '2023-08-25', verdictCode: 'approved', documentId: null }],
    versions: [
      { no: 1, submittedOn, approvedOn: '2023-08-25', reasonText: '首版' },
      ...(zone.no === 3 ? [{ no: 2, submittedOn: '2023-12-28', approvedOn: null, reasonText: '按月考核意见调整小组计划' }] : []),
    ],
    phases: [],
    tasks: [],
  })
}
