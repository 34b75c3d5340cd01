import type { DemoFacts } from '../demo-scheme.ts'
import type { Cast, ZoneCast } from './cast.ts'

interface EvaluationDraft {
  readonly stage: 'first' | 'midterm' | 'final'
  readonly heldOn: string
  /** Scores of the bureau's group in hundredths: the sheets; their mean is the bureau's score. */
  readonly sheets: readonly number[]
  readonly reportedOn: string
  /** Towns that have given their opinion; all of them when absent. */
  readonly opinions?: number
}

/** By zone. Zone 2 came out at 78.00; zone 3 waits for its mid-term; zone 4 is excellent. */
const DRAFTS: Readonly<Record<number, readonly EvaluationDraft[]>> = {
  1: [
    { stage: 'first', heldOn: '2023-10-10', sheets: [8500, 8600, 8550], reportedOn: '2023-10-06' },
    { stage: 'midterm', heldOn: '2024-01-10', sheets: [8800, 8900, 8850], reportedOn: '2024-01-05' },
  ],
  2: [
    { stage: 'first', heldOn: '2023-10-10', sheets: [8000, 8100, 8050], reportedOn: '2023-10-07' },
    { stage: 'midterm', heldOn: '2024-01-09', sheets: [7700, 7800, 7900], reportedOn: '2024-01-04' },
  ],
  3: [{ stage: 'first', heldOn: '2023-10-16', sheets: [7900, 8000, 7950], reportedOn: '2023-10-13' }],
  4: [
    { stage: 'first', heldOn: '2023-10-09', sheets: [9100, 9200, 9150], reportedOn: '2023-10-05' },
    { stage: 'midterm', heldOn: '2024-01-10', sheets: [9250, 9300, 9350], reportedOn: '2024-01-05' },
  ],
}

/** First and mid-term evaluations of the four zones, the complete final of the ended pilot, the centre's, and what is being put right. */
export function addEvaluations(cast: Cast): void {
  for (const zone of cast.zones) for (const draft of DRAFTS[zone.no] ?? []) addEvaluation(cast, zone, draft)
  addPending(cast)
  addPilotEvaluations(cast)
  addCentreEvaluation(cast)
  addRectifications(cast)
}

const EVIDENCE = ['month-scores', 'agency-reports', 'service-records'].map((kindCode) => ({ kindCode, sourceId: null }))
const sheetRows = (sheets: readonly number[], on: string): readonly DemoFacts[] =>
  sheets.map((score, i) => ({ byPersonId: `evaluator-${i + 1}`, score, on }))
const mean = (scores: readonly number[]): number => Math.floor(scores.reduce((a, b) => a + b, 0) / scores.length)

function addEvaluation({ book, towns }: Cast, zone: ZoneCast, draft: EvaluationDraft): void {
  const mine = towns.filter((t) => t.zone === zone)
  const bureauScore = mean(draft.sheets)
  book.add(
    'evaluation',
    `${zone.no}-${draft.stage}`,
    zone.place,
    `${zone.unit.name}${draft.stage === 'first' ? '第一次' : '中期'}评估`,
    {
      unitId: zone.unit.id,
      contractId: zone.contractId,
      agencyId: zone.agencyId,
      stageCode: draft.stage,
      heldOn: draft.heldOn,
      publishedOn: draft.stage === 'first' ? '2023-10-25' : null,
      agencyReportOn: draft.reportedOn,
      objectId: zone.contractId,
      bureauScore,
      totalScore: bureauScore,
      opinions: mine
        .slice(0, draft.opinions ?? mine.length)
        .map((t) => ({ unitId: t.unit.id, filedOn: draft.reportedOn, verdictCode: 'agree' })),
      sheets: sheetRows(draft.sheets, draft.heldOn),
      evidence: EVIDENCE,
      invitees: [],
      objectScores: [],
    },
  )
}

/** The mid-term of zone 3: the report is in, one town has not written, nobody has scored. */
function addPending({ book, zones, towns }: Cast): void {
  const zone = zones[2]
  if (!zone) return
  const mine = towns.filter((t) => t.zone === zone)
  book.add('evaluation', '3-midterm', zone.place, `${zone.unit.name}中期评估`, {
    unitId: zone.unit.id,
    contractId: zone.contractId,
    agencyId: zone.agencyId,
    stageCode: 'midterm',
    heldOn: null,
    publishedOn: null,
    agencyReportOn: '2024-01-08',
    objectId: zone.contractId,
    bureauScore: null,
    opinions: mine.slice(0, 2).map((t) => ({ unitId: t.unit.id, filedOn: '2024-01-11', verdictCode: 'agree' })),
    sheets: [],
    evidence: EVIDENCE,
    invitees: [],
    objectScores: [],
  })
}

function addPilotEvaluations({ book, county, zones, towns }: Cast): void {
  const [zone, town] = [zones[3], towns[10]]
  if (!zone || !town) return
  const all: readonly (readonly [stage: string, heldOn: string, score: number])[] = [
    ['first', '2022-10-10', 8600],
    ['midterm', '2023-01-10', 8800],
    ['final', '2023-07-07', 9200],
  ]
  for (const [stage, heldOn, score] of all) {
    const isFinal = stage === 'final'
    book.add(
      'evaluation',
      `pilot-${stage}`,
      zone.place,
      `2022年度试点${isFinal ? '结项' : stage === 'first' ? '第一次' : '中期'}评估`,
      {
        unitId: county.id,
        contractId: book.id('contract', 'pilot-2022'),
        agencyId: zone.agencyId,
        stageCode: stage,
        heldOn,
        publishedOn: heldOn,
        agencyReportOn: heldOn,
        objectId: book.id('contract', 'pilot-2022'),
        bureauScore: score,
        ...(isFinal && { townScore: 9400, thirdPartyScore: 9100, clientScore: 9600, totalScore: 9230, gradeCode: 'excellent' }),
        sheets: sheetRows([score - 50, score, score + 50], heldOn),
        evidence: EVIDENCE,
        invitees: isFinal ? [{ agencyId: null, kindCode: 'third-party' }] : [],
        opinions: [{ unitId: town.unit.id, filedOn: heldOn, verdictCode: 'agree' }],
        objectScores: [],
      },
    )
  }
}

function addCentreEvaluation({ book, county, centreId, zones }: Cast): void {
  const zone = zones[0]
  if (!zone) return
  book.add('evaluation', 'centre-2023', zone.place, '县中心2023年度评估', {
    unitId: county.id,
    centreId,
    agencyId: zone.agencyId,
    stageCode: 'annual',
    heldOn: '2023-12-22',
    publishedOn: '2023-12-29',
    agencyReportOn: '2023-12-15',
    bureauScore: 8700,
    sheets: sheetRows([8650, 8750], '2023-12-22'),
    evidence: EVIDENCE,
    invitees: [],
    opinions: [],
    objectScores: [],
  })
}

/** Zone 3 is putting two low months right and has four days left; an order to zone 2 of last autumn was met in time. */
function addRectifications({ book, zones }: Cast): void {
  const order = (zoneNo: number, key: string, orderedOn: string, dueOn: string, acceptedOn: string | null): void => {
    const zone = zones[zoneNo - 1]
    if (!zone) return
    book.add('rectification', key, zone.place, `${zone.unit.name}限期整改`, {
      unitId: zone.unit.id,
      contractId: zone.contractId,
      agencyId: zone.agencyId,
      orderedOn,
      dueOn,
      acceptedOn,
    })
  }
  order(3, 'r3', '2023-12-20', '2024-01-19', null)
  order(2, 'r2', '2023-10-12', '2023-11-11', '2023-11-08')
}
