import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { StateName } from '../scheme/index.ts'
import { AcceptanceGate, AcceptanceResult } from './gate.ts'

const Day = z.iso.date()
const stationId = z.uuid()
const remarkText = z.string().trim().max(1000)
const Done = z.object({ version: z.int() })

export const AcceptanceCheckView = z
  .object({
    schemeId: z.string(),
    ruleId: z.string(),
    label: z.string(),
    refs: z.array(z.string()),
    clauseText: z.string(),
    state: StateName,
    stateLabel: z.string(),
    isPassed: z.boolean(),
    sentence: z.string(),
    rows: z.array(
      z.object({
        label: z.string(),
        measured: z.string(),
        required: z.string(),
        gap: z.string(),
        outcome: z.string(),
        by: z.string().nullable(),
      }),
    ),
    /** What somebody confirms on the spot. */
    items: z.array(
      z.object({
        itemId: z.string(),
        label: z.string(),
        byLabel: z.string(),
        evidence: z.array(z.string()),
        isHeld: z.boolean(),
        on: z.string().nullable(),
        remark: z.string().nullable(),
        mayAttest: z.boolean(),
      }),
    ),
    exception: z.object({
      byLabel: z.string().nullable(),
      mayGrant: z.boolean(),
      reason: z.string().nullable(),
    }),
  })
  .meta({ id: 'AcceptanceCheck' })
export type AcceptanceCheckView = z.infer<typeof AcceptanceCheckView>

const Representatives = z.object({ count: z.int().min(1).max(99), opinion: z.string().trim().min(2).max(1000) })

export const AcceptanceView = z
  .object({
    id: z.string(),
    gate: AcceptanceGate,
    round: z.int(),
    result: AcceptanceResult,
    on: Day,
    correctBy: Day.nullable(),
    remark: z.string(),
    representatives: Representatives.nullable(),
    proposedBy: z.string(),
    proposedAt: z.iso.datetime(),
    /** Rules that kept the gate shut when it was proposed. */
    refusing: z.array(z.string()),
    signed: z
      .object({
        verdict: z.enum(['agreed', 'returned']),
        by: z.string(),
        at: z.iso.datetime(),
        reason: z.string(),
        publishedOn: Day.nullable(),
      })
      .nullable(),
    /** Nobody else has signed, and the reader may. */
    maySign: z.boolean(),
  })
  .meta({ id: 'Acceptance' })
export type AcceptanceView = z.infer<typeof AcceptanceView>

/** @refuses STATION_NOT_FOUND */
export const readAcceptance = endpoint({
  name: 'station.readAcceptance',
  method: 'GET',
  path: '/stations/:stationId/acceptances/:gate',
  summary: '验收清单与历次验收',
  who: 'read ruling',
  input: z.object({ stationId, gate: AcceptanceGate }),
  output: z.object({
    name: z.string(),
    version: z.int(),
    gate: AcceptanceGate,
    gateLabel: z.string(),
    state: z.enum(['open', 'closed', 'silent']),
    isDone: z.boolean(),
    asOf: Day,
    checks: z.array(AcceptanceCheckView),
    acceptances: z.array(AcceptanceView),
    /** Clause under which recipients take part and the result is made public. */
    publicClause: z.string().nullable(),
    signers: z.array(z.string()),
    mayInspect: z.boolean(),
  }),
})

/** Ticks an item of a checklist as seen, or takes the tick back. @refuses ITEM_NOT_FOUND @refuses ITEM_OF_OTHERS @refuses ITEM_UNFIT */
export const attestItem = endpoint({
  name: 'station.attestItem',
  method: 'POST',
  path: '/stations/:stationId/attested',
  summary: '现场确认一项',
  who: 'attest item',
  input: z.object({
    stationId,
    schemeId: z.string().max(40),
    ruleId: z.string().max(80),
    itemId: z.string().max(80),
    isHeld: z.boolean(),
    on: Day,
    remark: remarkText.default(''),
    evidenceIds: z.array(z.uuid()).max(20).default([]),
  }),
  output: Done,
})

/** @refuses RULE_NOT_FOUND @refuses EXCEPTION_NOT_ALLOWED @refuses EXCEPTION_OF_OTHERS */
export const grantException = endpoint({
  name: 'station.grantException',
  method: 'POST',
  path: '/stations/:stationId/exceptions',
  summary: '批准一条的例外',
  who: 'record decision',
  input: z.object({
    stationId,
    schemeId: z.string().max(40),
    ruleId: z.string().max(80),
    reason: z.string().trim().min(4).max(500),
    until: Day.optional(),
  }),
  output: Done,
})

/** @refuses GATE_CLOSED @refuses ACCEPTANCE_DONE @refuses ACCEPTANCE_TOO_EARLY @refuses ACCEPTANCE_PENDING @refuses ACCEPTANCE_UNFIT */
export const proposeAcceptance = endpoint({
  name: 'station.proposeAcceptance',
  method: 'POST',
  path: '/stations/:stationId/acceptances',
  summary: '提出验收结论',
  who: 'inspect station',
  input: z.object({
    stationId,
    id: z.uuid(),
    gate: AcceptanceGate,
    result: AcceptanceResult,
    on: Day,
    correctBy: Day.optional(),
    remark: remarkText.default(''),
    representatives: Representatives.optional(),
  }),
  output: z.object({ id: z.string() }),
})

/** @refuses ACCEPTANCE_NOT_FOUND @refuses ACCEPTANCE_DECIDED @refuses ACCEPTANCE_SAME_SIGNER @refuses GATE_CLOSED @refuses PLAN_DENIES */
export const signAcceptance = endpoint({
  name: 'station.signAcceptance',
  method: 'POST',
  path: '/stations/:stationId/acceptances/:acceptanceId/signature',
  summary: '签署或退回验收结论',
  who: 'sign acceptance',
  input: z.object({
    stationId,
    acceptanceId: z.uuid(),
    id: z.uuid(),
    verdict: z.enum(['agreed', 'returned']),
    reason: remarkText.default(''),
    publishedOn: Day.optional(),
  }),
  output: z.object({ id: z.string() }),
})
