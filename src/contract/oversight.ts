import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { OwedView, StateName } from './scheme/index.ts'

const day = z.iso.date()
const refs = z.array(z.string()).meta({ description: '所依据的条款' })

/** What went up because whoever owed it was late: derived from duties and proposals, gone again once the thing is done. */
export const listEscalations = endpoint({
  name: 'governance.listEscalations',
  method: 'GET',
  path: '/governance/escalations',
  summary: '逾期上交：谁逾期未办、转到谁、下一步做什么',
  who: 'read ruling',
  input: z.object({}),
  output: z.object({
    asOf: day,
    lines: z.array(
      OwedView.extend({
        subject: z.string(),
        /** Who was late; empty where the plan names nobody. */
        fromLabel: z.string(),
        nextText: z.string().meta({ description: '下一步谁做什么' }),
      }),
    ),
  }),
})

const Recurring = z.object({
  key: z.string(),
  label: z.string(),
  place: z.string(),
  debtorLabel: z.string(),
  refs,
  /** The office has not yet signed how often: nothing is owed until then. */
  isUnsettled: z.boolean(),
  periods: z.array(
    z.object({ from: day, to: day, dueOn: day, heldOn: day.nullable(), state: z.enum(['held', 'late', 'missed', 'open']) }),
  ),
})
export type Recurring = z.infer<typeof Recurring>

/** Meetings, hearings and the like that a plan wants every so often, period by period: one that was left out is seen. */
export const listRecurring = endpoint({
  name: 'governance.listRecurring',
  method: 'GET',
  path: '/governance/recurring',
  summary: '例会与听取：哪一期办了、哪一期缺',
  who: 'read ruling',
  input: z.object({}),
  output: z.object({ asOf: day, lines: z.array(Recurring), total: z.int() }),
})

/** What support every agency got, by the kinds that a plan names; a kind nobody gave shows 0. */
export const listSupports = endpoint({
  name: 'governance.listSupports',
  method: 'GET',
  path: '/governance/supports',
  summary: '机构培育扶持：按方式的次数与缺口',
  who: 'read ruling',
  input: z.object({}),
  output: z.object({
    asOf: day,
    agencies: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        stage: z.string().nullable(),
        kinds: z.array(z.object({ label: z.string(), count: z.int(), ruleLabel: z.string(), perLabel: z.string(), refs })),
        total: z.int().meta({ description: '历来的扶持次数' }),
        last: z.object({ on: day, way: z.string(), outcome: z.string() }).nullable(),
      }),
    ),
    total: z.int(),
  }),
})

/** The papers of every place of which a plan wants some, and the places that have none. */
export const listPolicies = endpoint({
  name: 'governance.listPolicies',
  method: 'GET',
  path: '/governance/policies',
  summary: '政策清单：各地出台的文件，没有的列出',
  who: 'read ruling',
  input: z.object({}),
  output: z.object({
    asOf: day,
    places: z.array(
      z.object({
        key: z.string(),
        name: z.string(),
        label: z.string(),
        refs,
        state: StateName,
        stateLabel: z.string(),
        debtorLabel: z.string(),
        papers: z.array(
          z.object({
            id: z.uuid(),
            name: z.string(),
            docNo: z.string(),
            issuedOn: z.string(),
            kind: z.string(),
            topics: z.array(z.string()),
            status: z.string(),
          }),
        ),
      }),
    ),
    total: z.int(),
  }),
})
