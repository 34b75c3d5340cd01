import type { CityCast, CommunityCast } from './cast-city.ts'

const FIVE_ONES = ['site', 'agency', 'brand-project', 'service-process', 'experience-model']
const NORMS = ['service-norm', 'service-process', 'stocktaking', 'reform-landed']

/** Ten projects since the autumn of 2017: supervised every month, evaluated every quarter, with a gap here and there. */
export function addProject({ book, pilot }: CityCast, { unit, index }: CommunityCast): void {
  const place = { divisionCode: unit.code, agencyId: book.id('agency', index % 2 === 0 ? 'a1' : 'a2') }
  const attest = (ruleId: string, itemId: string) => ({
    ruleId,
    itemId,
    byPersonId: 'district',
    on: '2018-06-05',
    evidenceIds: [],
    validUntilOn: null,
  })
  const projectId = book.add('project', unit.code, place, `${unit.name}“邻里守望”项目`, {
    unitId: unit.id,
    districtId: pilot.id,
    planId: book.id('plan', 'pilot'),
    villageIds: [unit.id],
    needIds: [`need-${unit.code}`],
    budgetFen: 5_000_000,
    stageCode: 'implementing',
    fixedOn: '2017-11-20',
    startOn: '2017-12-01',
    fundSourceId: book.id('source', 'lottery'),
    tagCodes: index < 3 ? ['demonstration'] : [],
    approvals: [
      { byRoleCode: 'review-panel', on: '2017-11-24', verdictCode: 'approved', documentId: null },
      { byRoleCode: 'community', on: '2017-11-27', verdictCode: 'approved', documentId: null },
      ...(index < 2 ? [{ byRoleCode: 'district', on: '2018-05-31', verdictCode: 'demonstration', documentId: null }] : []),
    ],
    documents: [{ topicCode: 'design', version: 1, effectiveOn: '2017-11-22', publishedOn: null }],
    participants: [
      { personId: 'p1', roleCode: 'resident-planner' },
      { personId: 'p2', roleCode: 'resident-executor' },
    ],
    entries: [
      { typeCode: 'landing-request', on: '2017-11-25', byRoleCode: 'agency' },
      { typeCode: 'project-support', on: '2018-01-10', byRoleCode: 'district' },
    ],
    attested: [
      ...FIVE_ONES.slice(0, index % 4 === 2 ? 4 : 5).map((item) => attest('project-five-ones', item)),
      ...NORMS.slice(0, index % 3 === 1 ? 3 : 4).map((item) => attest('project-norms', item)),
    ],
  })
  const days = ['2017-12-15', '2018-01-17', '2018-02-09', '2018-03-16', '2018-04-18', '2018-05-16', '2018-06-13'].filter(
    (on) => !(index === 4 && on > '2018-05') && !(index === 7 && on > '2018-06'),
  )
  for (const on of days)
    book.add('supervision', `${unit.code}-${on}`, place, `${unit.name}项目督导`, {
      unitId: unit.id,
      projectId,
      agencyId: place.agencyId,
      supervisedOn: on,
      tagCodes:
        on === '2018-03-16'
          ? ['practice', 'inspection']
          : [['mechanism', 'project-design', 'practice', 'model', 'capacity'][index % 5] ?? 'practice'],
    })
  for (const on of ['2018-03-28', ...(index % 3 === 0 ? [] : ['2018-06-27'])])
    book.add('evaluation', `${unit.code}-${on}`, place, `${unit.name}项目季度评估`, {
      unitId: unit.id,
      projectId,
      stageCode: 'quarterly',
      heldOn: on,
      submittedOn: on,
      scorerId: 'evaluation-team',
      objectScores: [],
      sheets: [],
      evidence: [],
      invitees: [],
      opinions: [],
    })
  book.add('report', `${unit.code}-2018h1`, place, `${unit.name}项目半年总结`, {
    unitId: unit.id,
    projectId,
    kindCode: 'half-year-summary',
    cutOffOn: '2018-06-25',
    dueOn: '2018-07-15',
    receivedOn: index < 4 ? '2018-06-28' : null,
  })
}
